using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Live;

/// <summary>Somebody has the page of a record or a task open; who is not heard of for a while is gone.</summary>
public sealed class LivePresence
{
    public Guid PersonId { get; init; }

    /// <summary>Number of the record or task.</summary>
    public string No { get; init; } = "";

    /// <summary>The partner he works for; null for the vendor. Only those of one's own house are told of.</summary>
    public Guid? HouseId { get; init; }

    public DateTimeOffset SeenAt { get; set; }
}

internal sealed class LivePresenceConfiguration : IEntityTypeConfiguration<LivePresence>
{
    public void Configure(EntityTypeBuilder<LivePresence> presence)
    {
        presence.ToTable("live_presences");
        presence.HasKey(x => new { x.No, x.PersonId });
        presence.Property(x => x.No).IsNo();
        presence.HasIndex(x => x.SeenAt); // swept by age
    }
}
