using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.RemoteSessions;

/// <summary>A slot is not longer than a session may be; what changes something outside a fault has an authorised change.</summary>
public sealed class RemoteRequestRule(IServiceRecords records, Lazy<ClockDesk> clocks) : IWorkItemRule
{
    private const string Longest = "OLA-REMOTE-MAX";

    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["remote-request"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (FormJson.ToInstant(values.GetValueOrDefault("slotStart")) is { } start && FormJson.ToInstant(values.GetValueOrDefault("slotEnd")) is { } end
            && end > await clocks.Value.DueInAsync(Longest, item.Record, start, cancellationToken: cancellationToken))
            throw new RuleViolationException("remote.slot-too-long", ("no", item.RecordNo));

        var changes = RemoteRows.Of(values).Any(row => row.GetValueOrDefault("changing") is true);
        if (!changes || await records.FindAsync(item.Record, cancellationToken) is { ParentType: RecordTypes.ChangeRequest or RecordTypes.UpgradeApplication })
            return;

        var found = await records.CaseOfAsync(item.Record, cancellationToken);
        if (found?.CaseType != CaseType.Fault && values.GetValueOrDefault("changeNo") is null)
            throw new RuleViolationException("remote.change-required", ("no", item.RecordNo));
    }
}

/// <summary>Only operations that the customer has authorised end a session; others need a new authorisation.</summary>
public sealed class RemoteWorkRule(IServiceRecords records) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["remote-work"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        var no = FormJson.Read(item.InputData).GetValueOrDefault("sessionNo") as string;
        if (outcome is not ("Done" or "NeedOnsite") || no is null || await records.SessionAsync(no, cancellationToken) is not { Mode: not RemoteMode.PhoneGuidance } session)
            return;

        var other = RemoteRows.Of(values).Select(row => row.GetValueOrDefault("operation") as string).FirstOrDefault(operation => !session.Operations.Contains(operation ?? ""));
        if (other is not null)
            throw new RuleViolationException("remote.operation-not-authorised", ("no", session.No), ("operation", other));
    }
}

/// <summary>The proof that collected data was deleted ends its clock.</summary>
public sealed class DataDeletionReaction(IServiceRecords records, EventDesk events) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => "remote-deletion";

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (await records.FindAsync(item.Record, cancellationToken) is not RemoteSession session)
            return;

        session.DeletedAt = FormJson.ToInstant(FormJson.Read(item.FormData).GetValueOrDefault("deletedAt")) ?? item.CompletedAt;
        await events.PublishAsync("RemoteSession.DataDeleted", session.Ref, session.DeletedAt, cancellationToken: cancellationToken);
    }
}

internal static class RemoteRows
{
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Of(IReadOnlyDictionary<string, object?> values) =>
        (values.GetValueOrDefault("operations") as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>();
}
