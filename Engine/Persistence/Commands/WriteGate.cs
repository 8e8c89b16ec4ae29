using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Commands;

/// <summary>Lets the writers of this process queue in front of SQLite, which has room for one; a waiting writer there polls. Singleton.</summary>
public sealed class WriteGate
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn to write; dispose the result to pass it on. Other providers never wait here.</summary>
    public async ValueTask<IDisposable?> EnterAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (!UtcConventions.IsSqlite(context.Database.ProviderName))
            return null;

        var gate = _gates.GetOrAdd(context.Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
