using System.Diagnostics;

namespace Elsa.ITR.Tests.Benchmarks;

/// <summary>Runs an operation over and over, by several workers at a time.</summary>
public static class Measure
{
    /// <summary>What one measurement gave.</summary>
    /// <param name="PerSecond">Operations that ended per second.</param>
    /// <param name="Milliseconds">Of each operation, in order of length.</param>
    public sealed record Figures(double PerSecond, double[] Milliseconds)
    {
        public double At(double share) => Milliseconds.Length == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
    }

    /// <summary>For a time, or until <paramref name="most"/> operations were begun.</summary>
    public static async Task<Figures> RunAsync(int workers, double seconds, Func<Task> operation, int most = int.MaxValue)
    {
        var begun = 0;
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var times = all.SelectMany(x => x).Order().ToArray();
        return new Figures(times.Length / elapsed, times);

        async Task<List<double>> WorkAsync()
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds && Interlocked.Increment(ref begun) <= most)
            {
                var from = Stopwatch.GetTimestamp();
                await operation();
                mine.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return mine;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
