using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime;

/// <summary>Lets public services take part in the running command, or be one of their own when none runs in their scope (D1). Scoped.</summary>
public sealed class AmbientCommand(IServiceProvider services, CommandScope command, CommandExecutor executor, IOptions<RuntimeOptions> options)
{
    /// <summary>True when a command is running in this scope.</summary>
    public bool IsActive => command.IsActive;

    /// <summary>Runs <paramref name="work"/> in the running command, else as a command of its own with the caller's rights.</summary>
    /// <param name="route">Name of that command.</param>
    /// <param name="work">The work; uses only the services it is given.</param>
    /// <param name="locks">Locks of that command; a running one has taken its own.</param>
    public Task<T> RunAsync<T>(
        string route, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken, params IEnumerable<string> locks) =>
        command.IsActive ? work(services, cancellationToken) : RunApartAsync(route, work, cancellationToken, locks);

    /// <summary>Runs <paramref name="work"/> as a command of its own, also when one is running.</summary>
    internal Task<T> RunApartAsync<T>(
        string route, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken, params IEnumerable<string> locks)
    {
        var prepare = options.Value.CaptureCaller?.Invoke(services) ?? options.Value.PrepareBackground;
        return executor.RunAsync(work, CommandOptions.ForSystem(route, prepare, locks), cancellationToken);
    }
}
