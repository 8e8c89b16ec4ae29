using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Elsa.ITR.Tests.Shared;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

/// <summary>Every page with demonstration data, in both languages, colours and sizes: nothing sticks out, is cut, is pale or has no name; the keyboard shows where it is.</summary>
[Collection(nameof(DemoSite))]
public sealed partial class EveryPageTests(Browser browser, DemoSite site) : IClassFixture<Browser>
{
    private static readonly string Audit = File.ReadAllText(Path.Combine(Repository.Root, "Tests", "EndToEnd", "Pages", "audit.js"));

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // What axe calls serious or critical, one sentence per rule with the first elements. Run in the page itself: the ready-made runner
    // opens a second page for each result, which doubles the time.
    private const string Faults =
        """
        async () => (await axe.run({ resultTypes: ['violations'], iframes: false })).violations
          .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
          .map(fault => `${fault.id}, ${fault.help}: ` + fault.nodes.slice(0, 3).map(node => `${node.target} ${node.html.slice(0, 160)}`).join('; '))
        """;

    // Name, person, address; {…} is replaced by what the demonstration data has.
    private static readonly (string Name, string Person, string Url)[] Pages =
    [
        ("inbox", "t1gz", "/inbox"),
        ("inbox-offered", "duty1", "/inbox?view=offered"),
        ("inbox-overdue", "duty1", "/inbox?view=overdue"),
        ("inbox-empty", "t1gz", "/inbox?q=nothing"),
        ("inbox-bulk", "duty1", "{bulk}"),
        ("work-item", "t1gz", "{work}"),
        ("board", "duty1", "/board"),
        ("board-regions", "duty1", "/board?span=2w&by=region"),
        ("dashboard", "office1", "/dashboard"),
        ("dashboard-year", "office1", "/dashboard?period=12m"),
        ("dashboard-quality", "office1", "/dashboard/quality?period=12m"),
        ("dashboard-work", "office1", "/dashboard/work?period=12m"),
        ("dashboard-rates", "office1", "/dashboard/rates?period=12m"),
        ("dashboard-partners", "office1", "/dashboard/partners?period=12m"),
        ("scorecard", "contract1", "/scorecard"),
        ("scorecard-quarter", "institute1", "/scorecard?contract=CON-2025-002&quarter=2026-Q3"),
        ("export", "office1", "/export/cases?view=all&promise=missed&period=12m&on=completed"),
        ("clocks", "office1", "/clocks?clock=promises&state=risk"),
        ("cases", "duty1", "/cases"),
        ("cases-narrow", "office1", "/cases?view=all&promise=missed&period=12m&on=completed&region=R4"),
        ("cases-empty", "duty1", "/cases?q=nothing"),
        ("cases-archived", "duty1", "/cases?view=archived"),
        ("case", "duty1", "{case}"),
        ("case-customer", "custgz", "{case}"),
        ("case-history", "t1gz", "{case}?tab=history"),
        ("case-time", "t1gz", "{case}?tab=time"),
        ("case-time-log", "t1gz", "{case}/time"),
        ("case-report", "custgz", "{case}/report"),
        ("knowledge", "t1gz", "/knowledge?q=R_LOS"),
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
        ("instance", "admin1", "{instance}"),
        ("instance-retry", "admin1", "{retry}"),
        ("instance-replay", "admin1", "{replay}"),
        ("jobs", "admin1", "/operations/jobs"),
        ("batch-new", "admin1", "/operations/batches/new?kind=retry&view=stuck"),
        ("batches", "admin1", "/operations/batches"),
        ("records", "quality1", "/records?kind=changes"),
        ("records-summaries", "t1gz", "/records?kind=summaries"),
        ("change", "t1gz", "{change}"),
        ("upgrade", "version1", "{upgrade}"),
        ("change-new", "t1gz", "/records/changes/new"),
        ("upgrade-new", "version1", "/records/upgrades/new"),
        ("campaign-new", "quality1", "/records/campaigns/new"),
        ("campaign-list", "quality1", "/records/campaigns/list"),
        ("processes", "owner1", "/processes"),
        ("flow-health", "owner1", "/processes/health?period=12m"),
        ("flow", "owner1", "/processes/itr-fault-level-3"),
        ("policies", "owner1", "/admin/sla"),
        ("policies-institute", "institute1", "/admin/sla/1"),
        ("policy", "owner1", "/admin/sla/1?policy=SLA-GDTEL"),
        ("policy-clock", "owner1", "/admin/sla/1/clocks/GD-L1-RESTORE-ONSITE"),
        ("policy-profile", "owner1", "/admin/sla/1/profiles/ESC-L1"),
        ("policy-pause", "owner1", "/admin/sla/1/pauses/CUSTOMER_INFO"),
        ("policy-penalty", "owner1", "/admin/sla/1/penalties/PEN-L1-TIMEOUT"),
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
        ("keys", "t1gz", "/help/keys"),
        ("missing", "t1gz", "/cases/CASE-19990101-0001"),
        ("forbidden", "custgz", "/operations/instances"),
    ];

