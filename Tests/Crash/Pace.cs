using System.Diagnostics;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Crash;

/// <summary>The host's time: goes on with the real one, and further between a kill and the next start, so that deadlines fall due.</summary>
public sealed class Pace(DateTimeOffset start) : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _ahead;
    private Timer? _timer;

    public DateTimeOffset Now => start + _watch.Elapsed + _ahead;

    /// <summary>Lets the host's clock go on.</summary>
    public void Drive(HostProcess host) => _timer = new Timer(_ => host.SetTime(Now), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));

    /// <summary>Moves on while the host is dead.</summary>
    public void Jump(TimeSpan by) => _ahead += by;

    /// <summary>From here on time stands.</summary>
    public DateTimeOffset Stop()
    {
        _watch.Stop();
        Dispose();
        return Now;
    }

    public void Dispose()
    {
        using var ended = new ManualResetEvent(false);
        if (_timer?.Dispose(ended) == true)
            ended.WaitOne(); // a tick that is under way would still write
        _timer = null;
    }
}
