using System.Diagnostics;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Crash;

/// <summary>The host's time: goes on with the real one, and further between a kill and the next start, so that deadlines fall due.</summary>
public sealed class Pace(DateTimeOffset start, HostProcess host) : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private volatile bool _isOver;

    /// <summary>What the host's clock shows, or will show in a moment.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return start + _watch.Elapsed + _ahead;
        }
    }

    /// <summary>Lets the host's clock go on until disposed.</summary>
    public async Task DriveAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!_isOver && await timer.WaitForNextTickAsync(CancellationToken.None))
            Show();
    }

    /// <summary>Moves on at once; mostly while the host is dead.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
            _ahead += by;
        Show();
    }

    /// <summary>From here on time stands.</summary>
    public void Stop()
    {
        _watch.Stop();
        Show();
    }

    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
    }

    private void Show()
    {
        lock (_gate)
        {
            if (!_isOver)
                host.SetTime(start + _watch.Elapsed + _ahead);
        }
    }
}
