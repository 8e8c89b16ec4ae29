using System.Collections.Concurrent;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Counts wrong tries of names that nobody has, so that they lock like real ones and tell nothing. Singleton; each node counts its own.</summary>
public sealed class UnknownNames(TimeProvider time)
{
    // More names than this are no person who mistyped; forgetting them opens nothing.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Tried> _names = new(StringComparer.Ordinal);

    /// <returns>Until when the name is locked; null while it is not.</returns>
    public DateTimeOffset? Fail(string name)
    {
        if (_names.Count >= Most)
            _names.Clear();

        var now = time.GetUtcNow();
        return _names.AddOrUpdate(name, _ => new Tried(1, null), (_, before) => before.Until > now ? before
            : before.Count + 1 >= Door.Tries ? new Tried(0, now + Door.LockFor)
            : new Tried(before.Count + 1, null)).Until;
    }

    private sealed record Tried(int Count, DateTimeOffset? Until);
}
