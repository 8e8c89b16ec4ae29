using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class DeadlineTests(EngineDatabase database)
{
    [Fact]
    public async Task Fires_when_due_and_only_once()
    {
        await using var host = await StartAsync();
        await host.RunAsync(services => ScheduleAsync(services, "a", minutes: 5, severity: 1));

        var early = await host.Sweep.RunOnceAsync();
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(5));
        var due = await host.Sweep.RunUntilQuietAsync();
        var again = await host.Sweep.RunUntilQuietAsync();

        Assert.Equal((0, 1, 0), (early, due, again));
        Assert.Equal(["a"], await FiredAsync(host));
    }

    [Fact]
    public async Task Nodes_that_sweep_at_once_fire_each_row_once()
    {
        await using var host = await StartAsync();
        await using var neighbour = host.Neighbour(services => services.AddDeadlineHandler<NoteDeadline>());
        await host.RunAsync(async services =>
        {
            for (var i = 0; i < 150; i++)
                await ScheduleAsync(services, $"d-{i}", minutes: 1, severity: 1);
        });
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(1));

        await Task.WhenAll(host.Sweep.RunUntilQuietAsync(), neighbour.Sweep.RunUntilQuietAsync(), host.Sweep.RunUntilQuietAsync());

        Assert.Equal(150, (await host.NotesAsync()).Count);
        Assert.Equal(150, await host.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Fired && x.Attempts == 0)));
    }

    [Fact]
    public async Task The_oldest_fires_first_and_of_one_instant_the_most_severe()
    {
        await using var host = await StartAsync();
        await host.RunAsync(async services =>
        {
            await ScheduleAsync(services, "late-severe", minutes: 3, severity: 1);
            await ScheduleAsync(services, "early-mild", minutes: 2, severity: 3);
            await ScheduleAsync(services, "early-severe", minutes: 2, severity: 1);
        });
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(10));

        await host.Sweep.RunUntilQuietAsync();

        Assert.Equal(["early-severe", "early-mild", "late-severe"], await FiredAsync(host));
    }

    [Fact]
    public async Task A_moved_one_fires_at_its_new_time_and_a_cancelled_one_never()
    {
        await using var host = await StartAsync();
        await host.RunAsync(async services =>
        {
            await ScheduleAsync(services, "moved", minutes: 1, severity: 1);
            await ScheduleAsync(services, "cancelled", minutes: 1, severity: 1);
        });
        await host.RunAsync(async services =>
        {
            var deadlines = services.GetRequiredService<IDeadlineStore>();
            await deadlines.MoveAsync("note", "moved", host.Time.GetUtcNow().AddMinutes(30));
            await deadlines.CancelAsync("note", "cancelled");
        });

        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(5));
        var early = await host.Sweep.RunUntilQuietAsync();
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(30));
        await host.Sweep.RunUntilQuietAsync();

        Assert.Equal(0, early);
        Assert.Equal(["moved"], await FiredAsync(host));
    }

    [Fact]
    public async Task One_made_and_cancelled_in_one_command_never_fires()
    {
        await using var host = await StartAsync();
        await host.RunAsync(async services =>
        {
            await ScheduleAsync(services, "a", minutes: 1, severity: 1);
            Assert.Equal(1, await services.GetRequiredService<IDeadlineStore>().CancelAsync("note", "a"));
        });
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(5));

        Assert.Equal(0, await host.Sweep.RunUntilQuietAsync());
    }

    [Fact]
    public async Task A_lease_of_a_dead_node_runs_out()
    {
        await using var host = await StartAsync();
        await host.RunAsync(services => ScheduleAsync(services, "a", minutes: 0, severity: 1));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var now = host.Time.GetUtcNow();
            var leased = await scope.ServiceProvider.GetRequiredService<IDeadlineStore>().LeaseAsync("dead", now, now.AddSeconds(60), 10);
            Assert.Single(leased);
        }

        var early = await host.Sweep.RunUntilQuietAsync();
        host.Time.MoveTo(host.Time.GetUtcNow().AddSeconds(61));
        var later = await host.Sweep.RunUntilQuietAsync();

        Assert.Equal((0, 1), (early, later));
        Assert.Equal(["a"], await FiredAsync(host));
    }

    [Fact]
    public async Task Firing_saves_once()
    {
        await using var host = await StartAsync();
        await host.RunAsync(services => ScheduleAsync(services, "a", minutes: 0, severity: 1));

        Assert.Equal(1, await host.Commits.DuringAsync(() => host.Sweep.RunUntilQuietAsync()));
    }

    private Task<EngineHost> StartAsync() => database.StartAsync(services => services.AddDeadlineHandler<NoteDeadline>());

    private static Task ScheduleAsync(IServiceProvider services, string owner, int minutes, int severity)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<IDeadlineStore>().Schedule("note", owner, now.AddMinutes(minutes), severity);
        return Task.CompletedTask;
    }

    private static async Task<IEnumerable<string>> FiredAsync(EngineHost host) =>
        (await host.NotesAsync()).OrderBy(x => x.Value, StringComparer.Ordinal).Select(x => x.Key);

    /// <summary>Leaves a note named for the owner; its text is the order of firing.</summary>
    private sealed class NoteDeadline(EngineDbContext db) : IDeadlineHandler
    {
        public string Kind => "note";

        public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken) =>
            db.Add(new Note { Id = deadline.OwnerId, Text = $"{await db.Notes.CountAsync(cancellationToken):d4}" });
    }
}