    /// <summary>Each value once in the suite, every combination at scale; every page is asked in one variant in the suite, in all of them at scale.</summary>
    public static IEnumerable<(string Language, bool Dark, bool Phone)> Variants =>
        from language in (string[])["zh-CN", "en"]
        from dark in (bool[])[false, true]
        from phone in (bool[])[false, true]
        where TestScale.IsLarge || (dark == phone && dark == (language == "en"))
        select (language, dark, phone);

    [Theory, MemberData(nameof(Variants))]
    public async Task Every_page_can_be_read_and_operated(string language, bool dark, bool phone)
    {
        var variant = $"{language}-{(phone ? "phone" : "desk")}-{(dark ? "dark" : "light")}";
        var found = new List<string>();
        var people = new Dictionary<string, Person>();
        await using (var anonymous = await browser.OpenAsync(site.Address, language, dark, phone))
        {
            var page = await anonymous.NewPageAsync();
            await page.GotoAsync("/sign-in");
            found.AddRange(await AuditAsync(page, "sign-in", variant));
        }

        foreach (var (name, who, url) in Pages.Where((_, index) => TestScale.IsLarge || index % 2 == (phone ? 1 : 0)))
        {
            if (!people.TryGetValue(who, out var person))
                people[who] = person = await Person.SignInAsync(browser, site.Address, who, language, dark, phone);
            await person.Page.GotoAsync(await AddressAsync(person.Page, url));
            found.AddRange(await AuditAsync(person.Page, name, variant));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task The_keyboard_shows_where_it_is()
    {
        var person = await Person.SignInAsync(browser, site.Address, "duty1");
        foreach (var url in (string[])["/inbox", "/cases", "{case}", "/cases/new"])
        {
            await person.Page.GotoAsync(await AddressAsync(person.Page, url));
            for (var step = 0; step < 25; step++)
            {
                await person.Page.Keyboard.PressAsync("Tab");
                var lost = await person.Page.EvaluateAsync<string?>(
                    """
                    () => {
                      const at = document.activeElement;
                      if (!at || at === document.body) return null;
                      const shows = element => {
                        const style = getComputedStyle(element);
                        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
                      };
                      return shows(at) || shows(at.parentElement) ? null : at.outerHTML.slice(0, 160); // a field may show it on its frame
                    }
                    """);
                Assert.True(lost is null, $"{url}: no sign of the focus on {lost}");
            }
        }
    }

    private static async Task<IEnumerable<string>> AuditAsync(IPage page, string name, string variant)
    {
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await page.EvaluateAsync("() => document.fonts.ready");
        await Browser.ShootAsync(page, $"page-{name}-{variant}", full: true);
        var shown = await page.EvaluateAsync<string[]>(Audit);
        await page.EvaluateAsync(Axe);
        return shown.Concat(await page.EvaluateAsync<string[]>(Faults)).Select(finding => $"{name} ({variant}): {finding}");
    }

    private static async Task<string> BulkAsync(IPage page)
    {
        await page.GotoAsync("/inbox?view=offered");
        var items = await page.Locator("[data-pick]").EvaluateAllAsync<string[]>("boxes => boxes.slice(0, 3).map(box => box.value)");
        return "/inbox/bulk?do=complete&" + string.Join('&', items.Select(item => $"item={item}"));
    }

    // Links that only the data knows are followed once from the page that has them.
    private async Task<string> AddressAsync(IPage page, string url)
    {
        var part = Placeholder().Match(url);
        if (!part.Success)
            return url;

        var found = part.Groups[1].Value switch
        {
            "case" => $"/cases/{DemoSite.LevelOneCase}",
            "bulk" => await BulkAsync(page),
            "work" => await LinkAsync(page, "/inbox", "a[href^='/work-items/']"),
            "clock" => await LinkAsync(page, $"/cases/{DemoSite.LevelOneCase}", "a[href^='/clocks/']"),
            "change" => await LinkAsync(page, "/records?kind=changes", "a[href^='/records/CHG-']"),
            "upgrade" => await LinkAsync(page, "/records?kind=upgrades", "a[href^='/records/UPG-']"),
            "instance" => await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main"),
            "replay" => await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main") + "/repair/replay",
            _ => await LinkAsync(page, await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main"), "a[href*='/retry/']"),
        };
        return url.Replace(part.Value, found, StringComparison.Ordinal);
    }

    private static async Task<string> LinkAsync(IPage page, string url, string selector)
    {
        await page.GotoAsync(url);
        return (await page.Locator(selector).First.GetAttributeAsync("href"))!.Split('?')[0];
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
