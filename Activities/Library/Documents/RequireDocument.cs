using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Documents;

/// <summary>Starts writing and signing a document, and goes on or waits until it is accepted.</summary>
/// <remarks>Runs itr-document-submission beside this flow (R11); one that is under way goes on. A case cannot close before it is accepted.</remarks>
[Activity("Elsa.ITR", "Documents", "Starts writing and signing a document, and goes on or waits until it is accepted.", DisplayName = "Require document")]
public sealed class RequireDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    private const string Definition = "itr-document-submission";

    /// <summary>Code of the document type, e.g. FaultHandlingForm.</summary>
    [Input(Description = "Code of the document type, e.g. FaultHandlingForm.", Order = 1)]
    public Input<string> DocumentType { get; set; } = null!;

    /// <summary>Role of who writes it.</summary>
    [Input(Description = "Role of who writes it.", Order = 2)]
    public Input<string> AuthorRole { get; set; } = null!;

    /// <summary>Person id of who writes it; blank offers it to the role.</summary>
    [Input(Description = "Person id of who writes it; blank offers it to the role.", Order = 3)]
    public Input<string?> Author { get; set; } = null!;

    /// <summary>Roles that sign, in order.</summary>
    [Input(Description = "Roles that sign, in order.", UIHint = InputUIHints.MultiText, Order = 4)]
    public Input<ICollection<string>> SignerRoles { get; set; } = null!;

    /// <summary>Clock that ends with its acceptance.</summary>
    [Input(Description = "Clock that ends with its acceptance.", Order = 5)]
    public Input<string?> ClockId { get; set; } = null!;

    /// <summary>On waits until the document is accepted, also one that was under way.</summary>
    [Input(Description = "On waits until the document is accepted, also one that was under way.", Order = 6)]
    public Input<bool> Waits { get; set; } = new(false);

    /// <summary>Instance of the other flow.</summary>
    [Output(Description = "Instance of the other flow.")]
    public Output<string?>? InstanceId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var type = context.Get(DocumentType)!;
        var signers = context.Get(SignerRoles)!.ToList();
        if (await context.GetRequiredService<DocumentDesk>().AskAsync(await context.AnyRecordAsync(), type, signers, context.About(), context.CancellationToken))
        {
            context.Set(InstanceId, await FlowStart.StartAsync(context, Definition, context.Record(), new Dictionary<string, object>
            {
                ["documentType"] = type,
                ["authorRole"] = context.Get(AuthorRole)!,
                ["authorId"] = context.Get(Author) ?? "",
                ["signerRoles"] = string.Join(',', signers),
                ["clockId"] = context.Get(ClockId) ?? "",
            }, waits: false));
        }

        if (context.Get(Waits))
        {
            context.CreateBookmark(new CreateBookmarkArgs
            {
                Stimulus = new BusinessEventStimulus("Document.Accepted", context.Record().No),
                BookmarkName = BusinessEventStimulus.BookmarkName,
                Callback = OnAcceptedAsync,
                IncludeActivityInstanceId = false,
                AutoBurn = false, // the acceptance of another document leaves it waiting
            });
            return;
        }

        await context.CompleteActivityAsync();
    }

    // The document itself says whether it is accepted; the event only wakes.
    private async ValueTask OnAcceptedAsync(ActivityExecutionContext context)
    {
        if (!await context.GetRequiredService<DocumentDesk>().IsUnderWayAsync(await context.AnyRecordAsync(), context.Get(DocumentType)!, context.About(), context.CancellationToken))
            await context.CompleteActivityAsync();
    }
}
