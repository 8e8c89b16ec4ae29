using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Data.Events;

/// <summary>Business events and what was consumed of them.</summary>
internal sealed class EventStore(ItrDbContext db, AccessScope access, TimeProvider time) : IBusinessEvents
{
    public void Add(BusinessEvent businessEvent) => db.Add(businessEvent);

    public Task<IReadOnlyList<BusinessEvent>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default) =>
        OfAsync(record.No, cancellationToken);

    public async Task<BusinessEvent?> ClaimAsync(
        string name,
        string? filter,
        string recordNo,
        string instanceId,
        string nodeId,
        DateTimeOffset newerThan,
        CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var claims = await db.LoadedAsync<EventClaim>((instanceId, nodeId), x => x.InstanceId == instanceId && x.NodeId == nodeId, cancellationToken);
        var consumed = claims.Select(claim => claim.EventId).ToHashSet();
        var pattern = new EventPatternOf(name, filter);
        var oldest = (await OfAsync(recordNo, cancellationToken))
            .FirstOrDefault(happened => happened.At >= newerThan && pattern.Matches(happened) && !consumed.Contains(happened.Id));
        if (oldest is not null)
            db.Add(new EventClaim { EventId = oldest.Id, InstanceId = instanceId, NodeId = nodeId, At = time.GetUtcNow() });
        return oldest;
    }

    private async Task<IReadOnlyList<BusinessEvent>> OfAsync(string recordNo, CancellationToken cancellationToken) =>
        [.. (await db.LoadedAsync<BusinessEvent>((recordNo, access.SeesAll), x => x.RecordNo == recordNo, cancellationToken)).OrderBy(x => x.At).ThenBy(x => x.Id)];

    private readonly record struct EventPatternOf(string Name, string? Filter)
    {
        public bool Matches(BusinessEvent happened) => happened.Name == Name && (Filter is null || happened.Filter == Filter);
    }
}
