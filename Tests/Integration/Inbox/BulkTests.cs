using System.Net;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>Several work items at once: a preview that says which take part, an outcome for each, and what the others did is never claimed.</summary>
public sealed class BulkTests
{
    [Fact]
    public async Task Who_claims_several_sees_which_take_part_and_what_became_of_each()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = new[] { await AskedAsync(crew), await AskedAsync(crew), await AskedAsync(crew) };
        var agent = (await crew.AsAsync("intake1")).Http;
        await (await crew.AsAsync("intake1")).ClaimAsync(work[0], "first");

        var preview = await agent.GetStringAsync($"/inbox/bulk?do=claim&{Query(work)}");
        using var done = await PageForm.Of(agent, preview, "dlg form").PostAsync("/inbox/bulk");

        Assert.Contains("认领 2 条待办", preview, StringComparison.Ordinal);
        Assert.Contains("已在你手上", preview, StringComparison.Ordinal);
        Assert.Contains("已认领 2 条", await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(3, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => work.Contains(x.No) && x.State == WorkItemState.Claimed)));
    }

    [Fact]
    public async Task An_item_that_somebody_ended_meanwhile_is_refused_and_the_others_are_done()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = new[] { await AskedAsync(crew), await AskedAsync(crew) };
        var agent = (await crew.AsAsync("intake1")).Http;
        var form = await PageForm.ReadAsync(agent, $"/inbox/bulk?do=complete&{Query(work)}", "dlg form");
        var one = (await (await crew.AsAsync("intake1")).FindAsync(work[0]))!;
        var outcome = one.Outcomes[0];
        var typed = crew.Fill(one, outcome).Where(x => x.Value is not null).Select(x => ("f." + x.Key, x.Value!)).Append(("outcome", outcome)).ToArray();

        using var missing = await form.PostAsync("/inbox/bulk", ("outcome", "Nonsense"));
        using var done = await form.PostAsync("/inbox/bulk", typed);
        using var again = await form.PostAsync("/inbox/bulk", typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        Assert.Contains("已完成 2 条", await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("已经结束", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => work.Contains(x.No) && x.State == WorkItemState.Completed)));
    }

    [Fact]
    public async Task Who_may_not_hand_it_on_has_nothing_to_confirm_and_who_may_must_say_to_whom_and_why()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = new[] { await AskedAsync(crew), await AskedAsync(crew) };
        var refused = await (await crew.AsAsync("callback1")).Http.GetStringAsync($"/inbox/bulk?do=reassign&{Query(work)}");
        var duty = (await crew.AsAsync("duty1")).Http;
        var form = await PageForm.ReadAsync(duty, $"/inbox/bulk?do=reassign&{Query(work)}", "dlg form");
        var person = await host.ReadAsync(db => db.Users.Where(x => x.UserName == "intake1").Select(x => x.Id).SingleAsync());

        using var nobody = await form.PostAsync("/inbox/bulk", ("reason", "交接班"));
        using var done = await form.PostAsync("/inbox/bulk", ("person", person.ToString()), ("reason", "交接班"));

        Assert.Contains("没有一条能这样做", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.StatusCode);
        Assert.Contains("已转派 2 条", await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => work.Contains(x.No) && x.AssigneeId == person && x.Note == "交接班")));
    }

    private static string Query(IEnumerable<string> numbers) => string.Join('&', numbers.Select(no => $"item={no}"));

    private static async Task<string> AskedAsync(ApiCrew crew) => (await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify")).No;
}
