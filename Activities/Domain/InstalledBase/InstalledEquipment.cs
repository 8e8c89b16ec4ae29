using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.InstalledBase;

/// <summary>Where a network element is in its life.</summary>
public enum EquipmentState
{
    /// <summary>Carries service.</summary>
    InService,
    /// <summary>Kept as spare.</summary>
    Spare,
    /// <summary>Taken out.</summary>
    Retired,
}

/// <summary>Where a board is in its life.</summary>
public enum BoardState
{
    /// <summary>In its slot and working.</summary>
    Working,
    /// <summary>In its slot and faulty.</summary>
    Faulty,
    /// <summary>Taken out.</summary>
    Removed,
}

/// <summary>A network element at a customer's site (CEAS 客户设备档案管理系统).</summary>
public sealed class InstalledEquipment : Entity
{
    /// <summary>Unique code, e.g. <c>NE-GZ-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>What it is.</summary>
    public Guid ProductId { get; set; }

    /// <summary>Whose it is.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Organisation of the customer, copied for row access.</summary>
    public Guid CustomerOrgId { get; set; }

    /// <summary>Root of the customer tree, copied for row access.</summary>
    public Guid CustomerTreeOrgId { get; set; }

    /// <summary>The partner that serves the customer, copied for row access.</summary>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>Where it stands.</summary>
    public Guid SiteId { get; set; }

    /// <summary>Codes of the trunks it carries, e.g. <c>TRK-GZ-SZ-01</c>.</summary>
    public List<string> TrunkCodes { get; set; } = [];

    /// <summary>Unique serial number.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>Software it runs; null where unknown.</summary>
    public Guid? SoftwareVersionId { get; set; }

    /// <summary>Management software that manages it; null where unknown.</summary>
    public Guid? NmsVersionId { get; set; }

    /// <summary>Local date.</summary>
    public DateOnly? InstalledOn { get; set; }

    /// <summary>Local date of the final acceptance; warranty counts from here.</summary>
    public DateOnly? FinalAcceptanceOn { get; set; }

    /// <summary>Last day of the warranty, inclusive, local date; null where there is no data.</summary>
    public DateOnly? WarrantyUntil { get; set; }

    /// <summary>Where it is in its life.</summary>
    public EquipmentState State { get; set; }

    /// <summary>When somebody last checked the version on site.</summary>
    public DateTimeOffset? VersionConfirmedAt { get; set; }

    /// <summary>Whether the warranty holds on the local date.</summary>
    /// <param name="on">Local date.</param>
    public bool IsUnderWarranty(DateOnly on) => WarrantyUntil is { } until && on <= until;
}

/// <summary>A board in a slot of a network element.</summary>
public sealed class InstalledBoard : Entity
{
    /// <summary>The network element.</summary>
    public Guid EquipmentId { get; set; }

    /// <summary>Slot, at most 10 characters; one working board per slot.</summary>
    public string Slot { get; set; } = "";

    /// <summary>What it is.</summary>
    public Guid BoardTypeId { get; set; }

    /// <summary>Unique serial number.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>Hardware revision, e.g. B.</summary>
    public string HwRevision { get; set; } = "";

    /// <summary>Bill-of-material code; null where unknown.</summary>
    public string? BomCode { get; set; }

    /// <summary>Local date; null where unknown.</summary>
    public DateOnly? ProducedOn { get; set; }

    /// <summary>Firmware version; null where unknown.</summary>
    public string? Firmware { get; set; }

    /// <summary>Where it is in its life.</summary>
    public BoardState State { get; set; }
}

/// <summary>What changed on a network element and why; append-only.</summary>
public sealed class EquipmentChange : LogEntry
{
    /// <summary>The network element.</summary>
    public Guid EquipmentId { get; set; }

    /// <summary>BoardReplaced, VersionChanged, VersionTakenBack, …</summary>
    public string Kind { get; set; } = "";

    /// <summary>State before, JSON.</summary>
    public string Before { get; set; } = "{}";

    /// <summary>State after, JSON.</summary>
    public string After { get; set; } = "{}";

    /// <summary>Number of the record that caused it.</summary>
    public string SourceNo { get; set; } = "";
}
