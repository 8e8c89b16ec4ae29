using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Contracts;

/// <summary>Where a contract stands.</summary>
public enum ContractState
{
    /// <summary>Not signed.</summary>
    Draft,
    /// <summary>In force.</summary>
    Effective,
    /// <summary>In force, its end is near.</summary>
    Expiring,
    /// <summary>Ended.</summary>
    Expired,
    /// <summary>Ended and followed by another.</summary>
    Renewed,
    /// <summary>Ended before its time.</summary>
    Terminated,
}

/// <summary>What a contract line promises.</summary>
public enum ServiceItem
{
    /// <summary>Handling of faults; the line that entitles a case.</summary>
    FaultHandling,
    /// <summary>Inspections.</summary>
    Inspection,
    /// <summary>Spare parts.</summary>
    HardwareSupport,
    /// <summary>Technical consultation.</summary>
    Consultation,
    /// <summary>Software versions and upgrades.</summary>
    SoftwareSupport,
    /// <summary>Documentation.</summary>
    DocumentUpdate,
    /// <summary>Technical exchange.</summary>
    Exchange,
    /// <summary>Training places.</summary>
    Training,
    /// <summary>Service meetings.</summary>
    Meeting,
    /// <summary>Anything else.</summary>
    OtherSupport,
}

/// <summary>A maintenance contract (ASMS 合同管理系统).</summary>
public sealed class ServiceContract : Entity
{
    /// <summary>Unique number, e.g. <c>CON-2026-001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>Who signed.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name; may be empty.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Local date.</summary>
    public DateOnly SignedOn { get; set; }

    /// <summary>First day in force, local date.</summary>
    public DateOnly EffectiveFrom { get; set; }

    /// <summary>Last day in force, local date, inclusive.</summary>
    public DateOnly EffectiveTo { get; set; }

    /// <summary>The promise, e.g. <c>SLA-GDTEL</c>.</summary>
    public string PolicyCode { get; set; } = "";

    /// <summary>Version of the promise.</summary>
    public int PolicyVersion { get; set; } = 1;

    /// <summary>Where it stands.</summary>
    public ContractState State { get; set; }

    /// <summary>Whether quarters are scored.</summary>
    public bool ScorecardEnabled { get; set; }

    /// <summary>First day of the last month that was opened for it; null until the product has looked at it.</summary>
    public DateOnly? MonthOpened { get; set; }

    /// <summary>Whether it is in force on the local date.</summary>
    /// <param name="on">Local date.</param>
    public bool IsInForce(DateOnly on) =>
        State is ContractState.Effective or ContractState.Expiring && EffectiveFrom <= on && on <= EffectiveTo;
}

/// <summary>One service of a contract.</summary>
public sealed class ContractLine : Entity
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; set; }

    /// <summary>What it promises.</summary>
    public ServiceItem ServiceItem { get; set; }

    /// <summary>How much; null where not counted.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>Unit of <see cref="Quantity"/>, e.g. days; null where not counted.</summary>
    public string? Unit { get; set; }

    /// <summary>Year, HalfYear, Quarter, Month or Contract.</summary>
    public string Period { get; set; } = "Contract";

    /// <summary>What it covers, JSON with optional lists <c>sites</c>, <c>equipment</c>, <c>products</c> of codes; empty means all.</summary>
    public string Scope { get; set; } = "{}";
}

/// <summary>A contract line covers a network element; made from the line's scope.</summary>
public sealed class Entitlement : Entity
{
    /// <summary>The line.</summary>
    public Guid ContractLineId { get; set; }

    /// <summary>The network element.</summary>
    public Guid EquipmentId { get; set; }

    /// <summary>First day, local date.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day, local date, inclusive.</summary>
    public DateOnly To { get; set; }

    /// <summary>False once withdrawn.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it holds on the local date.</summary>
    /// <param name="on">Local date.</param>
    public bool IsInForce(DateOnly on) => IsActive && From <= on && on <= To;
}

/// <summary>A number of days or places that a contract gives.</summary>
public sealed class Quota : Entity
{
    /// <summary>The contract.</summary>
    public Guid ContractId { get; set; }

    /// <summary>ExchangeDays, OpticalNetworkEngineer, SeniorPlus, Senior10G or SeniorGInternship.</summary>
    public string Type { get; set; } = "";

    /// <summary>How much was promised.</summary>
    public decimal Total { get; set; }

    /// <summary>How much is used; never more than <see cref="Total"/>.</summary>
    public decimal Used { get; set; }

    /// <summary>Last day, local date, inclusive.</summary>
    public DateOnly ValidTo { get; set; }

    /// <summary>True once <see cref="ValidTo"/> passed with something left.</summary>
    public bool IsLapsed { get; set; }
}
