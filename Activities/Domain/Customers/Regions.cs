using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Customers;

/// <summary>Puts a city into a region; content, not code (sla.md §3.3).</summary>
public sealed class RegionCity : Entity
{
    /// <summary>Unique city code, e.g. <c>JM</c>.</summary>
    public string CityCode { get; set; } = "";

    /// <summary>Chinese name of the city, e.g. 江门.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name of the city.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>R1–R4.</summary>
    public string RegionCode { get; set; } = "";

    /// <summary>Region of the city's rural sites where it differs; null where it does not.</summary>
    public string? RuralRegionCode { get; set; }
}

/// <summary>The region of a site: the city's, or the rural one of a city that is split.</summary>
public static class Regions
{
    /// <summary>Computes R1–R4.</summary>
    /// <param name="city">The rule of the site's city.</param>
    /// <param name="isUrban">Whether the site lies in the urban area.</param>
    public static string Of(RegionCity city, bool isUrban) =>
        !isUrban && city.RuralRegionCode is { } rural ? rural : city.RegionCode;
}
