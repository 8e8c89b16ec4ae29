using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>One clock or timer of a policy, as the file says it.</summary>
public sealed record ClockDefinition
{
    /// <summary>Unique in the policy set, e.g. <c>GD-L1-RESTORE-REMOTE</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The policy it belongs to.</summary>
    public required string Policy { get; init; }

    /// <summary>For people.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>What the clock is for.</summary>
    public required ClockKind Kind { get; init; }

    /// <summary>Whether it counts on from its start or back from a planned date.</summary>
    public ClockDirection Direction { get; init; }

    /// <summary>Tried in order; the first that matches the facts gives the value. No match = the clock does not start.</summary>
    public required IReadOnlyList<TargetRule> Targets { get; init; }

    /// <summary>Event that starts it; null for a timer that only flows use.</summary>
    public EventPattern? StartEvent { get; init; }

    /// <summary>Event that stops it: met or missed.</summary>
    public EventPattern? StopEvent { get; init; }

    /// <summary>Events that end it without a result (R3).</summary>
    public IReadOnlyList<EventPattern> CancelEvents { get; init; } = [];

    /// <summary>Events that hold thresholds and breach while an answer is awaited (R2).</summary>
    public IReadOnlyList<EventPattern> HoldEvents { get; init; } = [];

    /// <summary>Events that let the held ones fire (R2).</summary>
    public IReadOnlyList<EventPattern> ReleaseEvents { get; init; } = [];

    /// <summary>Events that set a stopped clock running again, the time between not counted (§8.10).</summary>
    public IReadOnlyList<EventPattern> ReopenEvents { get; init; } = [];

    /// <summary>Facts of the record for which it runs.</summary>
    public FactMatch AppliesWhen { get; init; } = FactMatch.Always;

    /// <summary>Where it starts when it becomes applicable after its event: at the event, or at the change.</summary>
    public LateStart LateStart { get; init; }

    /// <summary>The clock it takes the place of, and what that needs once that one has breached (§8.9).</summary>
    public Replacement? Replaces { get; init; }

    /// <summary>Whose promise it is.</summary>
    public required ResponsibleParty Party { get; init; }

    /// <summary>Whether an approved pause stops the count.</summary>
    public bool Pausable { get; init; }

    /// <summary>Id of the profile that says what happens at which percent.</summary>
    public required string EscalationProfile { get; init; }

    /// <summary>Whether the stop starts the next round.</summary>
    public bool Repeats { get; init; }

    /// <summary>Rule of the penalty that a breach proposes.</summary>
    public string? PenaltyRule { get; init; }

    /// <summary>Notification template of its thresholds where it is not the general one.</summary>
    public string? Template { get; init; }

    /// <summary>Notification template of the breach where it is not the one of the other thresholds.</summary>
    public string? BreachTemplate { get; init; }

    /// <summary>Where the number comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the clock has thresholds; terms that end with a contract have none.</summary>
    public bool HasThresholds => Kind != ClockKind.Quota;

    /// <summary>Whether customers may see it: their policy's own clocks, never internal ones (R19).</summary>
    public bool IsInternal => Policy == PolicyCodes.Internal;

    /// <summary>The target for the facts, or null when none matches or the clock does not apply.</summary>
    public ClockTarget? TargetFor(IReadOnlyDictionary<string, string> facts) =>
        AppliesWhen.Holds(facts) ? Targets.FirstOrDefault(rule => rule.When.Holds(facts))?.Target : null;
}

/// <summary>Policies that the code itself binds (R5).</summary>
public static class PolicyCodes
{
    /// <summary>Internal operating targets; never shown to customers.</summary>
    public const string Internal = "OLA-INTERNAL";

    /// <summary>General commitments and warranty.</summary>
    public const string Commitments = "SLA-COMMIT";
}

/// <summary>What a clock is for.</summary>
public enum ClockKind
{
    /// <summary>A promise that an event starts and another one keeps.</summary>
    Deadline,

    /// <summary>Opened by a calendar event each period, or again by its own stop.</summary>
    Recurring,

    /// <summary>A term or volume checked at its end; no thresholds.</summary>
    Quota,

    /// <summary>A wait that a flow uses (R6).</summary>
    Timer,
}

/// <summary>Which way a clock counts.</summary>
public enum ClockDirection
{
    /// <summary>From its start.</summary>
    Forward,

