namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>When cases that ended leave the hot tables; section <c>Archive</c> of the settings.</summary>
public sealed class ArchiveOptions
{
    /// <summary>What figures look back: five quarters of a scorecard, and twelve months with the 90 days before in which a fault counts as repeated, up to the end of the running one.</summary>
    public const int LeastMonths = 18;

    public bool Enabled { get; set; } = true;

    /// <summary>Months since the end of the case.</summary>
    public int AfterMonths { get; set; } = 24;

    /// <summary>Most cases that one night moves.</summary>
    public int MostPerNight { get; set; } = 5000;
}
