using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Recovery;

/// <summary>Deletes what nobody asks for again: remembered answers, internal outbox rows, deadlines that are over. Outside effects stay with their record.</summary>
public sealed class Retention(IServiceScopeFactory scopes, TimeProvider time, IOptions<RuntimeOptions> options)
{
    /// <summary>Returns how many rows were deleted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        options.Value.PrepareBackground?.Invoke(services);
        var now = time.GetUtcNow();
        return await services.GetRequiredService<ICommandLog>().DeleteOlderAsync(now - options.Value.CommandLifetime, cancellationToken)
            + await services.GetRequiredService<IOutboxStore>().DeleteDoneAsync(now - options.Value.InternalRowLifetime, cancellationToken)
            + await services.GetRequiredService<IDeadlineStore>().DeleteOverAsync(now - options.Value.DeadlineLifetime, cancellationToken);
    }
}
