using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Documents;

/// <summary>Notes what a signer said to the document.</summary>
/// <remarks>Outcomes: Next (another one signs), Accepted (raises Document.Accepted), Rejected. Incidents: <c>document.wrong-state</c>, <c>document.own-work</c>.</remarks>
[Activity("Elsa.ITR", "Documents", "Notes what a signer said to the document.", DisplayName = "Sign document")]
[FlowNode("Next", "Accepted", "Rejected")]
public sealed class SignDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Code of the document type.</summary>
    [Input(Description = "Code of the document type.", Order = 1)]
    public Input<string> DocumentType { get; set; } = null!;

    /// <summary>Off sends it back to its author.</summary>
    [Input(Description = "Off sends it back to its author.", Order = 2)]
    public Input<bool> Accepted { get; set; } = new(true);

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 3)]
    public Input<string> Answer { get; set; } = null!;

    /// <summary>Person id of the signer; blank for who acts.</summary>
    [Input(Description = "Person id of the signer; blank for who acts.", Order = 4)]
    public Input<string?> SignedBy { get; set; } = null!;

    /// <summary>Role whose turn it is.</summary>
    [Output(Description = "Role whose turn it is.")]
    public Output<string?>? NextSigner { get; set; }

    /// <summary>How often it was sent back.</summary>
    [Output(Description = "How often it was sent back.")]
    public Output<int>? RejectCount { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.AnyRecordAsync();
        var type = context.Get(DocumentType)!;
        var document = await context.GetRequiredService<IDocuments>().OfRecordAsync(found.Ref.Id, type, context.About(), context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected a document {type} on {found.Ref.No}, found none.");
        var answer = FormJson.Read(context.Get(Answer));
        var comment = answer.GetValueOrDefault("opinion") ?? answer.GetValueOrDefault(WorkItemForm.CommentKey);
        var signer = Guid.TryParse(context.Get(SignedBy), out var person)
            ? await context.GetRequiredService<IDirectory>().PersonAsync(person, context.CancellationToken)
            : null;
        var decidedAt = FormJson.ToInstant(answer.GetValueOrDefault("documentAcceptedAt")) ?? context.GetRequiredService<TimeProvider>().GetUtcNow();
        var progress = await context.GetRequiredService<DocumentDesk>().SignAsync(
            document, context.Get(Accepted), decidedAt, comment as string, signer, context.CancellationToken);
        context.Set(NextSigner, progress.NextSignerRole);
        context.Set(RejectCount, progress.RejectCount);
        await context.CompleteActivityWithOutcomesAsync(
            progress.State == DocumentState.Accepted ? "Accepted" : progress.State == DocumentState.Rejected ? "Rejected" : "Next");
    }
}
