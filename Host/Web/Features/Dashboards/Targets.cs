namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>What the figures are held against, in percent unless said otherwise (kpis.md §1).</summary>
public static class Targets
{
    /// <summary>K06 over all levels.</summary>
    public const double InTime = 95;

    /// <summary>So many points below the target are near it.</summary>
    public const double Near = 3;

    /// <summary>K06 of a level.</summary>
    public static double InTimeOf(int level) => level switch { 1 => 100, 2 => 98, _ => 95 };
}
