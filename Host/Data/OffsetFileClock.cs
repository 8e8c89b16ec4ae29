using System.Globalization;

namespace Elsa.ITR.Data;

/// <summary>
/// A clock for tests of a host in another process: stands at the instant (ISO 8601, UTC) that a file holds and moves when the file changes.
/// The host accepts it only in the environment <c>Testing</c>.
/// </summary>
public sealed class OffsetFileClock(string file) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTime _written;
    private DateTimeOffset _now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (written != _written)
            {
                _now = DateTimeOffset.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
                _written = written;
            }

            return _now;
        }
    }
}