    /// <summary>Back from a planned date.</summary>
    Before,
}

/// <summary>Whose promise a clock is.</summary>
public enum ResponsibleParty
{
    /// <summary>We.</summary>
    Vendor,

    /// <summary>A cooperation partner.</summary>
    Partner,

    /// <summary>The customer.</summary>
    Customer,

    /// <summary>A supplier or another vendor.</summary>
    ThirdParty,
}

/// <summary>Where a clock starts that becomes applicable after its start event.</summary>
public enum LateStart
{
    /// <summary>Back-dated to the event (R1).</summary>
    AtEvent,

    /// <summary>At the change that made it applicable.</summary>
    AtChange,
}

/// <summary>A clock that takes another's place.</summary>
/// <param name="ClockId">The one replaced.</param>
/// <param name="ConsentFact">Fact that must be true to replace it after its breach.</param>
public sealed record Replacement(string ClockId, string ConsentFact);

/// <summary>A target and the facts it is for.</summary>
public sealed record TargetRule(FactMatch When, ClockTarget Target);

/// <summary>How long, or until when.</summary>
/// <param name="Value">Number of units; null when the due time is agreed or stands in <paramref name="Date"/>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Date">Month and day for <see cref="ClockUnit.Date"/>.</param>
/// <param name="IsNegotiated">The due instant comes with the start event (<c>agreedDue</c>).</param>
public sealed record ClockTarget(decimal? Value, ClockUnit Unit, MonthDay? Date = null, bool IsNegotiated = false);

/// <summary>A day of any year.</summary>
public sealed record MonthDay(int Month, int Day);

/// <summary>What a target counts; the names in files stand in <see cref="ClockUnits"/>.</summary>
public enum ClockUnit
{
    /// <summary>Elapsed minutes.</summary>
    Minutes,

    /// <summary>Elapsed hours.</summary>
    Hours,

    /// <summary>Elapsed days of 24 hours.</summary>
    Days,

    /// <summary>Working days, due at the end of working time.</summary>
    WorkingDays,

    /// <summary>Calendar days, due at 24:00.</summary>
    CalendarDays,

    /// <summary>24:00 of that day of the start's month.</summary>
    DayOfMonth,

    /// <summary>24:00 of that date in the start's year.</summary>
    Date,

    /// <summary>Once until the end of the month.</summary>
    PerMonth,

    /// <summary>Once until the end of the quarter.</summary>
    PerQuarter,

    /// <summary>Once until the end of the half year.</summary>
    PerHalfYear,

    /// <summary>Until the end of the approved window.</summary>
    Window,

    /// <summary>A volume of days until the end of the contract.</summary>
    QuotaDays,

    /// <summary>24:00 of the same date so many years later.</summary>
    Years,
}

/// <summary>Units as files and pages write them.</summary>
public static class ClockUnits
{
    private static readonly (string Code, ClockUnit Unit)[] Codes =
    [
        ("min", ClockUnit.Minutes), ("h", ClockUnit.Hours), ("d", ClockUnit.Days), ("wd", ClockUnit.WorkingDays),
        ("cd", ClockUnit.CalendarDays), ("dom", ClockUnit.DayOfMonth), ("date", ClockUnit.Date), ("perMonth", ClockUnit.PerMonth),
        ("perQuarter", ClockUnit.PerQuarter), ("perHalfYear", ClockUnit.PerHalfYear), ("window", ClockUnit.Window),
        ("quotaDays", ClockUnit.QuotaDays), ("year", ClockUnit.Years),
    ];

    /// <summary>Every code that a file may use.</summary>
    public static IEnumerable<string> All => Codes.Select(row => row.Code);

    /// <summary>The code of a unit, e.g. <c>wd</c>.</summary>
    public static string Code(this ClockUnit unit) => Array.Find(Codes, row => row.Unit == unit).Code;

    /// <summary>The unit of a code, or null when there is none.</summary>
    public static ClockUnit? Parse(string code) =>
        Array.FindIndex(Codes, row => row.Code == code) is var index and >= 0 ? Codes[index].Unit : null;

    /// <summary>Whether the unit counts running time, not days of a calendar.</summary>
    public static bool IsElapsed(this ClockUnit unit) =>
        unit is ClockUnit.Minutes or ClockUnit.Hours or ClockUnit.Days or ClockUnit.Window;
}
