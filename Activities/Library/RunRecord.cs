using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
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

    /// <summary>The case of the run: its record, or what the record of a supporting flow belongs to.</summary>
    /// <exception cref="InvalidOperationException">The run works on a record of no case, or its case does not exist.</exception>
    public static async Task<Case> CaseAsync(this ActivityExecutionContext context) =>
        await context.FindCaseAsync()
        ?? throw new InvalidOperationException($"Expected a flow on a case, but {context.Record().No} ({context.Record().Type}) belongs to none.");

    /// <summary>The case of the run; null when its record belongs to none.</summary>
    public static async Task<Case?> FindCaseAsync(this ActivityExecutionContext context)
    {
        var record = context.Record();
        if (record.Type == RecordTypes.Case)
            return await context.GetRequiredService<ICases>().FindAsync(record.Id, context.CancellationToken);

        return ServiceDesk.Knows(record.Type)
            ? await context.GetRequiredService<IServiceRecords>().CaseOfAsync(record, context.CancellationToken)
            : null;
    }

    /// <summary>The record of the supporting flow that runs.</summary>
    /// <exception cref="InvalidOperationException">The run works on another kind of record.</exception>
    public static async Task<ServiceRecord> ServiceAsync(this ActivityExecutionContext context) =>
        await context.GetRequiredService<IServiceRecords>().FindAsync(context.Record(), context.CancellationToken)
        ?? throw new InvalidOperationException($"Expected a flow on a record of its own, but {context.Record().No} is a {context.Record().Type}. Create the record first.");

    /// <summary>The record meant by a choice of an activity: <c>Case</c>, <c>Parent</c>, or blank for the run's own.</summary>
    public static async Task<RecordRef> RecordAsync(this ActivityExecutionContext context, string? choice) => choice switch
    {
        "Case" => (await context.FindCaseAsync())?.Ref ?? context.Record(),
        "Parent" => (await context.GetRequiredService<IServiceRecords>().FindAsync(context.Record(), context.CancellationToken))?.Parent
            ?? (await context.GetRequiredService<IRecords>().FindAsync(context.Record().Id, context.CancellationToken))?.Parent ?? context.Record(),
        _ => context.Record(),
    };

    /// <summary>From here on the run works on another record.</summary>
    public static void WorkOn(this ActivityExecutionContext context, RecordRef record)
    {
        var properties = context.WorkflowExecutionContext.Properties;
        (properties[TypeKey], properties[IdKey], properties[NoKey]) = (record.Type, record.Id.ToString(), record.No);
        properties[RunKeys.OpenedRecord] = record.Text();
    }

    /// <summary>What a document of this run is about, beside the case: the number of the record of a supporting flow; null for the case itself.</summary>
    public static string? About(this ActivityExecutionContext context) => ServiceDesk.Knows(context.Record().Type) ? context.Record().No : null;

    /// <summary>Values for a document: what was entered, and beneath it the facts of the record of a supporting flow.</summary>
    public static async Task<IReadOnlyDictionary<string, object?>> DocumentFieldsAsync(this ActivityExecutionContext context, string? answer)
    {
        var entered = FormJson.Read(answer);
        if (!ServiceDesk.Knows(context.Record().Type))
            return entered;

        var fields = ServiceFacts.Of(await context.ServiceAsync());
        foreach (var (name, value) in entered)
            fields[name] = value;
        return fields;
    }

    /// <summary>What the documents of the run lie with: its case or business record, for a supporting flow the one it belongs to.</summary>
    public static async Task<IRecord?> BearerAsync(this ActivityExecutionContext context)
    {
        var record = context.Record();
        return ServiceDesk.Knows(record.Type)
            ? await context.GetRequiredService<IServiceRecords>().HomeAsync(record, context.CancellationToken)
            : await context.GetRequiredService<IRecords>().FindAsync(record, context.CancellationToken);
    }

    /// <summary>As <see cref="BearerAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not exist.</exception>
    public static async Task<IRecord> AnyRecordAsync(this ActivityExecutionContext context) =>
        await context.BearerAsync() ?? throw new InvalidOperationException($"Expected {context.Record().Type} {context.Record().No} to exist or to belong to a case.");

    /// <summary>Facts of the record of the run by name.</summary>
    public static async Task<IReadOnlyDictionary<string, object?>> FactsAsync(this ActivityExecutionContext context) =>
        ServiceDesk.Knows(context.Record().Type)
            ? ServiceFacts.Of(await context.ServiceAsync())
            : RecordFacts.Of(await context.BusinessRecordAsync()).ToDictionary(fact => fact.Key, fact => fact.Value is decimal number ? (int)number : fact.Value);

    /// <summary>The business record of the run.</summary>
    /// <exception cref="InvalidOperationException">The run works on a case, or its record does not exist.</exception>
    public static async Task<BusinessRecord> BusinessRecordAsync(this ActivityExecutionContext context) =>
        await context.AnyRecordAsync() as BusinessRecord
        ?? throw new InvalidOperationException($"Expected a flow on a business record, but {context.Record().No} is a {context.Record().Type}.");

    /// <summary>The escalation of the run.</summary>
    /// <exception cref="InvalidOperationException">The run works on another kind of record, or its escalation does not exist.</exception>
    public static async Task<Escalation> EscalationAsync(this ActivityExecutionContext context)
    {
        var record = context.Record();
        return record.Type == RecordTypes.Escalation && await context.GetRequiredService<IEscalations>().FindAsync(record.Id, context.CancellationToken) is { } found
            ? found
            : throw new InvalidOperationException($"Expected a flow on an escalation that exists, but {record.No} is a {record.Type}.");
    }

    /// <summary>The major incident of the run.</summary>
    /// <exception cref="InvalidOperationException">The run works on another kind of record, or its incident does not exist.</exception>
    public static async Task<MajorIncident> IncidentAsync(this ActivityExecutionContext context)
    {
        var record = context.Record();
        return record.Type == RecordTypes.MajorIncident && await context.GetRequiredService<IMajorIncidents>().FindAsync(record.Id, context.CancellationToken) is { } found
            ? found
            : throw new InvalidOperationException($"Expected a flow on a major incident that exists, but {record.No} is a {record.Type}.");
    }

    /// <summary>An instant given as text; null for blank.</summary>
    /// <exception cref="InvalidOperationException">The text is no instant.</exception>
    public static DateTimeOffset? ToInstant(this string? text, string what) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : FormJson.ToInstant(text) ?? throw new InvalidOperationException($"Expected {what} to be an ISO 8601 instant, found '{text}'.");

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
