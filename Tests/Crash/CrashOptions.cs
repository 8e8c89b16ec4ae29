using System.Globalization;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Crash;

/// <summary>How big and how wild a run is; everything random comes from the seed, except what the machine's speed decides.</summary>
/// <param name="Kills">How often the process is killed.</param>
/// <param name="Seed">Of moments, outcomes and choices.</param>
/// <param name="Cases">Cases that are open at a time; closed ones are replaced.</param>
/// <param name="Window">Longest time from the first answer of a process, mostly from its first completed work item, to its end.</param>
/// <param name="CheckEvery">After how many kills the file of the dead process is checked before it starts again.</param>
/// <param name="Limit">Longest time of the whole run.</param>
public sealed record CrashOptions(int Kills, int Seed, int Cases, TimeSpan Window, int CheckEvery, TimeSpan Limit)
{
    public static CrashOptions Default { get; } = new(200, 1, 12, TimeSpan.FromSeconds(4), 5, TimeSpan.FromMinutes(90));

    /// <summary>The run of the test suite: small, sized by <c>ITR_TEST_SCALE</c> (D26).</summary>
    public static CrashOptions OfSuite { get; } = Default with { Kills = Math.Max(1, (int)(3 * TestScale.Factor)), Cases = 6, CheckEvery = 2 };

    public const string Usage = "Tests.Crash [--kills 200] [--seed 1] [--cases 12] [--window SECONDS] [--check-every 5] [--limit MINUTES]";

    /// <exception cref="FormatException">An option is unknown or has no number.</exception>
    public static CrashOptions Parse(IReadOnlyList<string> args)
    {
        var options = Default;
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count || !double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var value))
                throw new FormatException($"Expected a number after {args[i]}.");

            options = args[i] switch
            {
                "--kills" => options with { Kills = (int)value },
                "--seed" => options with { Seed = (int)value },
                "--cases" => options with { Cases = (int)value },
                "--window" => options with { Window = TimeSpan.FromSeconds(value) },
                "--check-every" => options with { CheckEvery = (int)value },
                "--limit" => options with { Limit = TimeSpan.FromMinutes(value) },
                _ => throw new FormatException($"Expected one of the known options, but got {args[i]}."),
            };
        }

        return options;
    }
}
