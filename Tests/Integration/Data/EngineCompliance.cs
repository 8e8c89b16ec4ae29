using System.Collections.Concurrent;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What the engine's tables promise in the product's context, on every database product and to several nodes.</summary>
public abstract class EngineCompliance(TestDatabase database)
{
    private const string Kind = "test-due";

    [Fact]
    public async Task A_deadline_fires_once_however_many_nodes_sweep()
    {
        var fired = new ConcurrentBag<string>();
        var time = new ManualTime(ManualTime.Local("2026-11-23 09:00"));
        await using var node1 = Node(time, fired);
        await using var node2 = Node(time, fired);
        var owners = Enumerable.Range(0, 150).Select(_ => Guid.NewGuid().ToString("n")).ToList();
        await node1.RunAsync(services =>
        {
            foreach (var owner in owners)
                services.GetRequiredService<IDeadlineStore>().Schedule(Kind, owner, time.GetUtcNow(), 2);
            return Task.FromResult(true);
        });

        await Task.WhenAll(new[] { node1, node2 }.Select(node => node.Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync()));

        Assert.Equal(owners.Order(), fired.Where(owners.Contains).Order());
        Assert.Equal(150, await node1.ReadAsync(db => db.Set<Deadline>().CountAsync(x => owners.Contains(x.OwnerId) && x.State == DeadlineState.Fired)));
    }

    [Fact]
    public async Task The_oldest_and_most_severe_deadline_fires_first()
    {
        var fired = new ConcurrentQueue<string>();
        var time = new ManualTime(ManualTime.Local("2026-11-23 09:00"));
        await using var node = new DataHost(database, time, services => services.AddScoped<IDeadlineHandler>(_ => new Handler(x => fired.Enqueue(x))));
        var (old, severe, mild) = (Guid.NewGuid().ToString("n"), Guid.NewGuid().ToString("n"), Guid.NewGuid().ToString("n"));
        await node.RunAsync(services =>
        {
            var store = services.GetRequiredService<IDeadlineStore>();
            store.Schedule(Kind, mild, time.GetUtcNow(), 4);
            store.Schedule(Kind, severe, time.GetUtcNow(), 1);
            store.Schedule(Kind, old, time.GetUtcNow().AddMinutes(-1), 4);
            return Task.FromResult(true);
        });

        await node.Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync();

        Assert.Equal([old, severe, mild], fired.Where(x => x == old || x == severe || x == mild));
    }

    [Fact]
    public async Task A_node_that_died_loses_its_lease_and_its_work_is_done_by_another()
    {
        var fired = new ConcurrentBag<string>();
        var time = new ManualTime(ManualTime.Local("2026-11-23 09:00"));
        await using var node = Node(time, fired);
        var owner = Guid.NewGuid().ToString("n");
        await node.RunAsync(services => Task.FromResult(services.GetRequiredService<IDeadlineStore>().Schedule(Kind, owner, time.GetUtcNow(), 1).Id));
        await LeaseAsync(node, "dead", time.GetUtcNow().AddMinutes(1));

        await node.Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync();
        Assert.DoesNotContain(owner, fired);
        time.MoveTo(time.GetUtcNow().AddMinutes(2));
        await node.Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync();

        Assert.Contains(owner, fired);
    }

    [Fact]
    public async Task The_same_key_has_one_effect_and_one_answer()
    {
        await using var node = new DataHost(database);
        var options = new CommandOptions { Principal = "ann", Route = "POST /test", Key = Guid.NewGuid().ToString("n"), BodyHash = "a" };
        var runs = 0;

        var first = await node.Executor.RunAsync((_, _) => Task.FromResult(++runs), options);
        var again = await node.Executor.RunAsync((_, _) => Task.FromResult(++runs), options);

        Assert.Equal((1, 1, 1), (first, again, runs));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => node.Executor.RunAsync((_, _) => Task.FromResult(0), options with { BodyHash = "b" }));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_on_two_nodes_has_one_effect()
    {
        await using var node1 = new DataHost(database);
        await using var node2 = new DataHost(database);
        var options = new CommandOptions { Principal = "ann", Route = "POST /test", Key = Guid.NewGuid().ToString("n") };
        var owner = Guid.NewGuid().ToString("n");
        using var bothRead = new Barrier(2);
        var first = true;

        var answers = await Task.WhenAll(new[] { node1, node2 }.Select((node, i) => Task.Run(() => node.Executor.RunAsync(
            (services, _) =>
            {
                services.GetRequiredService<IDeadlineStore>().Schedule("test-never", owner, ManualTime.Local("2030-01-01 00:00"), 1);
                if (Volatile.Read(ref first))
                    bothRead.SignalAndWait(TimeSpan.FromSeconds(10), CancellationToken.None); // both have looked for the key and found none
                Volatile.Write(ref first, false);
                return Task.FromResult(i);
            },
            options))));

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(1, await node1.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.OwnerId == owner)));
    }

    [Fact]
    public async Task An_outside_effect_is_done_by_one_node()
    {
        var done = new ConcurrentBag<string>();
        var time = new ManualTime(ManualTime.Local("2026-11-23 09:00"));
        await using var node1 = Effects(time, done);
        await using var node2 = Effects(time, done);
        var records = Enumerable.Range(0, 60).Select(_ => Guid.NewGuid().ToString("n")).ToList();
        await node1.RunAsync(services =>
        {
            foreach (var record in records)
                services.GetRequiredService<IOutbox>().Add("test-effect", new { }, record);
            return Task.FromResult(true);
        });

        await Task.WhenAll(new[] { node1, node2 }.Select(node => node.Services.GetRequiredService<OutboxDispatcher>().RunUntilQuietAsync()));

        Assert.Equal(records.Order(), done.Order());
    }

    private DataHost Node(ManualTime time, ConcurrentBag<string> fired) =>
        new(database, time, services => services.AddScoped<IDeadlineHandler>(_ => new Handler(x => fired.Add(x))));

    private DataHost Effects(ManualTime time, ConcurrentBag<string> done) =>
        new(database, time, services => services.AddScoped<IOutboxHandler>(_ => new Effect(done)));

    private static async Task LeaseAsync(DataHost node, string owner, DateTimeOffset until)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDeadlineStore>().LeaseAsync(owner, node.Time.GetUtcNow(), until, 100);
    }

    private sealed class Handler(Action<string> fire) : IDeadlineHandler
    {
        public string Kind => EngineCompliance.Kind;

        public Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
        {
            fire(deadline.OwnerId);
            return Task.CompletedTask;
        }
    }

    private sealed class Effect(ConcurrentBag<string> done) : IOutboxHandler
    {
        public string Kind => "test-effect";

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            done.Add(message.RecordId!);
            return Task.CompletedTask;
        }
    }
}

public sealed class EngineOnSqlite(SqliteTestDatabase database) : EngineCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class EngineOnPostgreSql(PostgreSqlTestDatabase database) : EngineCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class EngineOnSqlServer(SqlServerTestDatabase database) : EngineCompliance(database), IClassFixture<SqlServerTestDatabase>;
