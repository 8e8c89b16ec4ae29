using System.Net;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>The duty roster: a week is edited, the board shows who is on duty, and only messages depend on it (D14).</summary>
public sealed partial class RosterTests
{
    [Fact]
    public async Task A_week_is_edited_shown_on_the_board_and_decides_who_is_told()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var duty = (await crew.AsAsync("duty1")).Http;
        var office = (await host.ReadAsync(db => db.Set<Organization>().SingleAsync(x => x.Code == "OGD"))).Id;
        var url = $"/duty/edit?week=2026-11-23&role=Tier1Engineer&org={office}";
        var form = await PageForm.ReadAsync(duty, url, "data-testid=\"roster-form\"");
        var (dg, st) = (StableId.Of("user", "t1dg"), StableId.Of("user", "t1st"));

        using var stranger = await form.PostAsync("/duty/edit", ($"s.2026-11-23d.{StableId.Of("user", "t2a")}", "on"));
        using var twoFirst = await form.PostAsync("/duty/edit", ($"s.2026-11-23d.{dg}", "first"), ($"s.2026-11-23d.{st}", "first"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (stranger.StatusCode, twoFirst.StatusCode));

        var before = await host.ReadAsync(db => db.Set<DutyShift>().CountAsync());
        using var saved = await form.PostAsync("/duty/edit", ($"s.2026-11-23d.{dg}", "on"), ($"s.2026-11-23d.{st}", "first"), ($"s.2026-11-29n.{dg}", "on"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var shifts = await host.ReadAsync(db => db.Set<DutyShift>().Where(x => x.Role == "Tier1Engineer" && x.Start >= ManualTime.Local("2026-11-23 08:30") && x.Start < ManualTime.Local("2026-11-30 08:30")).OrderBy(x => x.Start).ThenBy(x => x.IsPrimary).ToListAsync());
        Assert.Equal([(dg, false), (st, true), (dg, false)], shifts.Select(x => (x.UserId, x.IsPrimary)));
        Assert.Equal(ManualTime.Local("2026-11-30 08:30"), shifts[2].End);
        Assert.Equal(before - 28 + 3, await host.ReadAsync(db => db.Set<DutyShift>().CountAsync())); // the group's week, nothing else

        var board = OnDuty().Match(await duty.GetStringAsync("/board", TestContext.Current.CancellationToken)).Value;
        Assert.Contains("<b>许文龙</b>", board, StringComparison.Ordinal);
        Assert.Contains("吴家辉", board, StringComparison.Ordinal);
        Assert.DoesNotContain("李俊杰", board, StringComparison.Ordinal);
        Assert.Contains("12 个班没人", await duty.GetStringAsync("/duty?week=2026-11-23", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var no = await crew.ReportAsync("intake1");
        await host.WorkOffAsync();
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await host.WorkOffAsync();
        var record = await host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.No == no));
        var told = await host.CallAsync<IDirectory, IReadOnlyList<PersonInfo>>(directory => directory.OnDutyAsync(RoleCodes.Tier1Engineer, OrgScope.CaseOffice, record.Ref));
        Assert.Equal(["t1dg", "t1st"], told.Select(x => x.UserName));
        Assert.Contains(await (await crew.AsAsync("t1gz")).ListAsync("offered", $"&q={no}"), x => x.TaskType == "fault-accept"); // off duty, and may still take it
        Assert.True(await host.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(x => x.Action == "roster.week" && x.ActorName == "duty1")));
    }

    [Fact]
    public async Task Who_does_not_run_the_group_does_not_edit_it_and_absent_people_are_marked()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var centre = (await host.ReadAsync(db => db.Set<Organization>().SingleAsync(x => x.Code == "TSC"))).Id;
        using var duty = await (await crew.AsAsync("duty1")).Http.GetAsync($"/duty/edit?role=Tier3Engineer&org={centre}", TestContext.Current.CancellationToken);
        using var director = await (await crew.AsAsync("tscdir")).Http.GetAsync($"/duty/edit?role=Tier3Engineer&org={centre}", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (duty.StatusCode, director.StatusCode));

        var engineer = (await crew.AsAsync("t1gz")).Http;
        Assert.DoesNotContain("class=\"gone\"", await engineer.GetStringAsync("/duty", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var form = await PageForm.ReadAsync(engineer, "/me/absence", "data-testid=\"absence-form\"");
        using var absent = await form.PostAsync(
            "/me/absence", ("person", StableId.Of("user", "t1gz").ToString()), ("deputy", StableId.Of("user", "t1sz").ToString()), ("from", "2026-11-23T09:00"), ("to", "2026-11-24T00:00"));
        Assert.Equal(HttpStatusCode.Redirect, absent.StatusCode);
        Assert.Contains("class=\"gone\"", await engineer.GetStringAsync("/duty", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [GeneratedRegex("""data-testid="on-duty">.*?</dl>""", RegexOptions.Singleline)]
    private static partial Regex OnDuty();
}
