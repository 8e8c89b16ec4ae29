using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>What an organisation is to the vendor; decides which scope of a record it can answer for.</summary>
public enum OrganizationKind
{
    /// <summary>The vendor's headquarters.</summary>
    VendorHq,
    /// <summary>A department of the headquarters, e.g. TSC or SPC.</summary>
    VendorDept,
    /// <summary>A regional technical support department (management level M2).</summary>
    VendorRegion,
    /// <summary>An office, the seat of tiers 1 and 2 (management level M1).</summary>
    VendorOffice,
    /// <summary>A service partner.</summary>
    Partner,
    /// <summary>A provincial company, the root of a customer tree.</summary>
    CustomerProvince,
    /// <summary>A research institute of a customer tree.</summary>
    CustomerInstitute,
    /// <summary>A municipal branch, or an enterprise customer of its own.</summary>
    CustomerBranch,
    /// <summary>A supplier of bought-in products.</summary>
    Supplier,
}

/// <summary>A unit of the vendor, a partner, a customer or a supplier; units form trees by <see cref="ParentId"/>.</summary>
public sealed class Organization : Entity
{
    /// <summary>Short unique code, e.g. <c>OGD</c> or <c>GDB-GZ</c>; at most 20 characters.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese name, at most 80 characters.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name, at most 80 characters.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>What it is to the vendor.</summary>
    public OrganizationKind Kind { get; set; }

    /// <summary>The unit above, null for a root.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>City code of its seat, e.g. <c>GZ</c>; null where it has none.</summary>
    public string? CityCode { get; set; }

    /// <summary>False once it no longer takes part; its records stay.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Both names.</summary>
    public Bilingual Name => new(NameZh, NameEn);
}

/// <summary>What the vendor knows of a partner beyond its name.</summary>
public sealed class PartnerProfile : Entity
{
    /// <summary>The partner; one profile each.</summary>
    public Guid OrgId { get; set; }

    /// <summary>Star rating 1 (lowest) to 5.</summary>
    public int StarRating { get; set; }

    /// <summary>When the rating was given, UTC.</summary>
    public DateTimeOffset RatedAt { get; set; }

    /// <summary>Codes of the products the partner may service.</summary>
    public List<string> ProductAuth { get; set; } = [];

    /// <summary>City codes the partner serves.</summary>
    public List<string> ServiceCities { get; set; } = [];

    /// <summary>Score of the last period, 0–100.</summary>
    public decimal Score { get; set; }
}
