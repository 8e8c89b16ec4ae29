using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Commands;

/// <summary>Runs a command in one unit of work: locks, fresh scope, remembered answer, handler, one commit, then what the commit set off (D1).</summary>
public sealed partial class CommandExecutor(
    IServiceScopeFactory scopes,
    KeyedLocks locks,
    InternalOutbox internalOutbox,
    IRecurringJobs jobs,
    RuntimeMetrics metrics,
    TimeProvider time,
    IOptions<RuntimeOptions> runtimeOptions,
    ILogger<CommandExecutor> logger)
{
    /// <summary>Runs from fresh state before a version conflict is given up (decision D1).</summary>
    public const int MaxRuns = 3;

    // A burst with more faulting executions than this is broken beyond bookkeeping; its last error goes to the caller.
    private const int MaxForcedFaults = 64;

    private static readonly JsonSerializerOptions AnswerJson = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Runs the registered handler of <typeparamref name="TCommand"/>.</summary>
    /// <returns>The handler's answer, or the first answer under the same key.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key came before with another body.</exception>
    /// <exception cref="ConcurrencyConflictException">Other commands were first in every run.</exception>
    public Task<TResult> ExecuteAsync<TCommand, TResult>(TCommand command, CommandOptions options, CancellationToken cancellationToken = default) =>
        RunAsync((services, token) => services.GetRequiredService<ICommandHandler<TCommand, TResult>>().HandleAsync(command, token), options, cancellationToken);

    /// <summary>Runs <paramref name="work"/> without an answer; see the other overload.</summary>
    public Task RunAsync(Func<IServiceProvider, CancellationToken, Task> work, CommandOptions options, CancellationToken cancellationToken = default) =>
        RunAsync(
            async (services, token) =>
            {
                await work(services, token);
                return true;
            },
            options,
            cancellationToken);

    /// <summary>Runs <paramref name="work"/> as a command; its services come from the command's own scope. It may run more than once, its effects are stored once.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key came before with another body.</exception>
    /// <exception cref="ConcurrencyConflictException">Other commands were first in every run.</exception>
    public async Task<TResult> RunAsync<TResult>(
        Func<IServiceProvider, CancellationToken, Task<TResult>> work, CommandOptions options, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        Done<TResult> done;
        using (await locks.TakeAsync(LocksOf(options), cancellationToken))
            done = await RunUntilCommittedAsync(work, options, cancellationToken);

        metrics.CommandDone(options.Route, Stopwatch.GetElapsedTime(started), done.Replayed);
        if (!done.Replayed)
            await FollowUpAsync(done, options);
        return done.Answer;
    }

    private static IEnumerable<string> LocksOf(CommandOptions options) =>
        options.Key is null ? options.Locks : options.Locks.Append($"key:{options.Principal}|{options.Route}|{options.Key}");

    private async Task<Done<TResult>> RunUntilCommittedAsync<TResult>(
        Func<IServiceProvider, CancellationToken, Task<TResult>> work, CommandOptions options, CancellationToken cancellationToken)
    {
        var forced = new List<ForcedFault>();
        for (var conflicts = 0; ;)
        {
            try
            {
                return await RunOnceAsync(work, options, forced, cancellationToken);
            }
            catch (BurstAbortedException aborted) when (forced.Count <= MaxForcedFaults)
            {
                metrics.FaultReplayed();
                LogFaultReplayed(aborted, options.Route, aborted.NodeId);
            }
            catch (CommitConflictException conflict)
            {
                metrics.ConflictMet();
                if (++conflicts == MaxRuns)
                    throw new ConcurrencyConflictException(options.Route, MaxRuns, conflict);
                LogConflict(conflict, options.Route, conflicts);
                forced.Clear(); // fresh state: what faulted before may not fault now
            }
        }
    }

    private async Task<Done<TResult>> RunOnceAsync<TResult>(
        Func<IServiceProvider, CancellationToken, Task<TResult>> work, CommandOptions options, List<ForcedFault> forced, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        options.Prepare?.Invoke(services);
        var command = services.GetRequiredService<CommandScope>();
        command.Begin(options);
        services.GetRequiredService<FaultReplay>().Begin(forced);
        var unit = services.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(cancellationToken);

        if (options.Key is { } key && await services.GetRequiredService<ICommandLog>().FindAsync(options.Principal, options.Route, key, cancellationToken) is { } known)
            return new Done<TResult>(Remembered<TResult>(known, options), Replayed: true, command);

        var answer = await work(services, cancellationToken);
        Remember(services, options, answer);
        await unit.CommitAsync(cancellationToken);
        metrics.Committed();
        return new Done<TResult>(answer, Replayed: false, command);
    }

    private static TResult Remembered<TResult>(CommandLogEntry known, CommandOptions options) =>
        known.BodyHash is null || options.BodyHash is null || known.BodyHash == options.BodyHash
            ? JsonSerializer.Deserialize<TResult>(known.Answer, AnswerJson)!
            : throw new IdempotencyKeyReusedException(known.Key);

    private void Remember<TResult>(IServiceProvider services, CommandOptions options, TResult answer)
    {
        if (options.Key is not { } key)
            return;

        services.GetRequiredService<ICommandLog>().Add(new CommandLogEntry
        {
            Principal = options.Principal,
            Route = options.Route,
            Key = key,
            BodyHash = options.BodyHash,
            Answer = JsonSerializer.Serialize(answer, AnswerJson),
            CreatedAt = time.GetUtcNow(),
        });
    }

    // Everything here is also found by the recurring jobs: a failure costs time, never work. It is not the caller's to cancel: the command is done.
    private async Task FollowUpAsync<TResult>(Done<TResult> done, CommandOptions options)
    {
        try
        {
            if (done.Command.EarliestDeadline is { } dueAt && dueAt <= time.GetUtcNow() + runtimeOptions.Value.WakeWithin)
                jobs.Wake(EngineJobs.DeadlineSweep, dueAt);
            if (done.Command.Messages.Exists(x => !x.IsInternal))
                jobs.Wake(EngineJobs.OutboxDispatcher);

            if (!done.Command.LeavesOutbox)
                await internalOutbox.RunInlineAsync(done.Command.Messages.Where(x => x.IsInternal).Select(x => x.Id), CancellationToken.None);
            foreach (var work in done.Command.AfterCommitWork)
                await work(CancellationToken.None);
        }
        catch (Exception error)
        {
            LogFollowUpFailed(error, options.Route);
        }
    }

    [LoggerMessage(101, LogLevel.Information, "'{Route}' is run again with the fault of '{NodeId}' forced, so that nothing of it is stored.")]
    private partial void LogFaultReplayed(Exception error, string route, string nodeId);

    [LoggerMessage(102, LogLevel.Information, "'{Route}' met a conflict in run {Run} and is run again from fresh state.")]
    private partial void LogConflict(Exception error, string route, int run);

    [LoggerMessage(103, LogLevel.Warning, "'{Route}' is committed; what follows it was interrupted and is left to the recurring jobs.")]
    private partial void LogFollowUpFailed(Exception error, string route);

    private sealed record Done<TResult>(TResult Answer, bool Replayed, CommandScope Command);
}
