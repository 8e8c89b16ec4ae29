using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that several scenarios of changes go.</summary>
internal static class ChangeSteps
{
    /// <summary>Somebody opens a change; its form is the next work.</summary>
    public static Task<ChangeRequest> OpenChangeAsync(this FlowHost host, string person, ChangeType type = ChangeType.Normal, int risk = 1) =>
        host.OpenRecordAsync(person, FlowIds.TechnicalSolution, async services => new ChangeRequest
        {
            Title = "SL16A of NE-GZ-0002",
            ChangeType = type,
            Equipment = ["NE-GZ-0002"],
            Reason = "batch defect",
            Risk = risk,
            Probability = risk,
            EquipmentId = (await services.GetRequiredService<IInstalledBase>().FindByCodeAsync("NE-GZ-0002"))!.Id,
        });

    /// <summary>The requester hands the form in.</summary>
    public static Task SubmitChangeAsync(
        this FlowHost host, string person, int risk = 3, int probability = 3, string from = "2026-12-02T00:00", string to = "2026-12-02T04:00", string decision = "2026-12-02T03:00",
        params (string Key, object Value)[] more) =>
        host.DoAsync(person, "change-submit", "Submit",
        [
            ("plan", """[{"step":"replace SL16A","minutes":"60","responsible":"t1gz"}]"""), ("impact", "10G trunk"), ("interruptionMinutes", 5), ("risk", risk), ("probability", probability),
            ("requestedStart", from), ("requestedEnd", to), ("serviceMode", "Onsite"), ("testPlan", "BER test"), ("rollbackPlan", "put the old board back"), ("rollbackDecisionAt", decision), .. more,
        ]);

    /// <summary>A reviewer agrees.</summary>
    public static async Task ReviewAsync(this FlowHost host, string person, string role)
    {
        var item = (await host.OpenAsync()).Single(x => x.TaskType == "change-review" && x.Role == role);
        await host.DoAsync(person, item, "Approve", ("checklist", "method,impact,rollback,test,parts"), ("opinion", "sound"));
    }

    /// <summary>From the form to the window: reviewed, authorised, ready.</summary>
    public static async Task ScheduledAsync(this FlowHost host, string requester = "t1sz")
    {
        await host.OpenChangeAsync(requester);
        await host.SubmitChangeAsync(requester);
        await host.ReviewAsync("t2a", RoleCodes.Tier2Engineer);
        await host.ReviewAsync("t3a", RoleCodes.Tier3Engineer);
        await host.DoAsync("institute1", "change-authorise", "Approve");
        await host.AtAsync("2026-12-01 00:30");
        await host.DoAsync("t1gz", "change-ready", "Ready", ("checks", "parts,backup,people,notice"));
    }

    /// <summary>The engineer reports the work done.</summary>
    public static Task ImplementAsync(this FlowHost host, string outcome = "Success") =>
        host.DoAsync("t1gz", "change-implement", outcome, ("results", """[{"step":"replace SL16A","result":"done"}]"""), ("comment", "as planned"));
}
