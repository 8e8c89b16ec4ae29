using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.InstalledBase;

/// <summary>What kind of product it is.</summary>
public enum ProductFamily
{
    /// <summary>Optical transmission equipment.</summary>
    Transmission,
    /// <summary>Network management system.</summary>
    Nms,
    /// <summary>Servers, power and other things beside.</summary>
    Ancillary,
}

/// <summary>Where a trunk belongs; a level 1 fault on the first two is a major incident (MI-1).</summary>
public enum TrunkGrade
{
    /// <summary>Between regions.</summary>
    Backbone,
    /// <summary>Inside a province.</summary>
    Provincial,
    /// <summary>Inside a city.</summary>
    Metro,
}

/// <summary>A product the vendor supports.</summary>
public sealed class Product : Entity
{
    /// <summary>Unique code, e.g. <c>TR-10G</c>; people's skills name it.</summary>
    public string Code { get; set; } = "";

    /// <summary>Name as sold.</summary>
    public string Name { get; set; } = "";

    /// <summary>What kind of product it is.</summary>
    public ProductFamily Family { get; set; }

    /// <summary>Bought in from a supplier and sold under the vendor's name.</summary>
    public bool IsThirdParty { get; set; }

    /// <summary>The supplier of a bought-in product.</summary>
    public Guid? SupplierOrgId { get; set; }
}

/// <summary>A type of board of a product.</summary>
public sealed class BoardType : Entity
{
    /// <summary>Unique code; where products share a name, prefixed by the product, e.g. <c>TR-2G5/SCC</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>The product it belongs to.</summary>
    public Guid ProductId { get; set; }

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>Hardware revisions in the field, e.g. A, B, C.</summary>
    public List<string> HwRevisions { get; set; } = [];

    /// <summary>Whether it is a fan subrack (temperature rows of the matrix).</summary>
    public bool IsFanSubrack { get; set; }
}

/// <summary>A line between two sites.</summary>
public sealed class Trunk : Entity
{
    /// <summary>Unique code, e.g. <c>TRK-GZ-SZ-01</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>One end.</summary>
    public Guid FromSiteId { get; set; }

    /// <summary>The other end.</summary>
    public Guid ToSiteId { get; set; }

    /// <summary>Where it belongs.</summary>
    public TrunkGrade Grade { get; set; }
}

/// <summary>A version of the software of a product.</summary>
public sealed class SoftwareVersion : Entity
{
    /// <summary>The product it runs on.</summary>
    public Guid ProductId { get; set; }

    /// <summary>Unique per product, e.g. <c>5.21.18.30</c>.</summary>
    public string VersionNo { get; set; } = "";

    /// <summary>Released, Restricted, Pilot … as flow 09 names its states.</summary>
    public string State { get; set; } = "Released";

    /// <summary>The version before it.</summary>
    public Guid? PredecessorId { get; set; }

    /// <summary>Number of the access certificate, null while it has none.</summary>
    public string? CertificationNo { get; set; }

    /// <summary>Local date of certification.</summary>
    public DateOnly? CertifiedOn { get; set; }

    /// <summary>Local date of release.</summary>
    public DateOnly? ReleasedOn { get; set; }
}
