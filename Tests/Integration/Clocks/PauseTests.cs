using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Shared.ManualTime;

namespace Elsa.ITR.Tests.Integration.Clocks;

/// <summary>Requests, approvals and ends of pauses (R7, scenario 02.8).</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task An_approved_pause_counts_from_its_request()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-23 03:00");
        var pause = await RequestAsync(host, "CUSTOMER_ACCESS");
        await host.AtAsync("2026-11-23 03:10");

        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "institute");
        var paused = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];
        await host.AtAsync("2026-11-23 03:40");
        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().ResumeAsync(pause), "engineer");
        var resumed = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((ClockState.Paused, Local("2026-11-23 03:00"), null), (paused.State, paused.PausedSince!.Value, paused.NextThresholdAt));
        Assert.Equal((ClockState.Running, Local("2026-11-23 05:50")), (resumed.State, resumed.DueAt));
        Assert.Equal(["Clock.PauseRequested", "Clock.Paused", "Clock.Resumed"], host.Flows.Delivered.Where(x => x.Name.Contains("aus", StringComparison.Ordinal) || x.Name == "Clock.Resumed").Select(x => x.Name));
    }

    [Fact]
    public async Task A_case_is_suspended_while_its_restoration_clock_stands() // R15
    {
        await using var host = await AcceptedAsync();
        var pause = await RequestAsync(host, "CUSTOMER_ACCESS");

        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "institute");
        var suspended = await StateOfCaseAsync(host);
        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().ResumeAsync(pause), "engineer");

        Assert.Equal((CaseState.Suspended, CaseState.InProgress), (suspended, await StateOfCaseAsync(host)));
    }

    [Fact]
    public async Task Internal_clocks_that_are_not_pausable_run_on()
    {
        await using var host = await AcceptedAsync();
        var pause = await RequestAsync(host, "FORCE_MAJEURE");

        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "institute");

        Assert.Equal(ClockState.Running, (await host.ClocksAsync())["OLA-TIER2-MAX"].State);
    }

    [Fact]
    public async Task A_request_nobody_decides_is_void_after_the_policys_time()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-23 03:00");
        var pause = await RequestAsync(host, "CUSTOMER_ACCESS");

        await host.AtAsync("2026-11-23 03:30");
        var state = await StateAsync(host, pause);
        ClockPauseState late = default;
        await host.RunAsync(async services => late = await services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "institute");

        Assert.Equal((ClockPauseState.Void, ClockPauseState.Void), (state.State, late));
        Assert.Equal(Local("2026-11-23 05:10"), (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"].DueAt);
    }

    [Fact]
    public async Task A_pause_ends_itself_at_the_longest_time_of_its_reason()
    {
        await using var host = await AcceptedAsync(level: 2);
        var pause = await RequestAsync(host, "CUSTOMER_INFO");
        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "branch");

        await host.AtAsync("2026-11-27 00:00"); // 72 h after the request it goes on

        Assert.Equal((ClockPauseState.Ended, Local("2026-11-26 02:10")), ((await StateAsync(host, pause)).State, (await StateAsync(host, pause)).ResumedAt!.Value));
        Assert.Equal(Local("2026-12-03 02:10"), (await host.ClocksAsync())["GD-L2-RESOLVE"].DueAt);
    }

    [Fact]
    public async Task A_breach_between_request_and_approval_is_taken_back()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-23 05:05");
        var pause = await RequestAsync(host, "CUSTOMER_ACCESS");
        await host.AtAsync("2026-11-23 05:15");
        var breached = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().DecideAsync(pause, true), "institute");
        var cleared = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];
        await host.RunAsync(services => services.GetRequiredService<PauseDesk>().ResumeAsync(pause), "engineer");
        await host.AtAsync("2026-11-23 05:20");
        var again = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((true, false, true), (breached.IsBreached, cleared.IsBreached, again.IsBreached));
        Assert.Equal(Local("2026-11-23 05:20"), again.BreachedAt);
    }

    [Theory]
    [InlineData("CUSTOMER_INFO", "clock-pause.wrong-level")]
    [InlineData("LUNCH", "clock-pause.unknown-reason")]
    public async Task A_reason_must_be_known_and_fit_the_level(string reason, string code)
    {
        await using var host = await AcceptedAsync();

        var error = await Assert.ThrowsAsync<RuleViolationException>(() => RequestAsync(host, reason));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task One_pause_at_a_time_and_only_where_something_runs()
    {
        await using var host = await AcceptedAsync();
        await RequestAsync(host, "CUSTOMER_ACCESS");

        Assert.Equal("clock-pause.already-open", (await Assert.ThrowsAsync<RuleViolationException>(() => RequestAsync(host, "FORCE_MAJEURE"))).Code);
        await host.PublishAsync("Record.Cancelled");
        Assert.Equal("clock-pause.nothing-to-pause", (await Assert.ThrowsAsync<RuleViolationException>(() => RequestAsync(host, "FORCE_MAJEURE"))).Code);
    }

    [Fact]
    public async Task The_approver_is_asked_with_the_time_he_has()
    {
        await using var host = await AcceptedAsync();

        await RequestAsync(host, "CUSTOMER_ACCESS");
        var message = Assert.Single(await host.ReadAsync(db => db.Set<Notification>()
            .Where(x => x.TemplateCode == "CLOCK_PAUSE_REQUEST" && x.Channel == NotificationChannel.InApp).ToListAsync()));

        Assert.Equal(host.Person("institute"), message.RecipientId);
        Assert.Equal("CASE-20261123-0001: clock pause requested (Machine-room access or remote access refused), decide by 2026-11-23 02:40", message.TextEn);
    }

    private static async Task<ClockHost> AcceptedAsync(int level = 1)
    {
        var host = await ClockHost.StartAsync("2026-11-23 02:10", record => record.LevelProvisional = level);
        await host.PublishAsync("Fault.Accepted");
        return host;
    }

    private static async Task<Guid> RequestAsync(ClockHost host, string reason)
    {
        var id = Guid.Empty;
        await host.RunAsync(async services => id = (await services.GetRequiredService<PauseDesk>().RequestAsync(host.Case, reason)).Id, "engineer");
        return id;
    }

    private static Task<CaseState> StateOfCaseAsync(ClockHost host) =>
        host.ReadAsync(db => db.Set<Case>().Where(x => x.Id == host.Case.Id).Select(x => x.State).SingleAsync());

    private static Task<ClockPause> StateAsync(ClockHost host, Guid pause) => host.ReadAsync(db => db.Set<ClockPause>().SingleAsync(x => x.Id == pause));
}
