using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.ThirdParties;

namespace Elsa.ITR.Domain.Services;

/// <summary>Opens, changes and ends the records of supporting flows.</summary>
public sealed class ServiceDesk(
    IServiceRecords records, IRecordNumbers numbers, Lazy<SpareDesk> spares, Lazy<ClockDesk> clocks, Lazy<EventDesk> events, CurrentActor me, AccessScope access, TimeProvider time)
{
    /// <summary>Whether a record of that type is opened here.</summary>
    public static bool Knows(string recordType) => Make(recordType) is not null;

    /// <summary>Opens a record for another one.</summary>
    /// <param name="recordType">One of <see cref="RecordTypes"/>.</param>
    /// <param name="parent">The record that asks for it.</param>
    /// <param name="facts">First facts; names the record does not have are left out.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">service.unknown-type, case.fact-invalid.</exception>
    public async Task<ServiceRecord> OpenAsync(
        string recordType, RecordRef parent, IReadOnlyDictionary<string, object?> facts, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var (record, prefix) = Make(recordType) ?? throw new RuleViolationException("service.unknown-type", ("type", recordType));
        var home = await records.HomeAsync(parent, cancellationToken);
        record.No = await numbers.NextAsync(prefix, cancellationToken);
        (record.ParentType, record.ParentId, record.ParentNo) = (parent.Type, parent.Id, parent.No);
        (record.CaseId, record.Priority) = ((home as Case)?.Id, home?.Priority ?? record.Priority);
        foreach (var (name, value) in facts.Where(fact => fact.Value is not (null or "") && ServiceFacts.Has(record, fact.Key)))
            ServiceFacts.Set(record, name, value);
        if (record is OnsiteService visit)
            visit.SiteId ??= home?.SiteId;
        records.AddRow(record);
        if (home is not null)
            records.AddRow(new RecordLink { RecordId = record.Id, CaseId = home.Ref.Id });
        return record;
    }

    /// <summary>What a record asked for and is still to come, the oldest; null when there is none.</summary>
    /// <param name="recordType">One of <see cref="RecordTypes"/>.</param>
    /// <param name="parent">The record that asked.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<ServiceRecord?> FindOpenAsync(string recordType, RecordRef parent, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        return (await records.OfParentAsync(parent.Id, cancellationToken)).FirstOrDefault(record => record.Type == recordType && record.IsUnderWay);
    }

    /// <summary>Writes facts; clocks of the record that depend on them start, move or end.</summary>
    /// <exception cref="RuleViolationException">service.fact-unknown, case.fact-invalid.</exception>
    public async Task ApplyAsync(ServiceRecord record, IReadOnlyDictionary<string, object?> facts, CancellationToken cancellationToken = default)
    {
        foreach (var (name, value) in facts)
            ServiceFacts.Set(record, name, value);
        await clocks.Value.ReevaluateAsync(record.Ref, cancellationToken);
    }

    /// <summary>Ends the record: its state moves, what still runs of its clocks ends without a result.</summary>
    /// <exception cref="RuleViolationException">service.wrong-state.</exception>
    public async Task EndAsync(ServiceRecord record, string trigger, CancellationToken cancellationToken = default)
    {
        record.Fire(trigger);
        record.EndedAt = time.GetUtcNow();
        await clocks.Value.CancelAllAsync(record.Ref, trigger, cancellationToken: cancellationToken);
    }

    /// <summary>Cancels a record whose flow was cancelled, unless it has ended.</summary>
    /// <returns>False when something of ours is out and must come back.</returns>
    public async Task<bool> CancelAsync(RecordRef self, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await records.FindAsync(self, cancellationToken) is not { IsEnded: false } record)
            return true;
        if (record.IsOwed)
            return false;

        await FreeAsync(record, cancellationToken);
        await EndAsync(record, "Cancel", cancellationToken);
        return true;
    }

    /// <summary>Cancels what a cancelled record had asked for and is still to come; what is out goes on until it is back.</summary>
    public async Task CancelOfAsync(RecordRef parent, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        foreach (var record in (await records.OfParentAsync(parent.Id, cancellationToken)).Where(record => record.IsUnderWay && !record.IsOwed))
        {
            await FreeAsync(record, cancellationToken);
            record.Fire("Cancel");
            record.EndedAt = time.GetUtcNow();
            await events.Value.PublishAsync(EventNames.RecordCancelled, record.Ref, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Logs the operations of a session.</summary>
    /// <param name="record">The session.</param>
    /// <param name="rows">Rows of a form with at, operation, changing, consent, result.</param>
    /// <param name="consentBy">Who of the customer watched.</param>
    public void LogOperations(ServiceRecord record, IEnumerable<IReadOnlyDictionary<string, object?>> rows, string? consentBy)
    {
        foreach (var row in rows)
        {
            records.AddRow(new OperationLogEntry
            {
                SessionType = record.Type,
                SessionId = record.Id,
                At = time.GetUtcNow(),
                DoneAt = FormJson.ToInstant(row.GetValueOrDefault("at")) ?? time.GetUtcNow(),
                Operation = row.GetValueOrDefault("operation") as string ?? "",
                IsChanging = row.GetValueOrDefault("changing") is true,
                ConsentBy = row.GetValueOrDefault("consent") is true ? consentBy : null,
                Result = row.GetValueOrDefault("result") as string,
                ActorId = me.Value.PersonId,
            });
        }
    }

    // A part that waits in the warehouse is anybody's again.
    private Task FreeAsync(ServiceRecord record, CancellationToken cancellationToken) =>
        record is SparePartRequest request ? spares.Value.ReleaseAsync(request, SpareState.InStock, cancellationToken) : Task.CompletedTask;

    private static (ServiceRecord Record, string Prefix)? Make(string recordType) => recordType switch
    {
        RecordTypes.SparePartRequest => (new SparePartRequest(), "SPR"),
        RecordTypes.OnsiteService => (new OnsiteService(), "OS"),
        RecordTypes.RemoteSession => (new RemoteSession(), "RS"),
        RecordTypes.ThirdPartyEngagement => (new ThirdPartyEngagement(), "TP"),
        _ => null,
    };
}
