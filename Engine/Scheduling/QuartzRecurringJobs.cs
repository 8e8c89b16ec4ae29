using System.Collections.Concurrent;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Runs every registered <see cref="RecurringJob"/> on Quartz while the host runs.</summary>
/// <remarks>Most jobs run on every node, in memory: they work over row leases, so nodes share their work and a dead one's rows are taken over.
/// Those that are enough <see cref="RecurringJob.OncePerCluster"/> are on the clustered scheduler, if there is one (D12).</remarks>
public sealed partial class QuartzRecurringJobs(
    IEnumerable<RecurringJob> jobs,
    ISchedulerFactory onThisNode,
    ISchedulerFactory? onTheCluster,
    TimeProvider time,
    ILogger<QuartzRecurringJobs> logger) : IRecurringJobs, IHostedService
{
    private readonly Dictionary<string, RecurringJob> _jobs = jobs.ToDictionary(x => x.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _wakes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecurringJobRun> _runs = new(StringComparer.Ordinal);
    private volatile Schedulers? _schedulers;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var node = await onThisNode.GetScheduler(cancellationToken);
        var cluster = onTheCluster is null ? node : await onTheCluster.GetScheduler(cancellationToken);
        _schedulers = new Schedulers(node, cluster);
        foreach (var job in _jobs.Values)
        {
            var detail = JobBuilder.Create<RecurringJobRunner>().WithIdentity(job.Name).RequestRecovery(job.OncePerCluster).StoreDurably().Build();
            await _schedulers.For(job).ScheduleJob(detail, TriggerOf(job), ScheduleJobOptions.Replacing, cancellationToken);
        }

        foreach (var scheduler in _schedulers.Distinct)
            await scheduler.Start(cancellationToken);
        LogStarted(_jobs.Count, onTheCluster is null ? "this node" : "this node and the cluster");
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var schedulers = _schedulers;
        _schedulers = null;
        foreach (var scheduler in schedulers?.Distinct ?? [])
            await scheduler.Shutdown(true, cancellationToken);
    }

    /// <inheritdoc />
    public void Wake(string jobName, DateTimeOffset? at = null)
    {
        if (_schedulers is not { } schedulers || !_jobs.TryGetValue(jobName, out var job))
            return;

        var now = time.GetUtcNow();
        var wakeAt = at is { } later && later > now ? later : now;
        if (_wakes.TryGetValue(jobName, out var planned) && planned <= wakeAt)
            return; // that run, or the rhythm after it, finds the work

        _wakes[jobName] = wakeAt;
        _ = WakeAsync(schedulers.For(job), jobName, wakeAt - now);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<RecurringJobState>> StatesAsync(CancellationToken cancellationToken = default)
    {
        var states = new List<RecurringJobState>();
        foreach (var job in _jobs.Values.OrderBy(job => job.Name, StringComparer.Ordinal))
        {
            var triggers = _schedulers is { } schedulers ? await schedulers.For(job).GetTriggersOfJob(new JobKey(job.Name), cancellationToken) : [];
            states.Add(new RecurringJobState(job, triggers.Min(x => x.NextFireTimeUtc), triggers.Max(x => x.PreviousFireTimeUtc), _runs.GetValueOrDefault(job.Name)));
        }

        return states;
    }

    /// <summary>Keeps what became of a run.</summary>
    internal void End(string jobName, RecurringJobRun run) => _runs[jobName] = run;

    /// <summary>The job of this name, null when this node does not know it; a wake planned for it is used up.</summary>
    internal RecurringJob? Begin(string jobName)
    {
        _wakes.TryRemove(jobName, out _);
        return _jobs.GetValueOrDefault(jobName);
    }

    private static ITrigger TriggerOf(RecurringJob job)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(job.Name);
        if (job.Every is { } every)
            return trigger.StartNow().WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever()).Build();

        var cron = job.Cron ?? throw new InvalidOperationException($"Expected the job '{job.Name}' to have an interval or a cron expression, but it has neither.");
        var zone = job.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        return trigger.WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(zone)).Build();
    }

    private async Task WakeAsync(IScheduler scheduler, string jobName, TimeSpan delay)
    {
        try
        {
            var trigger = TriggerBuilder.Create().ForJob(jobName).StartAt(scheduler.TimeProvider.GetUtcNow() + delay).Build();
            await scheduler.ScheduleJob(trigger);
        }
        catch (Exception error)
        {
            LogWakeFailed(error, jobName); // the rhythm finds the work; it only comes a little later
        }
    }

    [LoggerMessage(201, LogLevel.Information, "{Count} recurring jobs are running on {Where}.")]
    private partial void LogStarted(int count, string where);

    [LoggerMessage(202, LogLevel.Debug, "The job '{JobName}' could not be woken.")]
    private partial void LogWakeFailed(Exception error, string jobName);

    private sealed record Schedulers(IScheduler Node, IScheduler Cluster)
    {
        public IEnumerable<IScheduler> Distinct => ReferenceEquals(Node, Cluster) ? [Node] : [Node, Cluster];

        public IScheduler For(RecurringJob job) => job.OncePerCluster ? Cluster : Node;
    }
}
