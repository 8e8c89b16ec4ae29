using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Events;

/// <summary>The one way to say that something happened to a record.</summary>
/// <remarks>Stores the event, writes the timeline, moves the clocks and stages the delivery to flows: all in the running command.</remarks>
public sealed class EventDesk(
    IBusinessEvents events,
    IEventDelivery delivery,
    CaseTimeline timeline,
    Lazy<ClockDesk> clocks,
    Lazy<EscalationDesk> escalations,
    Lazy<ServiceDesk> services,
    IServiceRecords records,
    Lazy<MajorIncidentDesk> incidents,
    CurrentActor actor,
    AccessScope access,
    TimeProvider time)
{
    /// <summary>Publishes an event; facts that it changes must have been set before.</summary>
    /// <param name="name">Entity.PastTense.</param>
    /// <param name="record">The record it happened to.</param>
    /// <param name="occurredAt">Business time; null = now. A planned date for the events used as anchors.</param>
    /// <param name="filter">What of it, e.g. the document type.</param>
    /// <param name="data">Payload; fills the braces of the timeline's text as well.</param>
    /// <param name="source">What raised it; null = a task where a person acts, else a timer.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<BusinessEvent> PublishAsync(
        string name,
        RecordRef record,
        DateTimeOffset? occurredAt = null,
        string? filter = null,
        IReadOnlyDictionary<string, object?>? data = null,
        EventSource? source = null,
        CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem(); // clocks, tasks and escalations follow, whether the actor may see them or not
        var now = time.GetUtcNow();
        var happened = new BusinessEvent
        {
            Name = name,
            Filter = filter,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            At = now,
            OccurredAt = occurredAt?.ToUniversalTime() ?? now,
            ActorId = actor.Value.PersonId,
            ActorName = actor.Value.UserName,
            Source = source ?? (actor.Value.IsSystem ? EventSource.Timer : EventSource.Task),
            Data = new EventData(data ?? new Dictionary<string, object?>()),
        };
        events.Add(happened);
        var teller = ServiceDesk.Knows(record.Type) ? (await records.CaseOfAsync(record, cancellationToken))?.Ref ?? record : record;
        timeline.Write(teller, name, WithFilter(data, filter, record), happened.OccurredAt);
        await clocks.Value.OnEventAsync(happened, cancellationToken);
        if (name is EventNames.CaseClosed or EventNames.RecordCancelled)
            await escalations.Value.SettleAsync(record, name, cancellationToken);
        else if (name == EventNames.CaseResolved)
            await escalations.Value.ResolvedAsync(record, cancellationToken);
        if (name == EventNames.RecordCancelled)
            await services.Value.CancelOfAsync(record, cancellationToken);
        if (record.Type == RecordTypes.Case && ConcernsIncident(name))
            await incidents.Value.FollowAsync(happened, cancellationToken);

        delivery.Stage(happened);
        return happened;
    }

    // What changes the facts that the criteria look at (flow 06), or what a notice waits for.
    private static bool ConcernsIncident(string name) =>
        name is EventNames.RecordCancelled or EventNames.ServiceRestored or EventNames.CompletionConfirmed or EventNames.FaultAccepted or EventNames.LevelChanged
            or EventNames.TierDue or EventNames.ClockBreached or "Complaint.Received";

    // Texts of the timeline may name the filter and the record: {filter}, {recordNo}.
    private static Dictionary<string, object?> WithFilter(IReadOnlyDictionary<string, object?>? data, string? filter, RecordRef record)
    {
        var args = data is null ? [] : new Dictionary<string, object?>(data);
        args.TryAdd("filter", filter);
        args.TryAdd("recordNo", record.No);
        return args;
    }
}
