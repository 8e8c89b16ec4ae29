using Elsa.ITR.Domain.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Events;

internal sealed class EventsConfiguration : IEntityTypeConfiguration<BusinessEvent>, IEntityTypeConfiguration<EventClaim>
{
    public void Configure(EntityTypeBuilder<BusinessEvent> happened)
    {
        happened.ToTable("business_events");
        happened.Property(x => x.Name).HasMaxLength(80);
        happened.Property(x => x.Filter).HasMaxLength(80);
        happened.Property(x => x.RecordType).IsWord();
        happened.Property(x => x.RecordNo).IsNo();
        happened.Property(x => x.ActorName).IsName();
        happened.Property(x => x.Data).HasConversion(
            data => data.ToJson(),
            json => EventData.FromJson(json),
            new ValueComparer<EventData>((one, other) => one!.ToJson() == other!.ToJson(), data => data.ToJson().GetHashCode(StringComparison.Ordinal), data => data));
        happened.Ignore(x => x.Record);
        happened.Ignore(x => x.RecordedAt);
        happened.HasIndex(x => new { x.RecordNo, x.At }); // OfRecordAsync, ClaimAsync
        happened.HasIndex(x => new { x.Name, x.At }); // reports
    }

    public void Configure(EntityTypeBuilder<EventClaim> claim)
    {
        claim.ToTable("event_claims");
        claim.HasKey(x => new { x.EventId, x.InstanceId, x.NodeId }); // a node of an instance consumes an event once (D6)
        claim.Property(x => x.InstanceId).HasMaxLength(64);
        claim.Property(x => x.NodeId).HasMaxLength(300);
        claim.HasIndex(x => new { x.InstanceId, x.NodeId }); // ClaimAsync
    }
}
