using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

public sealed partial class EveryPageTests
{
    // Name, person, address; {…} is replaced by what the demonstration data has.
    private static readonly (string Name, string Person, string Url)[] Pages =
    [
        ("inbox", "t1gz", "/inbox"),
        ("inbox-offered", "duty1", "/inbox?view=offered"),
        ("inbox-overdue", "duty1", "/inbox?view=overdue"),
        ("inbox-empty", "t1gz", "/inbox?q=nothing"),
        ("inbox-bulk", "duty1", "{bulk}"),
        ("inbox-fields", "t1gz", "/inbox/fields?view=mine&level=1"),
        ("inbox-filter", "t1gz", "/inbox/filters/new?view=offered"),
        ("inbox-export", "duty1", "/export/work-items"),
        ("work-item", "t1gz", "{work}"),
        ("work-time", "t1gz", "{work}/time"),
        ("work-comment", "t1gz", "{work}/comment"),
        ("work-reassign", "t1gz", "{work}/reassign"),
        ("board", "duty1", "/board"),
        ("board-regions", "duty1", "/board?span=2w&by=region"),
        ("dashboard", "office1", "/dashboard"),
        ("dashboard-year", "office1", "/dashboard?period=12m"),
        ("dashboard-quality", "office1", "/dashboard/quality?period=12m"),
        ("dashboard-work", "office1", "/dashboard/work?period=12m"),
        ("dashboard-rates", "office1", "/dashboard/rates?period=12m"),
        ("dashboard-partners", "office1", "/dashboard/partners?period=12m"),
        ("figures-export", "office1", "/export/figures"),
        ("rates-export", "office1", "/export/rates"),
        ("scorecard", "contract1", "/scorecard"),
        ("scorecard-quarter", "institute1", "/scorecard?contract=CON-2025-002&quarter=2026-Q3"),
        ("scorecard-confirm", "province1", "/scorecard/CON-2025-002/2026-Q1/confirm"),
        ("scorecard-sign", "contract1", "/scorecard/CON-2025-002/2026-Q3/sign"),
        ("scorecard-object", "contract1", "/scorecard/CON-2025-002/2026-Q3/object"),
        ("scorecard-export", "contract1", "/export/scorecard"),
        ("export", "office1", "/export/cases?view=all&promise=missed&period=12m&on=completed"),
        ("clocks", "office1", "/clocks?clock=promises&state=risk"),
        ("clocks-export", "office1", "/export/clocks"),
        ("cases", "duty1", "/cases"),
        ("cases-narrow", "office1", "/cases?view=all&promise=missed&period=12m&on=completed&region=R4"),
        ("cases-empty", "duty1", "/cases?q=nothing"),
        ("cases-archived", "duty1", "/cases?view=archived"),
        ("case", "duty1", "{case}"),
        ("case-customer", "custgz", "{case}"),
        ("case-history", "t1gz", "{case}?tab=history"),
        ("case-time", "t1gz", "{case}?tab=time"),
        ("case-time-log", "t1gz", "{case}/time"),
        ("case-upload", "t1gz", "{case}/upload"),
        ("case-resume", "duty1", "{case}/resume"),
        ("case-report", "custgz", "{case}/report"),
        ("knowledge", "t1gz", "/knowledge?q=R_LOS"),
        ("article", "t1gz", "{article}"),
        ("portal", "custgz", "/portal"),
        ("portal-report", "custgz", "/portal/new?equipment=NE-GZ-0001&kind=Interrupted"),
        ("portal-elements", "institute1", "/portal/equipment"),
        ("portal-inbox", "custgz", "/inbox"),
        ("portal-escalate", "custgz", "{case}/escalate"),
        ("case-new", "intake1", "/cases/new"),
        ("case-escalate", "duty1", "{case}/escalate"),
        ("case-pause", "duty1", "{case}/pause"),
        ("case-level", "duty1", "{case}/level"),
        ("case-incident", "duty1", "{case}/incident"),
        ("case-cancel", "duty1", "{case}/cancel"),
        ("case-note", "duty1", "{case}/note"),
        ("clock", "duty1", "{clock}"),
        ("notifications", "duty1", "/notifications"),
        ("instances", "admin1", "/operations/instances"),
        ("instances-running", "admin1", "/operations/instances?view=running"),
        ("instances-export", "admin1", "/export/instances"),
        ("instance", "admin1", "{instance}"),
        ("instance-retry", "admin1", "{retry}"),
        ("instance-replay", "admin1", "{replay}"),
        ("jobs", "admin1", "/operations/jobs"),
        ("jobs-run", "admin1", "/operations/recurring/months/run"),
        ("batch-new", "admin1", "/operations/batches/new?kind=retry&view=stuck"),
        ("batches", "admin1", "/operations/batches"),
        ("records", "quality1", "/records?kind=changes"),
        ("records-summaries", "t1gz", "/records?kind=summaries"),
        ("records-export", "quality1", "/export/records?kind=changes"),
        ("items-export", "quality1", "/export/campaign-items?campaign=BRC-20261102-0001"),
        ("change", "t1gz", "{change}"),
        ("change-cancel", "quality1", "{change}/cancel"),
        ("upgrade", "version1", "{upgrade}"),
        ("change-new", "t1gz", "/records/changes/new"),
        ("upgrade-new", "version1", "/records/upgrades/new"),
        ("campaign-new", "quality1", "/records/campaigns/new"),
        ("campaign-list", "quality1", "/records/campaigns/list"),
        ("processes", "owner1", "/processes"),
        ("flow-health", "owner1", "/processes/health?period=12m"),
        ("flow", "owner1", "/processes/itr-fault-level-3"),
        ("flow-diff", "owner1", "/processes/itr-fault-level-1/diff?from=1&to=2"),
        ("flow-publish", "owner1", "/processes/itr-fault-level-1/publish?version=1"),
        ("flow-import", "owner1", "/processes/import"),
        ("flow-discard", "owner1", "/processes/itr-fault-level-1/versions/2/discard"),
        ("policies", "owner1", "/admin/sla"),
        ("policies-institute", "institute1", "/admin/sla/1"),
        ("policy", "owner1", "/admin/sla/1?policy=SLA-GDTEL"),
        ("policy-clock", "owner1", "/admin/sla/1/clocks/GD-L1-RESTORE-ONSITE"),
        ("policy-profile", "owner1", "/admin/sla/1/profiles/ESC-L1"),
        ("policy-pause", "owner1", "/admin/sla/1/pauses/CUSTOMER_INFO"),
        ("policy-penalty", "owner1", "/admin/sla/1/penalties/PEN-L1-TIMEOUT"),
        ("policy-publish", "owner1", "{draft}/publish"),
        ("policy-past-year", "owner1", "{draft}/past-year"),
        ("policy-discard", "owner1", "{draft}/discard"),
        ("calendar", "admin1", "/admin/calendar?year=2026&from=2026-09-30T16:00&days=5"),
        ("calendar-edit", "admin1", "/admin/calendar/2027/edit"),
        ("profile", "t1gz", "/me"),
        ("security", "t1gz", "/me/security"),
        ("second-factor", "t1gz", "/me/second-factor"),
        ("password", "t1gz", "/me/password"),
        ("absence", "office1", "/me/absence"),
        ("users", "admin1", "/admin/users"),
        ("user", "admin1", "/admin/users/t1gz"),
        ("user-new", "admin1", "/admin/users/new"),
        ("user-off", "admin1", "/admin/users/t1gz/off"),
        ("groups", "admin1", "/admin/groups"),
        ("duty", "duty1", "/duty"),
        ("duty-edit", "office1", "{shift}"),
        ("keys", "t1gz", "/help/keys"),
        ("missing", "t1gz", "/cases/CASE-19990101-0001"),
        ("forbidden", "custgz", "/operations/instances"),
    ];

