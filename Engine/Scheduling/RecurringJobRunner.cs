using System.Diagnostics;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>One run of one recurring job, in a fresh scope with the system's rights.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RecurringJobRunner(
    QuartzRecurringJobs jobs, IServiceScopeFactory scopes, TimeProvider time, IOptions<RuntimeOptions> options, ILogger<RecurringJobRunner> logger) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (jobs.Begin(context.JobDetail.Key.Name) is not { } job)
            return; // stored by a version of the product that had it

        var (at, started) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        string? error = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
            await job.Run(scope.ServiceProvider, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(job.Name); // the node is stopping; whoever comes next goes on
            return;
        }
        catch (Exception failure)
        {
            LogFailed(failure, job.Name);
            error = failure.Message;
        }

        jobs.End(job.Name, new RecurringJobRun(at, Stopwatch.GetElapsedTime(started), error));
    }

    [LoggerMessage(211, LogLevel.Information, "The recurring job '{JobName}' was interrupted.")]
    private partial void LogInterrupted(string jobName);

    [LoggerMessage(212, LogLevel.Error, "The recurring job '{JobName}' failed; it runs again in its rhythm.")]
    private partial void LogFailed(Exception error, string jobName);
}
