using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>One published version of every number that drives the service: clocks, calendars, profiles, penalties, fault levels.</summary>
/// <remarks>Read from <c>Workflows/Policies/sla.v&lt;N&gt;.json</c> by <see cref="SlaPolicyParser"/>; a running record keeps the version it bound.</remarks>
public sealed class SlaPolicySet
{
    /// <summary>Counts up from 1; the number that <see cref="PolicyRef.Version"/> names.</summary>
    public required int Version { get; init; }

    /// <summary>Regions with their cities, in the order of the file.</summary>
    public required IReadOnlyList<RegionRule> Regions { get; init; }

    /// <summary>Calendars by id, e.g. <c>CAL-CN-WORK</c>.</summary>
    public required IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; init; }

    /// <summary>The calendar whose working hours thresholds move into and whose days <c>wd</c> targets count.</summary>
    public required BusinessCalendar WorkingCalendar { get; init; }

    /// <summary>Reasons for which a clock may be paused, by code.</summary>
    public required IReadOnlyDictionary<string, PauseReason> PauseReasons { get; init; }

    /// <summary>Policies by code, e.g. <c>SLA-GDTEL</c>.</summary>
    public required IReadOnlyDictionary<string, PolicyInfo> Policies { get; init; }

    /// <summary>The four levels and their definitions.</summary>
    public required IReadOnlyList<FaultLevelInfo> FaultLevels { get; init; }

    /// <summary>What level a fault code means, by code.</summary>
    public required IReadOnlyDictionary<string, FaultMatrixRow> FaultMatrix { get; init; }

    /// <summary>Clock definitions by id.</summary>
    public required IReadOnlyDictionary<string, ClockDefinition> Clocks { get; init; }

    /// <summary>Escalation profiles by id, e.g. <c>ESC-L1</c>.</summary>
    public required IReadOnlyDictionary<string, EscalationProfile> Profiles { get; init; }

    /// <summary>Penalty rules by id.</summary>
    public required IReadOnlyDictionary<string, PenaltyRule> PenaltyRules { get; init; }

    /// <summary>Weights and grades of the quarterly scorecard.</summary>
    public required ScorecardRules Scorecard { get; init; }

    /// <summary>Limits of changes (flow 07).</summary>
    public required ChangeRules Changes { get; init; }

    /// <summary>Limits of software upgrades (flow 08).</summary>
    public required UpgradeRules Upgrades { get; init; }

    /// <summary>Limits of batch replacements (flow 10).</summary>
    public required CampaignRules Campaigns { get; init; }

    /// <summary>The same version with calendars of which years were loaded since.</summary>
    public SlaPolicySet With(IReadOnlyDictionary<string, BusinessCalendar> calendars) => new()
    {
        Version = Version,
        Regions = Regions,
        Calendars = calendars,
        WorkingCalendar = calendars[WorkingCalendar.Id],
        PauseReasons = PauseReasons,
        Policies = Policies,
        FaultLevels = FaultLevels,
        FaultMatrix = FaultMatrix,
        Clocks = Clocks,
        Profiles = Profiles,
        PenaltyRules = PenaltyRules,
        Scorecard = Scorecard,
        Changes = Changes,
        Upgrades = Upgrades,
        Campaigns = Campaigns,
    };

    /// <summary>The definition of a clock or timer.</summary>
    /// <exception cref="RuleViolationException"><c>clock.unknown</c>: no such id in this version.</exception>
    public ClockDefinition Clock(string clockId) =>
        Clocks.GetValueOrDefault(clockId) ?? throw new RuleViolationException("clock.unknown", ("clockId", clockId), ("version", Version));

    /// <summary>The escalation profile of a clock.</summary>
    public EscalationProfile ProfileOf(ClockDefinition clock) => Profiles[clock.EscalationProfile];

    /// <summary>The region of a city; a city whose rule is urban only falls to the rest region when the site is not urban (R3).</summary>
    /// <param name="city">Chinese name, e.g. <c>江门</c>.</param>
    /// <param name="isUrban">Whether the site lies in the urban area.</param>
    /// <returns>Region code, or null for a city of no region.</returns>
    public string? RegionOf(string city, bool isUrban)
    {
        var region = Regions.FirstOrDefault(candidate => candidate.Cities.Contains(city));
        return region is { FallbackRegion: { } fallback } && !isUrban && region.UrbanOnlyCities.Contains(city) ? fallback : region?.Code;
    }
}