    // Addresses of the matrix of routes that are no page of the application, or one that only a moment has.
    private static readonly string[] Left =
    [
        "/sign-in", "/sign-in/code", // looked at before anybody is signed in; the code is asked in SecondFactorTests
        "/health", "/lib/", "/live", "/documents/", "/cases/{no}/report/file", "/processes/{definitionId}/versions/{version}/export", "/processes/{definitionId}/versions/{version}/for-sibling", // files and streams
        "/", "/search", "/operations", "/designer", // they lead elsewhere
        "/work-items/{no}/pane", "/portal/new/knowledge", "/portal/new/promise", "/cases/{no}/knowledge", // parts of pages that are listed
        "/studio/", "/workflows/", "/designer/", "/diagnostics/", // Elsa Studio and its frame: DesignerTests
        "/processes/{definitionId}/migrations/{id}", "/operations/jobs/{type}/{id}/again", "/hours/{id}", // only after something happened: PublishingTests, RepairTests, HoursTests
    ];

    // An address of the kind that a placeholder stands for.
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["{bulk}"] = "/inbox/bulk",
        ["{work}"] = "/work-items/no",
        ["{case}"] = "/cases/no",
        ["{clock}"] = "/clocks/id",
        ["{article}"] = "/knowledge/no",
        ["{change}"] = "/records/no",
        ["{upgrade}"] = "/records/no",
        ["{instance}"] = "/operations/instances/id",
        ["{replay}"] = "/operations/instances/id/repair/replay",
        ["{retry}"] = "/operations/instances/id/retry/step",
        ["{draft}"] = "/admin/sla/2",
        ["{shift}"] = "/duty/edit",
    };

    [Fact]
    public void No_page_is_left_out()
    {
        var shown = Pages.Select(page => page.Url.Split('?')[0]).Select(url => Samples.Aggregate(url, (text, sample) => text.Replace(sample.Key, sample.Value, StringComparison.Ordinal))).ToList();
        var missing = File.ReadLines(Path.Combine(Repository.Root, "Tests", "Integration", "Access", "routes.txt"))
            .Where(line => line.StartsWith("GET /", StringComparison.Ordinal)).Select(line => line[4..].Split(" : ")[0].Trim())
            .Where(route => !route.Contains("/api/", StringComparison.Ordinal) && !route.StartsWith("/elsa/", StringComparison.Ordinal))
            .Where(route => !Left.Any(left => left.Length > 1 && left[^1] == '/' ? route.StartsWith(left, StringComparison.Ordinal) : route == left))
            .Where(route => !shown.Exists(url => Regex.IsMatch(url, $"^{Parameter().Replace(Regex.Escape(route), "[^/]+")}$")));

        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Parameter();
}
