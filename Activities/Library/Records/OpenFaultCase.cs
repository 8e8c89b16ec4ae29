using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Registers a fault that the work on this record has caused or found; its flow is started by another step.</summary>
/// <remarks>Source: flow 08 step 14, flow 10 item step d.</remarks>
[Activity("Elsa.ITR", "Records", "Registers a fault that the work on this record has caused or found.", DisplayName = "Open fault case")]
public sealed class OpenFaultCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the fault matrix, e.g. BIZ_INTERRUPTED.</summary>
    [Input(Description = "Code of the fault matrix, e.g. BIZ_INTERRUPTED.", Order = 1)]
    public Input<string> FaultCode { get; set; } = null!;

    /// <summary>What was seen.</summary>
    [Input(Description = "What was seen.", Order = 2)]
    public Input<string?> Description { get; set; } = null!;

    /// <summary>Whether service is interrupted.</summary>
    [Input(Description = "Whether service is interrupted.", Order = 3)]
    public Input<bool> Interrupted { get; set; } = new(false);

    /// <summary>The case as <c>type|id|number</c>, for the flow that runs on it.</summary>
    [Output(Description = "The case as type|id|number, for the flow that runs on it.")]
    public Output<string?>? OtherRecord { get; set; }

    /// <summary>Number of the case.</summary>
    [Output(Description = "Number of the case.")]
    public Output<string?>? RecordNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = await context.AnyRecordAsync();
        var code = context.Get(FaultCode)!;
        var matrix = (await context.GetRequiredService<IPolicies>().CurrentAsync(context.CancellationToken)).FaultMatrix;
        var now = context.GetRequiredService<TimeProvider>().GetUtcNow();
        var interrupted = context.Get(Interrupted);
        var site = record.SiteId is { } siteId ? await context.GetRequiredService<ICustomers>().SiteAsync(siteId, context.CancellationToken) : null;
        var opened = await context.GetRequiredService<CaseDesk>().RegisterAsync(
            new CaseIntake
            {
                Channel = Channel.Internal,
                CaseType = CaseType.Fault,
                CustomerId = record.CustomerId ?? throw new InvalidOperationException($"Expected {record.Ref.No} to name a customer."),
                EquipmentId = record.EquipmentId,
                OccurredAt = now,
                ReportedAt = now,
                Title = $"{record.Ref.No} {record.Title}",
                Description = context.Get(Description) is { Length: > 0 } text ? text : record.Title,
                FaultCategory = Enum.Parse<FaultCategory>(matrix[code].Category),
                FaultCode = code,
                ServiceInterrupted = interrupted,
                AffectedServices = interrupted ? record.Title : null,
                AffectedCities = site is null ? [] : [site.CityCode],
            },
            context.CancellationToken);
        context.Set(OtherRecord, opened.Ref.Text());
        context.Set(RecordNo, opened.No);
        context.JournalData["Case"] = opened.No;
    }
}
