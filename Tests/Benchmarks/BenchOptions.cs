using System.Globalization;

namespace Elsa.ITR.Tests.Benchmarks;

/// <summary>What to measure and for how long.</summary>
/// <param name="Command">One of <see cref="Commands"/>.</param>
/// <param name="Seconds">Length of one measurement; there are several rounds of each.</param>
/// <param name="Rounds">Rounds, interleaved; the median is shown.</param>
/// <param name="Count">Instances that wait; for <c>scale</c> work items that are open, and as many closed.</param>
/// <param name="Provider">Sqlite, or PostgreSql: a server of our own without flushing.</param>
/// <param name="Folder">Where the SQLite files are made; the disk that matters.</param>
/// <param name="Database">For <c>scale</c>: connection string of a PostgreSQL database that is filled when it is missing and kept; null for a server of our own.</param>
public sealed record BenchOptions(string Command, double Seconds, int Rounds, int Count, string Provider, string Folder, string? Database = null)
{
    public const string Usage =
        "Tests.Benchmarks engine|cost|large|suspended|impact|scale|http|start [--seconds 2] [--rounds 5] [--count N] [--provider Sqlite|PostgreSql] [--folder PATH] [--database CONNECTION]";

    public static readonly string[] Commands = ["engine", "cost", "large", "suspended", "impact", "scale", "http", "start"];

    /// <exception cref="FormatException">The command or an option is unknown, or a value is missing.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || !Commands.Contains(args[0]))
            throw new FormatException($"Expected one of {string.Join(", ", Commands)}, but got {(args.Count == 0 ? "nothing" : args[0])}.");

        var options = new BenchOptions(args[0], 2, 5, args[0] switch { "scale" => 1_000_000, "suspended" or "impact" => 100_000, _ => 10_000 }, "Sqlite", Path.GetTempPath());
        for (var i = 1; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
                throw new FormatException($"Expected a value after {args[i]}.");

            options = args[i] switch
            {
                "--seconds" => options with { Seconds = Number(args[i + 1]) },
                "--rounds" => options with { Rounds = (int)Number(args[i + 1]) },
                "--count" => options with { Count = (int)Number(args[i + 1]) },
                "--provider" => options with { Provider = args[i + 1] },
                "--folder" => options with { Folder = args[i + 1] },
                "--database" => options with { Database = args[i + 1] },
                _ => throw new FormatException($"Expected one of the known options, but got {args[i]}."),
            };
        }

        return options;
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > 0
        ? value
        : throw new FormatException($"Expected a number above zero, but got {text}.");
}
