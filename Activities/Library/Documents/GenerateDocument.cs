using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Documents;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Documents;

/// <summary>Makes a document that nobody signs, in both languages.</summary>
/// <remarks>A document that exists gets a new version; a record that belongs to no case gets none.</remarks>
[Activity("Elsa.ITR", "Documents", "Makes a document that nobody signs, in both languages.", DisplayName = "Generate document")]
public sealed class GenerateDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the document type, e.g. ResolutionNote.</summary>
    [Input(Description = "Code of the document type, e.g. ResolutionNote.", Order = 1)]
    public Input<string> DocumentType { get; set; } = null!;

    /// <summary>Answer of the task as JSON object that fills the template; blank for what the record knows.</summary>
    [Input(Description = "Answer of the task as JSON object that fills the template; blank for what the record knows.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>On hides it from customers and partners.</summary>
    [Input(Description = "On hides it from customers and partners.", Order = 3)]
    public Input<bool> Internal { get; set; } = new(false);

    /// <summary>Number of the document.</summary>
    [Output(Description = "Number of the document.")]
    public Output<string?>? DocumentNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (await context.BearerAsync() is not { } found)
            return; // documents lie with a case or a record that people see

        var document = await context.GetRequiredService<DocumentDesk>().GenerateAsync(
            found, context.Get(DocumentType)!, await context.DocumentFieldsAsync(context.Get(Answer)), context.Get(Internal), context.About(), context.CancellationToken);
        context.Set(DocumentNo, document.No);
    }
}
