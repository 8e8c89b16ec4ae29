using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Spares;

/// <summary>Whose warehouse it is.</summary>
public enum WarehouseKind
{
    /// <summary>The spare parts centre.</summary>
    Spc,
    /// <summary>A region's.</summary>
    Region,
    /// <summary>An office's.</summary>
    Office,
    /// <summary>At a customer's.</summary>
    Customer,
    /// <summary>At a partner's.</summary>
    Partner,
}

/// <summary>Where spare parts lie (SPMS 备件管理系统).</summary>
public sealed class Warehouse : Entity
{
    /// <summary>Unique code, e.g. <c>WH-SZ-SPC</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Whose it is.</summary>
    public Guid OrgId { get; set; }

    /// <summary>City.</summary>
    public string CityCode { get; set; } = "";

    /// <summary>Region of the city, R1 to R4.</summary>
    public string RegionCode { get; set; } = "";

    /// <summary>Kind.</summary>
    public WarehouseKind Kind { get; set; }

    /// <summary>Whether it ships at any hour.</summary>
    public bool Is24h { get; set; }
}

/// <summary>Where a spare part is in its life.</summary>
public enum SpareState
{
    /// <summary>In a warehouse.</summary>
    InStock,
    /// <summary>Kept for a request.</summary>
    Reserved,
    /// <summary>On its way.</summary>
    InTransit,
    /// <summary>At the customer's, to come back.</summary>
    OnLoan,
    /// <summary>Being tested.</summary>
    InTest,
    /// <summary>Being repaired.</summary>
    InRepair,
    /// <summary>Thrown away.</summary>
    Scrapped,
    /// <summary>The customer's.</summary>
    Sold,
}

/// <summary>One spare part with a serial number.</summary>
public sealed class SpareItem : Entity
{
    /// <summary>Unique serial number.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>What it is.</summary>
    public Guid BoardTypeId { get; set; }

    /// <summary>Hardware revision.</summary>
    public string HwRevision { get; set; } = "";

    /// <summary>Firmware version; blank where unknown.</summary>
    public string? Firmware { get; set; }

    /// <summary>Where it lies; null while it is under way or at a customer's.</summary>
    public Guid? WarehouseId { get; set; }

    /// <summary>Where it is in its life.</summary>
    public SpareState State { get; set; }

    /// <summary>Set aside for a batch replacement.</summary>
    public bool BatchReserve { get; set; }
}

/// <summary>How many of a type a warehouse keeps.</summary>
public sealed class StockPolicy : Entity
{
    /// <summary>The warehouse.</summary>
    public Guid WarehouseId { get; set; }

    /// <summary>The board type.</summary>
    public Guid BoardTypeId { get; set; }

    /// <summary>Fewest.</summary>
    public int MinQty { get; set; }

    /// <summary>Most.</summary>
    public int MaxQty { get; set; }
}

/// <summary>Where a loan stands.</summary>
public enum LoanState
{
    /// <summary>Out.</summary>
    Open,
    /// <summary>Back.</summary>
    Returned,
    /// <summary>The customer bought it.</summary>
    Converted,
    /// <summary>It will not come back.</summary>
    Lost,
}

/// <summary>What happens to a loan.</summary>
public enum LoanTrigger
{
    /// <summary>It comes back.</summary>
    Return,
    /// <summary>The customer buys it.</summary>
    Convert,
    /// <summary>It is lost.</summary>
    Lose,
}

/// <summary>A part at the customer's for which one must come back.</summary>
public sealed class Loan : Entity
{
    /// <summary>The states; overdue is a due time that has passed, not a state.</summary>
    public static readonly Transitions<LoanState, LoanTrigger> Table = new(
        (LoanState.Open, LoanTrigger.Return, LoanState.Returned),
        (LoanState.Open, LoanTrigger.Convert, LoanState.Converted),
        (LoanState.Open, LoanTrigger.Lose, LoanState.Lost));

    /// <summary>The request.</summary>
    public Guid RequestId { get; set; }

    /// <summary>Serial number lent.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When the return is due, UTC; null where no contract says it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it came back, UTC.</summary>
    public DateTimeOffset? ReturnedAt { get; set; }

    /// <summary>Serial number of the part that came back.</summary>
    public string? OriginalSerial { get; set; }

    /// <summary>Where it stands.</summary>
    public LoanState State { get; private set; }

    /// <summary>Moves the state by the table.</summary>
    /// <exception cref="RuleViolationException">loan.wrong-state.</exception>
    public void Fire(LoanTrigger trigger) => State = Table.Fire(State, trigger, "loan.wrong-state");
}

/// <summary>A spare part went from one place to another; append-only.</summary>
public sealed class StockMovement : LogEntry
{
    /// <summary>The part.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>Warehouse it left; null for none.</summary>
    public Guid? FromId { get; set; }

    /// <summary>Warehouse it came to; null for none.</summary>
    public Guid? ToId { get; set; }

    /// <summary>State it has now.</summary>
    public SpareState State { get; set; }

    /// <summary>Number of the record that caused it.</summary>
    public string SourceNo { get; set; } = "";
}

/// <summary>A part sent to be repaired.</summary>
public sealed class Repair : Entity
{
    /// <summary>The part.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>The request it came back from.</summary>
    public Guid RequestId { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>Repaired or Scrapped; null while it is away.</summary>
    public string? Result { get; set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset? ReturnedAt { get; set; }

    /// <summary>What it cost.</summary>
    public decimal? Cost { get; set; }
}
