using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Opens the record of this flow for the record it was started on; from here on the flow works on it.</summary>
/// <remarks>A flow that was started on such a record keeps it; either way the record ends with the flow. Incidents: <c>service.unknown-type</c>, <c>case.fact-invalid</c>.</remarks>
[Activity("Elsa.ITR", "Records", "Opens the record of this flow for the record it was started on.", DisplayName = "Create record")]
public sealed class CreateRecord([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What is opened.</summary>
    [Input(
        Description = "What is opened.", UIHint = InputUIHints.DropDown,
        Options = new[] { RecordTypes.SparePartRequest, RecordTypes.OnsiteService, RecordTypes.RemoteSession, RecordTypes.ThirdPartyEngagement }, Order = 1)]
    public Input<string> RecordType { get; set; } = null!;

    /// <summary>First facts by name; names the record does not have are left out.</summary>
    [Input(Description = "First facts by name; names the record does not have are left out.", UIHint = InputUIHints.JsonEditor, Order = 2)]
    public Input<IDictionary<string, object>?> Facts { get; set; } = null!;

    /// <summary>Number of the record.</summary>
    [Output(Description = "Number of the record.")]
    public Output<string?>? RecordNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var type = context.Get(RecordType)!;
        var record = context.Record();
        if (record.Type != type)
        {
            var facts = (context.Get(Facts) ?? new Dictionary<string, object>()).ToDictionary(fact => fact.Key, fact => (object?)fact.Value);
            record = (await context.GetRequiredService<ServiceDesk>().OpenAsync(type, record, facts, context.CancellationToken)).Ref;
        }

        context.WorkOn(record);
        context.Set(RecordNo, record.No);
        context.JournalData["Record"] = record.No;
    }
}
