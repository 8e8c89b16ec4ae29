using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that several scenarios of upgrades go.</summary>
internal static class UpgradeSteps
{
    public static Task<UpgradeApplication> OpenUpgradeAsync(this FlowHost host, string person, string initiator = "Customer", string cause = "Feature", string target = "5.21.18.30") =>
        host.OpenRecordAsync(person, FlowIds.UpgradeApproval, async services => new UpgradeApplication
        {
            Title = "NE-GZ-0001 to the new version",
            Initiator = Enum.Parse<UpgradeInitiator>(initiator),
            Cause = Enum.Parse<UpgradeCause>(cause),
            Equipment = ["NE-GZ-0001"],
            EquipmentId = (await services.GetRequiredService<IInstalledBase>().FindByCodeAsync("NE-GZ-0001"))!.Id,
            CurrentVersion = "5.21.18.20",
            TargetVersion = target,
            Reason = "new function",
        });

    public static Task ConfirmUpgradeAsync(this FlowHost host) =>
        host.DoAsync("version1", "upgrade-confirm", "Confirm", ("plannedApplicationDate", "2026-12-01"));

    public static async Task ApplyAsync(this FlowHost host, params (string Key, object Value)[] more)
    {
        await host.DoAsync("t2a", "upgrade-apply", "Drafted",
        [
            ("technicalPlan", "plan"), ("versionDifferences", "differences"), ("testReport", "passed"), ("applicationReason", "feature"), ("scope", "NE-GZ-0001"), ("duration", 120),
            ("interruptionMinutes", 0), ("rollback", "backup"), ("team", "t1gz"), .. more,
        ]);
        if ((await host.OpenAsync()).Any(x => x.TaskType == "upgrade-internal-review") && more.Length == 0)
            await host.DoAsync("t3a", "upgrade-internal-review", "Approve", ("checklist", "plan,rollback,test,impact"), ("opinion", "sound"));
    }

    public static async Task SubmittedAsync(this FlowHost host, string cause = "Feature")
    {
        await host.OpenUpgradeAsync("version1", "Vendor", cause);
        await host.ApplyAsync();
    }

    public static Task InstituteAsync(this FlowHost host) =>
        host.DoAsync("institute1", "upgrade-institute", "Approve", ("checkedDocuments", "form,plan,difference,test"), ("opinion", "agreed"));

    public static Task ProvinceAsync(this FlowHost host, string from = "2026-12-03T00:00", string to = "2026-12-03T05:00") =>
        host.DoAsync("province1", "upgrade-province", "Approve", ("windowStart", from), ("windowEnd", to), ("opinion", "agreed"));

    public static async Task ReadyAsync(this FlowHost host)
    {
        await host.DoAsync("t1gz", "upgrade-ready", "Ready", ("checks", "software,hardware,backup,spares"));
        await host.AtAsync("2026-12-03 00:10");
    }

    public static async Task InWindowAsync(this FlowHost host, string cause = "Feature")
    {
        await host.SubmittedAsync(cause);
        await host.InstituteAsync();
        await host.ProvinceAsync();
        await host.AtAsync("2026-12-02 00:30");
        await host.ReadyAsync();
    }

    public static async Task ExecuteAsync(this FlowHost host, string outcome, string started = "2026-12-03T00:00")
    {
        await host.CarryOutAsync();
        await host.DoAsync("t1gz", "upgrade-execute", outcome, ("executedStart", started), ("elements", """[{"element":"NE-GZ-0001","result":"done"}]"""), ("tests", "passed"), ("comment", "see log"));
    }

    public static async Task FinishAsync(this FlowHost host)
    {
        await host.DoAsync("institute1", "upgrade-followup", "Stable", ("observation", "no alarm"));
        await host.DoAsync("t1gz", "doc-upgrade-record", "Submit", ("elements", "NE-GZ-0001"), ("versions", "5.21.18.30"), ("times", "03:00"), ("people", "t1gz"), ("result", "good"));
        Assert.Equal(UpgradeState.Completed, (await host.RecordAsync<UpgradeApplication>()).State);
        await UpgradeScenarios.EndedAsync(host, "completed");
    }
}
