using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Activities;

/// <summary>What a run works on: every managed flow is started with the inputs recordType, recordId and recordNo.</summary>
internal static class RunRecord
{
    public const string TypeKey = "recordType";
    public const string IdKey = "recordId";
    public const string NoKey = "recordNo";

    /// <summary>The record of the run. It is kept in the run's properties, because inputs are gone after a reload.</summary>
    /// <exception cref="InvalidOperationException">The run was started without a record.</exception>
    public static RecordRef Record(this ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        var type = Text(run, TypeKey);
        var id = Text(run, IdKey);
        var no = Text(run, NoKey);
        if (type is null || no is null || !Guid.TryParse(id, out var key))
            throw new InvalidOperationException($"Expected the inputs {TypeKey}, {IdKey} and {NoKey}, found '{type}', '{id}' and '{no}'. Start the flow with its record.");

        return new RecordRef(type, key, no);
    }

    /// <summary>The case of the run.</summary>
    /// <exception cref="InvalidOperationException">The run works on another kind of record, or its case does not exist.</exception>
    public static async Task<Case> CaseAsync(this ActivityExecutionContext context)
    {
        var record = context.Record();
        if (record.Type != RecordTypes.Case)
            throw new InvalidOperationException($"Expected a flow on a case, but {record.No} is a {record.Type}.");

        return await context.GetRequiredService<ICases>().FindAsync(record.Id, context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected case {record.No} to exist.");
    }

    /// <summary>An instant given as text; null for blank.</summary>
    /// <exception cref="InvalidOperationException">The text is no instant.</exception>
    public static DateTimeOffset? ToInstant(this string? text, string what) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : FormJson.ToInstant(text) ?? throw new InvalidOperationException($"Expected {what} to be an ISO 8601 instant, found '{text}'.");

    /// <summary>A record as one text, <c>type|id|number</c>, for variables and inputs.</summary>
    public static string Text(this RecordRef record) => $"{record.Type}|{record.Id}|{record.No}";

    /// <summary>Inputs for a flow on a record.</summary>
    public static Dictionary<string, object> Inputs(this RecordRef record, IDictionary<string, object>? more = null)
    {
        var inputs = more is null ? [] : new Dictionary<string, object>(more);
        inputs[TypeKey] = record.Type;
        inputs[IdKey] = record.Id.ToString();
        inputs[NoKey] = record.No;
        return inputs;
    }

    private static string? Text(WorkflowExecutionContext run, string key)
    {
        if (run.Properties.TryGetValue(key, out var kept))
            return kept?.ToString();

        if (!run.Input.TryGetValue(key, out var given) || given?.ToString() is not { } text)
            return null;

        run.Properties[key] = text;
        return text;
    }
}
