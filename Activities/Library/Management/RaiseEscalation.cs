using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Opens the escalation of the record, or raises its level, and tells its owner.</summary>
/// <remarks>One open escalation per record; the level never sinks. Start levels: flow 12. Source: R22.</remarks>
[Activity("Elsa.ITR", "Management", "Opens the escalation of the record, or raises its level, and tells its owner.", DisplayName = "Raise escalation")]
public sealed class RaiseEscalation([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>M1 to M4; blank takes the start level of the trigger.</summary>
    [Input(
        Description = "M1 to M4; blank takes the start level of the trigger.", UIHint = InputUIHints.DropDown,
        Options = new[] { "", "M1", "M2", "M3", "M4" }, Order = 1)]
    public Input<string?> Level { get; set; } = null!;

    /// <summary>What made it necessary: <c>Complaint</c>, <c>Reopened</c> or <c>Manual</c>.</summary>
    [Input(
        Description = "What made it necessary.", UIHint = InputUIHints.DropDown, Options = new[] { "Complaint", "Reopened", "Manual" }, Order = 2)]
    public Input<string> Trigger { get; set; } = null!;

    /// <summary>Why, Chinese or the customer's own words.</summary>
    [Input(Description = "Why, in Chinese or the customer's own words.", Order = 3)]
    public Input<string?> ReasonZh { get; set; } = null!;

    /// <summary>Why, English; blank repeats the other.</summary>
    [Input(Description = "Why, in English; blank repeats the other.", Order = 4)]
    public Input<string?> ReasonEn { get; set; } = null!;

    /// <summary>Number of the escalation.</summary>
    [Output(Description = "Number of the escalation.")]
    public Output<string?>? EscalationNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.FindCaseAsync();
        var trigger = context.Get(Trigger)!;
        var complaint = found is null ? null : await context.GetRequiredService<ICustomers>().ComplaintOfCaseAsync(found.Id, context.CancellationToken);
        var level = Enum.TryParse<ManagementLevel>(context.Get(Level), out var named) ? named : StartLevel(found, trigger, complaint);
        var reasonZh = context.Get(ReasonZh) ?? "";
        var reason = new Bilingual(reasonZh, context.Get(ReasonEn) is { Length: > 0 } english ? english : reasonZh);
        var escalation = await context.GetRequiredService<EscalationDesk>().RaiseAsync(
            found?.Ref ?? context.Record(), level, UrgencyOf(found, complaint), reason, trigger, context.CancellationToken);
        context.Set(EscalationNo, escalation.No);
    }

    // Flow 12, table "Start level": a written complaint starts where the customer's own level is; else M1, and M2 for level 1 faults.
    private static ManagementLevel StartLevel(Case? found, string trigger, Complaint? complaint) => (trigger, complaint) switch
    {
        ("Complaint", { Source: ComplaintSource.Written, Level: ComplaintLevel.Province }) => ManagementLevel.M3,
        ("Complaint", { Source: ComplaintSource.Written, Level: ComplaintLevel.Institute }) => ManagementLevel.M2,
        ("Complaint", _) => ManagementLevel.M1,
        _ => found is { CaseType: CaseType.Fault, Level: 1 } ? ManagementLevel.M2 : ManagementLevel.M1,
    };

    // Flow 12, "Urgency".
    private static EscalationUrgency UrgencyOf(Case? found, Complaint? complaint)
    {
        if (found is { CaseType: CaseType.Fault, Level: 1 } || complaint?.Level == ComplaintLevel.Province)
            return EscalationUrgency.Critical;

        return found is { CaseType: CaseType.Fault, Level: 2 } || found?.IsNmsDown == true || complaint?.Source == ComplaintSource.Written
            ? EscalationUrgency.High
            : EscalationUrgency.Normal;
    }
}
