using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Recovery;

/// <summary>Deletes what nobody may ask for again: remembered answers after seven days.</summary>
public sealed class Retention(IServiceScopeFactory scopes, TimeProvider time, IOptions<RuntimeOptions> options)
{
    /// <summary>Returns how many rows were deleted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return await scope.ServiceProvider.GetRequiredService<ICommandLog>()
            .DeleteOlderAsync(time.GetUtcNow() - options.Value.CommandLifetime, cancellationToken);
    }
}
