using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Stored clocks and pauses; what a command added is seen by the same command before it commits.</summary>
public interface IClocks
{
    /// <summary>Every clock of a record with its ledger, ended ones too, oldest first.</summary>
    Task<IReadOnlyList<SlaClock>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>One clock with its ledger, or null.</summary>
    Task<SlaClock?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Open clocks of every record whose due time or thresholds the business calendar moves, the next due first.</summary>
    Task<IReadOnlyList<SlaClock>> OpenDayClocksAsync(CancellationToken cancellationToken = default);

    /// <summary>How many <see cref="OpenDayClocksAsync"/> has.</summary>
    Task<int> CountOpenDayClocksAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores a new clock at the commit.</summary>
    void Add(SlaClock clock);

    /// <summary>Pauses of a record, oldest first.</summary>
    Task<IReadOnlyList<ClockPause>> PausesAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>One pause, or null.</summary>
    Task<ClockPause?> FindPauseAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stores a new pause at the commit.</summary>
    void Add(ClockPause pause);
}

/// <summary>Rows that fire once at an instant; set, moved and cleared in the command's transaction.</summary>
public interface IDeadlines
{
    /// <summary>Makes or moves the one pending deadline of an owner.</summary>
    /// <param name="kind">Names the handler, e.g. <see cref="DeadlineKinds.ClockThreshold"/>.</param>
    /// <param name="ownerId">What it belongs to.</param>
    /// <param name="dueAt">When it fires, UTC; past instants fire at once.</param>
    /// <param name="severity">1 = fires first among those due.</param>
    /// <param name="record">The record; firing takes its lock.</param>
    /// <param name="cancellationToken">Cancels reading the present row.</param>
    Task SetAsync(
        string kind, Guid ownerId, DateTimeOffset dueAt, int severity, RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Makes the deadline of an owner that has none, without reading.</summary>
    /// <param name="kind">Names the handler.</param>
    /// <param name="ownerId">What it belongs to.</param>
    /// <param name="dueAt">When it fires, UTC.</param>
    /// <param name="severity">1 = fires first.</param>
    /// <param name="record">The record; firing takes its lock.</param>
    void Add(string kind, Guid ownerId, DateTimeOffset dueAt, int severity, RecordRef record);

    /// <summary>Removes the pending deadline of an owner, if there is one.</summary>
    Task ClearAsync(string kind, Guid ownerId, CancellationToken cancellationToken = default);
}

/// <summary>Kinds of deadlines of this folder.</summary>
public static class DeadlineKinds
{
    /// <summary>The next threshold of a clock; owner = clock.</summary>
    public const string ClockThreshold = "clock-threshold";

    /// <summary>The end of a pause or of its waiting for a decision; owner = pause.</summary>
    public const string ClockPause = "clock-pause";

    /// <summary>A year of holidays was published; owner = the year.</summary>
    public const string CalendarChanged = "calendar-changed";

    /// <summary>A clock is counted again under the calendar as it is now; owner = clock.</summary>
    public const string ClockRecount = "clock-recount";

    /// <summary>Quiet hours are over; owner = the person whose.</summary>
    public const string Digest = "notification-digest";
}

/// <summary>Published policy versions.</summary>
public interface IPolicies
{
    /// <summary>The version that new records bind.</summary>
    Task<SlaPolicySet> CurrentAsync(CancellationToken cancellationToken = default);

    /// <summary>One version, kept in memory once read; its calendars are those in force now.</summary>
    /// <exception cref="RuleViolationException"><c>policy.unknown-version</c>.</exception>
    Task<SlaPolicySet> GetAsync(int version, CancellationToken cancellationToken = default);

    /// <summary>The version that new records under a contract bind: its own, or a later one in force that it was moved to.</summary>
    int VersionOf(ServiceContract contract);
}

/// <summary>What the clocks need to know of records of one type; the folder that owns the records implements it.</summary>
public interface IClockSubjects
{
    /// <summary>The record type it knows; see <see cref="RecordTypes"/>.</summary>
    string RecordType { get; }

    /// <summary>Policies and facts of a record as they are now, uncommitted changes included; null = no such record.</summary>
    Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default);
}

/// <summary>A record as the clocks see it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Policies">Policies it has bound (R5).</param>
/// <param name="Facts">
/// Keys of <c>appliesWhen</c> and <c>when</c>: <c>faultLevel</c>, <c>caseType</c>, <c>serviceMode</c>, <c>region</c>, <c>isNmsDown</c>,
/// <c>isDifficult</c>, <c>analysisRequested</c>, <c>retrospectiveRequired</c>, <c>entitlement</c>, <c>urgency</c>, <c>onsiteConsent</c>, …
/// Values as in files: <c>1</c>, <c>true</c>, <c>Onsite</c>.
/// </param>
/// <param name="Severity">1–4; order of firing when much is due.</param>
/// <param name="ContractId">The contract that penalties count for.</param>
public sealed record ClockSubject(
    RecordRef Record,
    IReadOnlyList<PolicyRef> Policies,
    IReadOnlyDictionary<string, string> Facts,
    int Severity,
    Guid? ContractId = null);
