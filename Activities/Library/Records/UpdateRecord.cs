using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Writes facts to the record of this flow; its clocks that depend on them start, move or end.</summary>
/// <remarks>Fields of the answer that the record does not have are left out. Incidents: <c>service.fact-unknown</c>, <c>case.fact-invalid</c>.</remarks>
[Activity("Elsa.ITR", "Records", "Writes facts to the record of this flow.", DisplayName = "Update record")]
public sealed class UpdateRecord([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Facts by name.</summary>
    [Input(Description = "Facts by name.", UIHint = InputUIHints.JsonEditor, Order = 1)]
    public Input<IDictionary<string, object>?> Facts { get; set; } = null!;

    /// <summary>Answer of a task as JSON object; its fields of the same names are written too.</summary>
    [Input(Description = "Answer of a task as JSON object; its fields of the same names are written too.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (!ServiceDesk.Knows(context.Record().Type))
        {
            await UpdateAsync(context, await context.BusinessRecordAsync());
            return;
        }

        var record = await context.ServiceAsync();
        var facts = FormJson.Read(context.Get(Answer)).Where(field => ServiceFacts.Has(record, field.Key)).ToDictionary(field => field.Key, field => field.Value);
        foreach (var (name, value) in context.Get(Facts) ?? new Dictionary<string, object>())
            facts[name] = value;
        await context.GetRequiredService<ServiceDesk>().ApplyAsync(record, facts, context.CancellationToken);
    }

    // Blank values are left alone.
    private async Task UpdateAsync(ActivityExecutionContext context, BusinessRecord record)
    {
        var known = RecordFacts.Of(record);
        var facts = FormJson.Read(context.Get(Answer)).Where(field => known.ContainsKey(field.Key)).ToDictionary(field => field.Key, field => field.Value);
        foreach (var (name, value) in context.Get(Facts) ?? new Dictionary<string, object>())
            facts[name] = value;
        await context.GetRequiredService<RecordDesk>().ApplyAsync(
            record, facts.Where(fact => fact.Value is not (null or "")).ToDictionary(fact => fact.Key, fact => fact.Value), context.CancellationToken);
    }
}
