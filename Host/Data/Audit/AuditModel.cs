using Elsa.ITR.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Audit;

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.Property(x => x.Action).HasMaxLength(80);
        entry.Property(x => x.RecordType).IsWord();
        entry.Property(x => x.RecordNo).IsNo();
        entry.Property(x => x.ActorName).IsName();
        entry.Property(x => x.Reason).IsSentence();
        entry.HasIndex(x => new { x.RecordId, x.At }); // history of a record
        entry.HasIndex(x => new { x.ActorId, x.At }); // what a person did
    }
}

/// <summary>Audit entries are only ever added.</summary>
internal sealed class AuditStore(ItrDbContext db) : IAuditLog
{
    public void Add(AuditEntry entry) => db.Add(entry);
}
