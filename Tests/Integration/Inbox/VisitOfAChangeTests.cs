using System.Net;
using System.Net.Http.Json;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>Supporting work that a change asked for, not a case: the pages tell what it is for.</summary>
public sealed class VisitOfAChangeTests
{
    private const string Title = "更换 NE-GZ-0002 单板";

    [Fact]
    public async Task Who_assigns_the_visit_sees_its_change_finds_it_by_its_number_and_comes_to_its_page()
    {
        await using var host = await ItrHost.StartAsync("2026-11-26 09:00");
        var crew = ApiCrew.Of(host);
        var no = await ImplementingAsync(host, crew);

        var work = await crew.FindAsync("duty1", no, "onsite-assign"); // by the number of the change
        var duty = (await crew.AsAsync("duty1")).Http;

        Assert.Contains(Title, await duty.GetStringAsync($"/inbox?view=offered&q={no}"), StringComparison.Ordinal);
        var page = await duty.GetStringAsync($"/work-items/{work.No}");
        Assert.Contains($"/records/{no}", page, StringComparison.Ordinal);
        Assert.Contains(Title, page, StringComparison.Ordinal);
        using var moved = await duty.GetAsync($"/cases/{work.RecordNo}");
        Assert.Equal((HttpStatusCode.Redirect, $"/records/{no}"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
        var record = await duty.GetStringAsync($"/records/{no}");
        Assert.InRange(record.IndexOf("技术方案实施</h2>", StringComparison.Ordinal), 0, record.IndexOf("现场服务</h2>", StringComparison.Ordinal)); // its own flow first
    }

    // An emergency change whose window has begun.
    private static async Task<string> ImplementingAsync(ItrHost host, ApiCrew crew)
    {
        var facts = new Dictionary<string, string> { ["title"] = Title, ["changeType"] = "Emergency", ["equipment"] = "NE-GZ-0002", ["reason"] = "误码增大" };
        using var opened = await (await crew.AsAsync("t1gz")).Http.PostAsJsonAsync("/api/records", new { kind = "changes", facts });
        var no = new ApiAnswer(opened.StatusCode, await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Read("no")!;
        await host.WorkOffAsync();
        await crew.DoAsync("t1gz", no, "change-submit", "Submit",
            ("title", Title), ("changeType", "Emergency"), ("equipment", "NE-GZ-0002"), ("serviceMode", "Onsite"), ("rollbackPlan", "装回原板"),
            ("requestedStart", "2026-11-26T10:00"), ("requestedEnd", "2026-11-26T14:00"), ("rollbackDecisionAt", "2026-11-26T13:00"));
        await host.WorkOffAsync();
        foreach (var person in (string[])["duty1", "institute1"])
            await crew.DoAsync(person, no, "change-emergency", "Approve");
        await host.WorkOffAsync();
        await crew.DoAsync("t1gz", no, "change-ready", "Ready");
        await host.AdvanceAsync("2026-11-26 10:05");
        return no;
    }
}