/// <summary>A policy at the version a record bound.</summary>
/// <param name="Code">E.g. <c>SLA-GDTEL</c>, <c>OLA-INTERNAL</c>.</param>
/// <param name="Version">Version of the policy set.</param>
public sealed record PolicyRef(string Code, int Version);

/// <summary>Name and source of one policy.</summary>
public sealed record PolicyInfo(string Code, Bilingual Name, string Source, IReadOnlyList<int> FaultLevels);

/// <summary>A region with the cities whose sites belong to it.</summary>
/// <param name="Code">R1–R4.</param>
/// <param name="Name">For people.</param>
/// <param name="Cities">Chinese city names.</param>
/// <param name="UrbanOnlyCities">Those of which only the urban area belongs here.</param>
/// <param name="FallbackRegion">Where their other sites belong.</param>
public sealed record RegionRule(
    string Code, Bilingual Name, IReadOnlySet<string> Cities, IReadOnlySet<string> UrbanOnlyCities, string? FallbackRegion);

/// <summary>A level with its definition.</summary>
public sealed record FaultLevelInfo(int Level, Bilingual Name, Bilingual Definition);

/// <summary>One row of the classification matrix.</summary>
/// <param name="Code">E.g. <c>BIZ_INTERRUPTED</c>.</param>
/// <param name="Category">E.g. <c>Business</c>, <c>Nms</c>.</param>
/// <param name="Level">1–4.</param>
/// <param name="Name">For people.</param>
/// <param name="IsNmsDownByDefault">Whether the form's box "NMS down" starts ticked.</param>
public sealed record FaultMatrixRow(string Code, string Category, int Level, Bilingual Name, bool IsNmsDownByDefault);

/// <summary>Why a clock may stand still.</summary>
/// <param name="Code">E.g. <c>CUSTOMER_ACCESS</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Levels">Fault levels for which it is valid.</param>
/// <param name="ApproverRole">Who decides: <c>InstituteApprover</c> or <c>CustomerUser</c>.</param>
/// <param name="MaxFor">Longest single pause, elapsed; null = no limit.</param>
public sealed record PauseReason(string Code, Bilingual Name, IReadOnlyList<int> Levels, string ApproverRole, TimeSpan? MaxFor);

/// <summary>A rule by which points are deducted, or added where they are negative.</summary>
/// <param name="Id">E.g. <c>PEN-L1-TIMEOUT</c>.</param>
/// <param name="Category">Scorecard category, e.g. <c>CAT-L1</c>.</param>
/// <param name="Points">Deduction; negative = bonus.</param>
/// <param name="Per"><c>case</c> = once per record; <c>occurrence</c>, <c>period</c> = once per clock.</param>
/// <param name="Trigger">For people.</param>
/// <param name="IsAutomatic">Whether a breached clock proposes it by itself.</param>
/// <param name="VerifiedBy">Who verifies.</param>
/// <param name="PointsLostInSeed">Whether the number may be corrected at verification.</param>
public sealed record PenaltyRule(
    string Id, string Category, decimal Points, string Per, Bilingual Trigger, bool IsAutomatic, string VerifiedBy, bool PointsLostInSeed)
{
    /// <summary>Whether a record bears it once, whatever number of its clocks breach (R20).</summary>
    public bool IsPerRecord => Per == "case";
}

/// <summary>How the quarter is scored.</summary>
public sealed record ScorecardRules(
    decimal BaseScore, decimal BonusCapPerQuarter, IReadOnlyList<ScorecardCategory> Categories, IReadOnlyList<GradeRule> Grades);

/// <summary>One category with its weight in points.</summary>
public sealed record ScorecardCategory(string Id, Bilingual Name, decimal Weight);

/// <summary>A grade and the least total that earns it.</summary>
public sealed record GradeRule(string Grade, decimal Min);
