using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Recovery;

/// <summary>What is known when a recovery begins.</summary>
/// <param name="Changes">Changes of the equipment in the days before, newest first.</param>
/// <param name="Articles">Published cases that fit.</param>
public sealed record RecoveryBriefing(IReadOnlyList<string> Changes, IReadOnlyList<string> Articles);

/// <summary>Runs the emergency recovery of a case (flow 05): one at a time, nothing without authorisation. Acts for the system.</summary>
public sealed class RecoveryDesk(
    IRecoveries recoveries, IInstalledBase equipment, KnowledgeDesk knowledge, EventDesk events, NotificationDesk notifications, CaseTimeline timeline,
    AuditTrail audit, AccessScope access, TimeProvider time)
{
    /// <summary>Failed attempts after which management is called (05, "third failed action").</summary>
    public const int FailureLimit = 3;

    private static readonly TimeSpan ChangeWindow = TimeSpan.FromDays(7); // 05, input: what was changed before
    private static readonly string[] Tiers = [RoleCodes.DutyManager, RoleCodes.Tier1Engineer, RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer];

    /// <summary>Opens the recovery of a case and tells the roster.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>What is known; null when a recovery runs already.</returns>
    public async Task<RecoveryBriefing?> OpenAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (record.IsRecovering)
            return null;

        record.IsRecovering = true;
        var since = time.GetUtcNow() - ChangeWindow;
        var changes = record.EquipmentId is { } id ? await equipment.ChangesAsync(id, since, cancellationToken) : [];
        var articles = await knowledge.SearchForAsync(record, cancellationToken: cancellationToken);
        await events.PublishAsync("Recovery.Opened", record.Ref, data: Data(("changes", changes.Count)), cancellationToken: cancellationToken);
        await notifications.SendAsync("RECOVERY_OPENED", record.Ref, Tiers, Data(("device", record.Title)), cancellationToken: cancellationToken);
        return new RecoveryBriefing(
            [.. changes.Select(x => $"{LocalTime.Format(x.At)} {x.Kind} {x.SourceNo}")],
            [.. articles.Select(hit => $"{hit.Article.No} {hit.Article.Title}")]);
    }

    /// <summary>A plan is put to the customer; raises <c>Recovery.PlanProposed</c>.</summary>
    public async Task<RecoveryAction> ProposeAsync(Case record, RecoveryAction action, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var earlier = await recoveries.ActionsAsync(record.Id, cancellationToken);
        (action.CaseId, action.Sequence) = (record.Id, earlier.Count + 1);
        recoveries.Add(action);
        await events.PublishAsync("Recovery.PlanProposed", record.Ref, filter: action.Action.ToString(), data: Data(("action", action.Action)), cancellationToken: cancellationToken);
        await notifications.SendAsync(
            "RECOVERY_AUTH", record.Ref, [RoleCodes.InstituteApprover, RoleCodes.CustomerUser], Data(("action", action.Action)), thing: action.Id.ToString(), cancellationToken: cancellationToken);
        return action;
    }

    /// <summary>The customer said yes; raises <c>Recovery.Authorised</c> and, the first time, <c>Fault.SolutionProvided</c>.</summary>
    /// <exception cref="RuleViolationException">recovery.no-plan.</exception>
    public async Task AuthoriseAsync(Case record, string by, ConsentKind kind, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var action = await CurrentAsync(record, cancellationToken) ?? throw new RuleViolationException("recovery.no-plan", ("no", record.No));
        (action.AuthorisedBy, action.AuthorisedAt, action.AuthorisationKind) = (by, at, kind);
        audit.Write("recovery.authorise", record.Ref, null, action.Action.ToString(), by);
        await events.PublishAsync("Recovery.Authorised", record.Ref, at, data: Data(("by", by)), cancellationToken: cancellationToken);
        if (action.Sequence == 1)
            await events.PublishAsync("Fault.SolutionProvided", record.Ref, at, cancellationToken: cancellationToken);
    }

    /// <summary>The customer said no, or wants the plan changed.</summary>
    public async Task RefuseAsync(Case record, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await CurrentAsync(record, cancellationToken) is not { } action)
            return;

        (action.Result, action.EndedAt) = (RecoveryResult.Refused, time.GetUtcNow());
        timeline.Write(record.Ref, "Recovery.Refused", Data(("reason", reason)));
    }

    /// <summary>The attempt ended.</summary>
    /// <param name="record">The case.</param>
    /// <param name="result">How.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="endedAt">When it ended.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>How many attempts have failed so far.</returns>
    /// <exception cref="RuleViolationException">recovery.not-authorised.</exception>
    public async Task<int> ExecutedAsync(
        Case record, RecoveryResult result, DateTimeOffset? startedAt, DateTimeOffset? endedAt, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var action = await AuthorisedAsync(record, cancellationToken);
        (action.Result, action.StartedAt, action.EndedAt) = (result, startedAt, endedAt ?? time.GetUtcNow());
        timeline.Write(record.Ref, "Recovery.Executed", Data(("action", action.Action), ("result", result)));
        return await FailuresAsync(record, cancellationToken);
    }

    /// <summary>Service did not stay: the last attempt counts as failed.</summary>
    /// <returns>How many attempts have failed so far.</returns>
    public async Task<int> UnstableAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await recoveries.ActionsAsync(record.Id, cancellationToken) is [.., var last])
            last.Result = RecoveryResult.Unstable;
        return await FailuresAsync(record, cancellationToken);
    }

    /// <summary>Service is back and stays; raises <c>Fault.RecoveryVerified</c> with the time of the restoration.</summary>
    public async Task VerifiedAsync(Case record, DateTimeOffset restoredAt, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        await events.PublishAsync(
            "Fault.RecoveryVerified", record.Ref, restoredAt,
            data: Data(("restoredAt", restoredAt)), cancellationToken: cancellationToken);
    }

    /// <summary>The recovery is over; what was changed only for it is noted.</summary>
    public async Task EndAsync(Case record, IEnumerable<TemporaryMeasure> measures, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (!record.IsRecovering)
            return;

        record.IsRecovering = false;
        foreach (var measure in measures)
        {
            measure.CaseId = record.Id;
            recoveries.Add(measure);
        }

        await events.PublishAsync("Recovery.Ended", record.Ref, cancellationToken: cancellationToken);
    }

    /// <summary>The measures that stand were undone, or a change request will do it.</summary>
    public async Task UndoneAsync(Case record, DateTimeOffset? at, string? changeNo, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        foreach (var measure in (await recoveries.MeasuresAsync(record.Id, cancellationToken)).Where(x => x.IsOpen))
            (measure.UndoneAt, measure.ChangeNo) = (at, changeNo);
    }

    /// <summary>Whether nothing but the same action was tried since the last note: then the next tier is needed.</summary>
    public async Task<bool> IsUnchangedAsync(Case record, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        (await recoveries.ActionsAsync(record.Id, cancellationToken)).All(x => x.CreatedAt <= since);

    private async Task<RecoveryAction> AuthorisedAsync(Case record, CancellationToken cancellationToken) =>
        await CurrentAsync(record, cancellationToken) is { AuthorisedAt: not null } action
            ? action
            : throw new RuleViolationException("recovery.not-authorised", ("no", record.No));

    private async Task<RecoveryAction?> CurrentAsync(Case record, CancellationToken cancellationToken) =>
        await recoveries.ActionsAsync(record.Id, cancellationToken) is [.., { Result: null } last] ? last : null;

    private async Task<int> FailuresAsync(Case record, CancellationToken cancellationToken) =>
        (await recoveries.ActionsAsync(record.Id, cancellationToken)).Count(x => x.Result is RecoveryResult.NotRestored or RecoveryResult.Worse or RecoveryResult.Unstable);

    private static Dictionary<string, object?> Data(params (string Name, object? Value)[] values) =>
        values.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}

/// <summary>Refuses a step of a recovery that nobody authorised.</summary>
public sealed class RecoveryRule(IRecoveries recoveries) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["recovery-execute"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (await recoveries.ActionsAsync(item.RecordId, cancellationToken) is not [.., { AuthorisedAt: not null }])
            throw new RuleViolationException("recovery.not-authorised", ("no", item.RecordNo));
    }
}
