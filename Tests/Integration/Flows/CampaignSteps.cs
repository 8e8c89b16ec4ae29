using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that several scenarios of batch replacements go.</summary>
internal static class CampaignSteps
{
    public static async Task<Campaign> OpenCampaignAsync(
        this FlowHost host, string from, string to, int waves = 3, int parallel = 0,
        CampaignWork work = CampaignWork.Report, string replacement = "SL16A revision C", params string[] serials)
    {
        var made = await host.OpenRecordAsync("quality1", FlowIds.BatchReplacement, _ => Task.FromResult(new Campaign
        {
            Title = "SL16A revision B",
            BoardType = "SL16A",
            HwRevisions = ["B"],
            SerialFrom = from,
            SerialTo = to,
            Serials = [.. serials],
            Risk = CampaignRisk.High,
            ItemWork = work,
            Replacement = replacement,
            Method = "swap in the window",
            WaveCount = waves,
            MaxParallel = parallel,
            TargetEnd = FlowHost.Local("2027-01-31 18:00"),
        }));
        await host.DrainAsync();
        return made;
    }

    public static async Task PreparedAsync(this FlowHost host)
    {
        await host.DoAsync("rnd1", "campaign-scope", "Confirm", ("rule", "revision B"), ("unknownHandling", "verify on site"));
        await host.DoAsync("t3a", "campaign-method", "Approve", ("method", "swap"), ("pilot", "five"), ("riskReview", "low"));
        await host.DoAsync("spare1", "campaign-stock", "Feasible", ("waves", """[{"supplyAt":"2026-11-24T00:00","plannedEnd":"2026-12-31T18:00"}]"""));
    }

    public static async Task LaunchedAsync(this FlowHost host, string consent = "Consent")
    {
        await host.PreparedAsync();
        await host.DoAsync("tscdir", "campaign-launch", "Launch", ("opinion", "go"));
        await host.DoAsync("institute1", "campaign-consent", consent, ("comment", "as agreed"));
        if ((await host.OpenAsync()).Any(x => x.TaskType == "campaign-consent"))
            await host.DoAsync("province1", "campaign-consent", consent, ("comment", "as agreed"));
        await host.DrainAsync();
    }

    public static Task<List<CampaignItem>> BoardsAsync(this FlowHost host) =>
        host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.ParentId == host.Record.Id).OrderBy(x => x.Wave).ThenBy(x => x.No).ToListAsync());

    public static Task<CampaignItem> ItemAsync(this FlowHost host, CampaignItem item) => host.ReadAsync(db => db.Set<CampaignItem>().SingleAsync(x => x.Id == item.Id));

    /// <summary>Works on an item for a while, then on the campaign again.</summary>
    public static async Task OnAsync(this FlowHost host, CampaignItem item, Func<Task> work)
    {
        var campaign = host.Record;
        host.Use(item.Ref);
        try
        {
            await work();
        }
        finally
        {
            host.Use(campaign);
        }

        await host.DrainAsync();
    }

    /// <summary>The customer's user of the branch of the record at hand.</summary>
    public static async Task<string> CustomerAsync(this FlowHost host)
    {
        var item = (await host.OpenAsync()).First(x => x.Role == "CustomerUser");
        return await host.ReadAsync(db => db.Set<Elsa.ITR.Domain.Organisation.RoleGrant>()
            .Where(x => x.Role == "CustomerUser").Join(db.Users, x => x.UserId, x => x.Id, (grant, user) => new { user.UserName, Org = grant.OrgScopeId ?? user.OrgId })
            .Where(x => x.Org == item.CandidateOrgId).Select(x => x.UserName!).FirstAsync());
    }

    public static Task WindowAsync(this FlowHost host, CampaignItem item) =>
        host.OnAsync(item, async () => await host.DoAsync(await host.CustomerAsync(), "campaign-window", "Agreed", ("windowStart", FormNow(host)), ("escort", "somebody")));

    public static async Task ReplaceAsync(this FlowHost host, CampaignItem item)
    {
        await host.WindowAsync(item);
        await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "Replaced", ("newSerial", "N" + item.OldSerial), ("tests", "passed")));
        await host.OnAsync(item, async () => await host.DoAsync(await host.CustomerAsync(), "campaign-confirm", "Confirmed", ("serviceOk", true)));
    }

    /// <summary>The first board is replaced, and its customer says that service is gone.</summary>
    public static async Task<CampaignItem> InterruptAsync(this FlowHost host)
    {
        var item = (await host.BoardsAsync())[0];
        await host.WindowAsync(item);
        await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "Replaced", ("newSerial", "NEW-1"), ("tests", "alarms")));
        await host.OnAsync(item, async () => await host.DoAsync(await host.CustomerAsync(), "campaign-confirm", "Fault", ("faultCode", "BIZ_INTERRUPTED"), ("serviceInterrupted", true), ("comment", "no traffic")));
        await host.DrainAsync();
        return item;
    }

    public static async Task FailAsync(this FlowHost host, CampaignItem item)
    {
        await host.WindowAsync(item);
        await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "Failed", ("tests", "no light"), ("comment", "no light")));
    }

    public static Task DecideAsync(this FlowHost host, CampaignItem item, string decision, params (string Key, object Value)[] more) =>
        host.OnAsync(item, () => host.DoAsync("quality1", "campaign-exception", decision, [("reason", "decided"), .. more]));

    private static string FormNow(FlowHost host) => Elsa.ITR.Domain.Inbox.FormJson.Text(host.Time.GetUtcNow());
}
