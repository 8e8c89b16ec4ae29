using System.Collections.Frozen;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>The facts of a case that forms and flows may set, by name; everything else changes through a method of its own.</summary>
public static class CaseFacts
{
    private static readonly FrozenDictionary<string, Fact> Known = new Fact[]
    {
        new("title", (x, v) => x.Title = Facts.Text(v) ?? x.Title),
        new("description", (x, v) => x.Description = Facts.Text(v) ?? ""),
        new("contactId", (x, v) => x.ContactId = Facts.Key(v, "contactId")),
        new("equipmentId", (x, v) => x.EquipmentId = Facts.Key(v, "equipmentId")),
        new("boardId", (x, v) => x.BoardId = Facts.Key(v, "boardId")),
        new("ownerId", (x, v) => x.OwnerId = Facts.Key(v, "ownerId")),
        new("partnerOrgId", (x, v) => x.PartnerOrgId = Facts.Key(v, "partnerOrgId")),
        new("affectedServices", (x, v) => x.AffectedServices = Facts.Text(v)),
        new("affectedCities", (x, v) => x.AffectedCities = Facts.List(v)),
        new("serviceScope", (x, v) => x.ServiceScope = Facts.Word<ServiceScope>(v, "serviceScope") ?? x.ServiceScope),
        new("levelConfirmed", (x, v) => x.LevelConfirmed = Facts.Number(v, "levelConfirmed")),
        new("levelConfirmedBy", (x, v) => x.LevelConfirmedBy = Facts.Key(v, "levelConfirmedBy")),
        new("acceptedAtProposed", (x, v) => x.AcceptedAtProposed = Facts.Instant(v, "acceptedAtProposed")),
        new("acceptedAt", (x, v) => x.AcceptedAt = Facts.Instant(v, "acceptedAt")),
        new("acceptedConfirmedBy", (x, v) => x.AcceptedConfirmedBy = Facts.Key(v, "acceptedConfirmedBy")),
        new("restoredAt", (x, v) => x.RestoredAt = Facts.Instant(v, "restoredAt")),
        new("completedAtProposed", (x, v) => x.CompletedAtProposed = Facts.Instant(v, "completedAtProposed")),
        new("completedAt", (x, v) => x.CompletedAt = Facts.Instant(v, "completedAt")),
        new("completionAutoConfirmed", (x, v) => x.CompletionAutoConfirmed = Facts.Flag(v, "completionAutoConfirmed") ?? false),
        new("solutionType", (x, v) => x.SolutionType = Facts.Word<SolutionType>(v, "solutionType")),
        new("rootCauseCode", (x, v) => x.RootCauseCode = Facts.Word<RootCause>(v, "rootCauseCode")),
        new("rootCauseText", (x, v) => x.RootCauseText = Facts.Text(v)),
        new("customerSatisfied", (x, v) => x.CustomerSatisfied = Facts.Flag(v, "customerSatisfied")),
        new("urgency", (x, v) => x.Urgency = Facts.Text(v)),
        new("reportPending", (x, v) => x.ReportPending = Facts.Flag(v, "reportPending") ?? false, MovesClocks: true),
        new("serviceMode", (x, v) => x.ServiceMode = Facts.Word<ServiceMode>(v, "serviceMode"), MovesClocks: true),
        new("onsiteConsent", (x, v) => x.OnsiteConsent = Facts.Flag(v, "onsiteConsent") ?? false, MovesClocks: true),
        new("isDifficult", (x, v) => x.IsDifficult = Facts.Flag(v, "isDifficult") ?? false, MovesClocks: true),
        new("isNmsDown", (x, v) => x.IsNmsDown = Facts.Flag(v, "isNmsDown") ?? false, MovesClocks: true),
        new("analysisRequested", (x, v) => x.AnalysisRequested = Facts.Flag(v, "analysisRequested") ?? false, MovesClocks: true),
        new("retrospectiveRequired", (x, v) => x.RetrospectiveRequired = Facts.Flag(v, "retrospectiveRequired") ?? false, MovesClocks: true),
    }.ToFrozenDictionary(x => x.Name, StringComparer.Ordinal);

    /// <summary>Names that may be set, in camel case.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Whether a change of the fact can start or end clocks (R1).</summary>
    /// <param name="name">Name of the fact.</param>
    public static bool Moves(string name) => Known.GetValueOrDefault(name)?.MovesClocks ?? false;

    /// <summary>Sets one fact.</summary>
    /// <param name="record">The case.</param>
    /// <param name="name">Name of the fact, camel case.</param>
    /// <param name="value">Text, JSON or typed.</param>
    /// <exception cref="RuleViolationException">case.fact-unknown, case.fact-invalid.</exception>
    public static void Set(Case record, string name, object? value)
    {
        if (!Known.TryGetValue(name, out var fact))
            throw new RuleViolationException("case.fact-unknown", ("field", name));

        fact.Set(record, value);
    }

    /// <summary>Times must follow each other (data-model §11.1).</summary>
    /// <param name="record">The case.</param>
    /// <exception cref="RuleViolationException">case.accepted-before-received, case.completed-before-restored, case.restored-before-occurred.</exception>
    public static void RequireOrder(Case record) =>
        RequireOrder(record.OccurredAt, record.ReceivedAt, record.AcceptedAt, record.RestoredAt, record.CompletedAt);

    // People enter minutes: within one minute nothing is out of order.
    internal static void RequireOrder(
        DateTimeOffset occurred, DateTimeOffset received, DateTimeOffset? accepted, DateTimeOffset? restored, DateTimeOffset? completed)
    {
        if (IsBefore(accepted, received))
            throw new RuleViolationException("case.accepted-before-received", ("accepted", accepted), ("received", received));
        if (IsBefore(restored, occurred))
            throw new RuleViolationException("case.restored-before-occurred", ("restored", restored), ("occurred", occurred));
        if (IsBefore(completed, restored))
            throw new RuleViolationException("case.completed-before-restored", ("completed", completed), ("restored", restored));
    }

    private static bool IsBefore(DateTimeOffset? at, DateTimeOffset? limit) => at?.Ticks / TimeSpan.TicksPerMinute < limit?.Ticks / TimeSpan.TicksPerMinute;

    private sealed record Fact(string Name, Action<Case, object?> Set, bool MovesClocks = false);
}
