using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Records;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Opens a business record that belongs to the record of this flow.</summary>
/// <remarks>Place, people and promise come from the record of this flow unless the facts name others. Source: flow conventions §3.</remarks>
[Activity("Elsa.ITR", "Records", "Opens a business record that belongs to the record of this flow.", DisplayName = "Open record")]
public sealed class OpenRecord([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Type of the record, e.g. ChangeRequest.</summary>
    [Input(Description = "Type of the record, e.g. ChangeRequest.", Order = 1)]
    public Input<string> RecordType { get; set; } = null!;

    /// <summary>Facts by name, e.g. title.</summary>
    [Input(Description = "Facts by name, e.g. title.", UIHint = InputUIHints.JsonEditor, Order = 2)]
    public Input<IDictionary<string, object>> Facts { get; set; } = null!;

    /// <summary>Answer of a task as JSON object; its fields of the same names are facts too.</summary>
    [Input(Description = "Answer of a task as JSON object; its fields of the same names are facts too.", Order = 3)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>The record as <c>type|id|number</c>, for the flow that runs on it.</summary>
    [Output(Description = "The record as type|id|number, for the flow that runs on it.")]
    public Output<string?>? OtherRecord { get; set; }

    /// <summary>Number of the record.</summary>
    [Output(Description = "Number of the record.")]
    public Output<string?>? RecordNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = RecordDesk.New(context.Get(RecordType)!);
        var known = RecordFacts.Of(record);
        foreach (var (name, value) in FormJson.Read(context.Get(Answer)).Where(field => known.ContainsKey(field.Key)))
            RecordFacts.Set(record, name, value);
        foreach (var (name, value) in context.Get(Facts)!.Where(fact => fact.Value is not (null or "")))
            RecordFacts.Set(record, name, value);
        await context.GetRequiredService<RecordDesk>().OpenAsync(record, context.Record(), context.CancellationToken);
        context.Set(OtherRecord, record.Ref.Text());
        context.Set(RecordNo, record.No);
        context.JournalData["Record"] = record.No;
    }
}
