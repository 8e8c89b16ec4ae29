using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Documents;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Documents;

/// <summary>Writes a version of the document from the form and hands it to its first signer.</summary>
/// <remarks>Outcomes: ToSign, Accepted (nobody signs). Incidents: <c>document.wrong-state</c>.</remarks>
[Activity("Elsa.ITR", "Documents", "Writes a version of the document from the form and hands it to its first signer.", DisplayName = "Submit document")]
[FlowNode("ToSign", "Accepted")]
public sealed class SubmitDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Code of the document type.</summary>
    [Input(Description = "Code of the document type.", Order = 1)]
    public Input<string> DocumentType { get; set; } = null!;

    /// <summary>Roles that sign, in order.</summary>
    [Input(Description = "Roles that sign, in order.", UIHint = InputUIHints.MultiText, Order = 2)]
    public Input<ICollection<string>> SignerRoles { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 3)]
    public Input<string> Answer { get; set; } = null!;

    /// <summary>Number of the document.</summary>
    [Output(Description = "Number of the document.")]
    public Output<string?>? DocumentNo { get; set; }

    /// <summary>Role whose turn it is.</summary>
    [Output(Description = "Role whose turn it is.")]
    public Output<string?>? NextSigner { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<DocumentDesk>();
        var document = await desk.RequireAsync(await context.AnyRecordAsync(), context.Get(DocumentType)!, [.. context.Get(SignerRoles)!], context.About(), context.CancellationToken);
        var progress = await desk.SubmitAsync(document, await context.DocumentFieldsAsync(context.Get(Answer)), context.CancellationToken);
        context.Set(DocumentNo, document.No);
        context.Set(NextSigner, progress.NextSignerRole);
        await context.CompleteActivityWithOutcomesAsync(progress.NextSignerRole is null ? "Accepted" : "ToSign");
    }
}
