using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>Counts saves that succeeded.</summary>
public sealed class CommitCounter : SaveChangesInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(result);
    }

    /// <summary>Runs <paramref name="work"/> and answers how many saves it made.</summary>
    public async Task<int> DuringAsync(Func<Task> work)
    {
        var before = _count;
        await work();
        return _count - before;
    }
}
