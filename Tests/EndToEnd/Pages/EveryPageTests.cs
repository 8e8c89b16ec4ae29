using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Elsa.ITR.Tests.Shared;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

/// <summary>Every page with demonstration data, in both languages, colours and sizes: nothing sticks out, is cut, is pale or has no name, and the keyboard alone is enough.</summary>
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
        var found = new List<(string Page, string Finding)>();
        var opened = TestScale.IsLarge ? new HashSet<string>() : null; // what opens over the pages takes minutes
        var people = new Dictionary<string, Person>();
        await using (var anonymous = await browser.OpenAsync(site.Address, language, dark, phone))
        {
            var page = await anonymous.NewPageAsync();
            await page.GotoAsync("/sign-in");
            found.AddRange(await AuditAsync(page, "sign-in", variant, opened));
        }

        foreach (var (name, who, url) in Pages.Where((_, index) => TestScale.IsLarge || index % 2 == (phone ? 1 : 0)))
        {
            if (!people.TryGetValue(who, out var person))
                people[who] = person = await Person.SignInAsync(browser, site.Address, who, language, dark, phone);
            await person.Page.GotoAsync(await AddressAsync(person.Page, url));
            found.AddRange(await AuditAsync(person.Page, name, variant, opened));
        }

        var sentences = found.GroupBy(x => x.Finding, x => x.Page).Select(x => $"{string.Join(", ", x.Distinct().Take(5))}{(x.Distinct().Count() > 5 ? $" and {x.Distinct().Count() - 5} more" : "")} ({variant}): {x.Key}");
        Assert.True(found.Count == 0, string.Join('\n', sentences));
    }

    [Fact]
    public async Task The_walk_finds_what_no_keyboard_can_use()
    {
        await using var context = await browser.OpenAsync(site.Address);
        var page = await context.NewPageAsync();
        await page.SetContentAsync(
            """
            <style>:focus-visible { outline:2px solid } .none { outline:0 } .bar { position:fixed; inset:auto 0 0; height:90px; background:#fff } .tip { display:none } p:hover .tip { display:inline } .row { overflow:hidden; width:80px; height:20px } .row a { display:block; line-height:20px }</style>
            <a class="skip" href="#elsewhere">Skip</a><main id="main" tabindex="-1">
            <a href="#1" tabindex="3">First</a><div role="button">Pressed by the mouse</div><a href="#2" class="none">Unseen</a><p>Word<span class="tip">what it means</span></p>
            <div class="row"><a href="#3">Cut</a></div><details class="menu"><summary class="stays">Menu</summary><a href="#4">In it</a></details>
            <div style="height:2000px"></div><a href="#5">Under the bar</a></main><div class="bar"></div><button id="trap" onkeydown="if (event.key === 'Tab') event.preventDefault()">Trap</button>
            """);

        var found = await new KeyboardWalk(page, []).GoAsync();

        foreach (var sentence in (string[])["tabindex 3 goes before", "Tab never comes here", "\"Unseen\": does not show", "\"Cut\": its outline is cut off", "\"Under the bar\": is under", "#trap \"Trap\": Tab does not leave it", "Escape does not close", "shown under the pointer only", "a.skip leads to"])
            Assert.Contains(found, finding => finding.Contains(sentence, StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<(string Page, string Finding)>> AuditAsync(IPage page, string name, string variant, HashSet<string>? opened)
    {
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.WaitForFunctionAsync("() => !document.querySelector('.htmx-request')"); // what comes later would push the rest down
        await Browser.ShootAsync(page, $"page-{name}-{variant}", full: true);
        var shown = await page.EvaluateAsync<string[]>(Audit);
        await page.EvaluateAsync(Axe);
        var faults = await page.EvaluateAsync<string[]>(Faults);
        return [.. shown.Concat(faults).Concat(await new KeyboardWalk(page, opened).GoAsync()).Select(finding => (name, finding))];
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
            "article" => await LinkAsync(page, "/knowledge", "a[href^='/knowledge/']"),
            "shift" => await LinkAsync(page, "/duty", "a[href^='/duty/edit']", whole: true),
            "draft" => await DraftAsync(page),
            "change" => await LinkAsync(page, "/records?kind=changes", "a[href^='/records/CHG-']"),
            "upgrade" => await LinkAsync(page, "/records?kind=upgrades", "a[href^='/records/UPG-']"),
            "instance" => await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main"),
            "replay" => await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main") + "/repair/replay",
            _ => await LinkAsync(page, await LinkAsync(page, "/operations/instances?state=failed", ".stuck-row .main"), "a[href*='/retry/']"),
        };
        return url.Replace(part.Value, found, StringComparison.Ordinal);
    }

    // With its query only where that is asked for.
    private static async Task<string> LinkAsync(IPage page, string url, string selector, bool whole = false)
    {
        await page.GotoAsync(url);
        var link = (await page.Locator(selector).First.GetAttributeAsync("href"))!;
        return whole ? link : link.Split('?')[0];
    }

    // The draft of a policy: begun once, under one key.
    private static async Task<string> DraftAsync(IPage page)
    {
        var answer = await page.Context.APIRequest.PostAsync("/api/policies/drafts", new()
        {
            DataObject = new { from = 1 },
            Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "every-page", ["Origin"] = new Uri(page.Url).GetLeftPart(UriPartial.Authority) },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        return $"/admin/sla/{(await answer.JsonAsync())!.Value.GetProperty("version").GetInt32()}";
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
