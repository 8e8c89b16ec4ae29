namespace Elsa.Workflows.Runtime.Commands;

/// <summary>In-process locks by name: commands on one instance queue instead of failing on its version. Singleton.</summary>
public sealed class KeyedLocks
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Takes all locks, each once and in ordinal order; dispose the result to give them back.</summary>
    public async Task<IDisposable> TakeAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var held = new Held(this);
        try
        {
            foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var entry = Reserve(key);
                try
                {
                    await entry.Gate.WaitAsync(cancellationToken);
                }
                catch
                {
                    Release(key, entry, entered: false);
                    throw;
                }

                held.Keys.Push((key, entry));
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return held;
    }

    private Entry Reserve(string key)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out var entry))
                _entries.Add(key, entry = new Entry());
            entry.Users++;
            return entry;
        }
    }

    private void Release(string key, Entry entry, bool entered)
    {
        if (entered)
            entry.Gate.Release();

        lock (_entries)
        {
            if (--entry.Users == 0)
                _entries.Remove(key);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(KeyedLocks owner) : IDisposable
    {
        public Stack<(string Key, Entry Entry)> Keys { get; } = new();

        public void Dispose()
        {
            while (Keys.TryPop(out var held))
                owner.Release(held.Key, held.Entry, entered: true);
        }
    }
}
