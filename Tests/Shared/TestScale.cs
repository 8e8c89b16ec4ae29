using System.Globalization;

namespace Elsa.ITR.Tests.Shared;

/// <summary>How much of a test that could go on for ever is run: <c>ITR_TEST_SCALE</c>, 1 in the suite.</summary>
public static class TestScale
{
    /// <summary>E.g. 0.1 for a first look, 1000 for a night.</summary>
    public static double Factor { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("ITR_TEST_SCALE"), CultureInfo.InvariantCulture, out var factor) ? factor : 1;

    /// <summary>Whether more was asked for than fits into the suite.</summary>
    public static bool IsLarge => Factor > 1;
}
