using System.Collections.Concurrent;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Runs every registered <see cref="RecurringJob"/> on this node's Quartz scheduler.</summary>
/// <remarks>The scheduler is in memory: jobs work over row leases, so nodes share their work and a dead one's rows are taken over (D12).</remarks>
public sealed partial class QuartzRecurringJobs(
    IEnumerable<RecurringJob> jobs, ISchedulerFactory schedulers, TimeProvider time, ILogger<QuartzRecurringJobs> logger) : IRecurringJobs, IHostedService
{
    private readonly Dictionary<string, RecurringJob> _jobs = jobs.ToDictionary(x => x.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _wakes = new(StringComparer.Ordinal);
    private IScheduler? _scheduler;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in _jobs.Values)
        {
            var detail = JobBuilder.Create<RecurringJobRunner>().WithIdentity(job.Name).StoreDurably().Build();
            await scheduler.ScheduleJob(detail, TriggerOf(job), cancellationToken: cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        _scheduler = scheduler;
        LogStarted(_jobs.Count);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _scheduler, null) is { } scheduler)
            await scheduler.Shutdown(true, cancellationToken);
    }

    /// <inheritdoc />
    public void Wake(string jobName, DateTimeOffset? at = null)
    {
        if (_scheduler is not { } scheduler || !_jobs.ContainsKey(jobName))
            return;

        var now = time.GetUtcNow();
        var wakeAt = at is { } later && later > now ? later : now;
        if (_wakes.TryGetValue(jobName, out var planned) && planned <= wakeAt)
            return; // that run, or the rhythm after it, finds the work

        _wakes[jobName] = wakeAt;
        _ = WakeAsync(scheduler, jobName, wakeAt - now);
    }

    /// <summary>The job of this name; a wake planned for it is used up.</summary>
    internal RecurringJob Begin(string jobName)
    {
        _wakes.TryRemove(jobName, out _);
        return _jobs[jobName];
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

    [LoggerMessage(201, LogLevel.Information, "{Count} recurring jobs are running.")]
    private partial void LogStarted(int count);

    [LoggerMessage(202, LogLevel.Debug, "The job '{JobName}' could not be woken.")]
    private partial void LogWakeFailed(Exception error, string jobName);
}
