using System.Collections.Concurrent;
using Elsa.ITR.Tests.Shared;
using Elsa.Scheduling.Quartz;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Elsa.ITR.Tests.Integration.Engine;

public sealed class JobTests
{
    [Fact]
    public async Task The_rhythm_fires_what_is_due()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync(services => services.AddQuartzJobs().AddDeadlineHandler<Fires>().AddSingleton<Runs>());
        await host.RunAsync(services =>
        {
            services.GetRequiredService<IDeadlineStore>().Schedule("job-test", "a", host.Time.GetUtcNow(), 1);
            return Task.CompletedTask;
        });

        await RunningAsync([host], () => host.Services.GetRequiredService<Runs>().Of("fired") == 1);

        Assert.Equal(1, await host.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Fired)));
    }

    [Fact]
    public async Task A_job_that_fails_runs_again()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync(services => services.AddQuartzJobs().AddSingleton<Runs>()
            .AddRecurringJob(new RecurringJob("fails", (provider, _) => throw new InvalidOperationException($"{provider.GetRequiredService<Runs>().Add("fails")}"))
            {
                Every = TimeSpan.FromMilliseconds(50),
            }));

        IReadOnlyList<RecurringJobState> states = [];
        await RunningAsync([host], () =>
        {
            states = host.Services.GetRequiredService<IRecurringJobs>().StatesAsync().GetAwaiter().GetResult();
            return host.Services.GetRequiredService<Runs>().Of("fails") >= 3 && states.Any(x => x.Last?.Error is not null);
        });

        var (fails, nightly) = (states.Single(x => x.Job.Name == "fails"), states.Single(x => x.Job.Name == EngineJobs.Retention));
        Assert.InRange(int.Parse(fails.Last!.Error!, System.Globalization.CultureInfo.InvariantCulture), 1, host.Services.GetRequiredService<Runs>().Of("fails"));
        Assert.NotNull(fails.NextAt);
        Assert.Equal(((DateTimeOffset?)null, (RecurringJobRun?)null), (nightly.PreviousAt, nightly.Last));
        Assert.Equal(20, nightly.NextAt!.Value.Minute);
    }

    [Fact]
    public async Task Of_two_nodes_one_runs_what_is_enough_once()
    {
        var (server, reason) = await PostgreSqlServer.GetAsync();
        Assert.SkipWhen(server is null, reason);
        var runs = new Runs();
        await using var database = await EngineDatabase.PostgreSql.StartAsync();
        var connection = await database.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        await using var one = database.Neighbour(services => Configure(services, runs, connection));
        await using var two = database.Neighbour(services => Configure(services, runs, connection));

        await RunningAsync([one, two], () => runs.Of("each") >= 8 && runs.Of("once") >= 2);

        Assert.InRange(runs.Of("once"), 2, (runs.Of("each") / 2) + 2); // both nodes run the other job in the same rhythm
    }

    private static void Configure(IServiceCollection services, Runs runs, string connection)
    {
        services.AddSingleton(runs);
        services.AddQuartzJobs(ClusterStore.PostgreSql(NpgsqlFactory.Instance, connection));
        services.AddRecurringJob(new RecurringJob("each", (provider, _) => Task.FromResult(provider.GetRequiredService<Runs>().Add("each"))) { Every = TimeSpan.FromSeconds(1) });
        services.AddRecurringJob(new RecurringJob("once", (provider, _) => Task.FromResult(provider.GetRequiredService<Runs>().Add("once")))
        {
            Cron = "* * * * * ?",
            OncePerCluster = true,
        });
    }

    private static async Task RunningAsync(EngineHost[] hosts, Func<bool> until)
    {
        var services = hosts.SelectMany(x => x.Services.GetServices<IHostedService>()).ToList();
        foreach (var service in services)
            await service.StartAsync(CancellationToken.None);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!until())
            await Task.Delay(20, limit.Token);
        foreach (var service in services)
            await service.StopAsync(CancellationToken.None);
    }

    private sealed class Runs
    {
        private readonly ConcurrentDictionary<string, int> _counts = new();

        public int Add(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);

        public int Of(string name) => _counts.GetValueOrDefault(name);
    }

    private sealed class Fires(Runs runs) : IDeadlineHandler
    {
        public string Kind => "job-test";

        public Task FireAsync(Deadline deadline, CancellationToken cancellationToken) => Task.FromResult(runs.Add("fired"));
    }
}
