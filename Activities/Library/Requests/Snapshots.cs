using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Activities.Requests;

/// <summary>What is known of the record of a run, by the names of form fields.</summary>
internal static class Snapshots
{
    /// <summary>Facts of the record; empty for records that no form shows.</summary>
    public static async Task<IReadOnlyDictionary<string, object?>> OfRecordAsync(ActivityExecutionContext context)
    {
        var record = context.Record();
        if (record.Type == RecordTypes.Case)
            return CaseSnapshot.Of(await context.CaseAsync());

        if (ServiceDesk.Knows(record.Type))
        {
            var facts = await context.FindCaseAsync() is { } found ? CaseSnapshot.Of(found) : [];
            foreach (var (name, value) in ServiceFacts.Of(await context.ServiceAsync()))
                facts[name] = value;
            return facts;
        }

        if (record.Type == RecordTypes.Penalty
            && await context.GetRequiredService<IPenalties>().FindAsync(record.Id, context.CancellationToken) is { } penalty)
            return new Dictionary<string, object?> { ["rule"] = $"{penalty.RuleId} {penalty.RecordNo}", ["points"] = penalty.Points, ["stockAvailable"] = penalty.StockAvailable };

        return await context.GetRequiredService<IRecords>().FindAsync(record.Id, context.CancellationToken) is { } business
            ? RecordFacts.Of(business)
            : new Dictionary<string, object?>();
    }
}
