using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Recovery;

/// <summary>One more thing to finish after an interruption, added by whoever owns it. Registered scoped.</summary>
public interface IRecoveryStep
{
    /// <summary>Finishes what it finds, each piece in a command of its own; returns how many.</summary>
    Task<int> RunAsync(CancellationToken cancellationToken);
}

/// <summary>Finishes work that a dead process left: rows whose lease ran out, undelivered stimuli, and what the steps know of.</summary>
public sealed partial class RecoverySweep(
    IServiceScopeFactory scopes, OutboxDispatcher outbox, IOptions<RuntimeOptions> options, ILogger<RecoverySweep> logger)
{
    /// <summary>Returns how many pieces of work were finished.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var total = await outbox.RunUntilQuietAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        foreach (var step in scope.ServiceProvider.GetServices<IRecoveryStep>())
        {
            try
            {
                total += await step.RunAsync(cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogStepFailed(error, step.GetType().Name); // the others still run; this one has its next turn
            }
        }

        return total;
    }

    [LoggerMessage(151, LogLevel.Error, "The recovery step {Step} failed.")]
    private partial void LogStepFailed(Exception error, string step);
}
