using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Scoring;

internal sealed class PenaltyConfiguration : IEntityTypeConfiguration<Penalty>
{
    public void Configure(EntityTypeBuilder<Penalty> penalty)
    {
        penalty.ToTable("penalties");
        penalty.Property(x => x.No).IsNo();
        penalty.Property(x => x.RuleId).IsWord();
        penalty.Property(x => x.Category).IsWord();
        penalty.Property(x => x.RecordType).IsWord();
        penalty.Property(x => x.RecordNo).IsNo();
        penalty.Property(x => x.Points).HasPrecision(4, 1);
        penalty.Property(x => x.Reason).IsSentence();
        penalty.Property(x => x.ProposedBy).IsName();
        penalty.Property(x => x.VerifiedBy).IsName();
        penalty.Property(x => x.DecidedBy).IsName();
        penalty.Property(x => x.DecisionReason).IsSentence();
        penalty.Property(x => x.UniqueKey).HasMaxLength(Conventions.NameLength);
        penalty.Ignore(x => x.Record);
        penalty.Ignore(x => x.Self);
        penalty.HasIndex(x => x.No).IsUnique();
        penalty.HasIndex(x => x.UniqueKey).IsUnique(); // one penalty of a rule per record or clock (R20)
        penalty.HasIndex(x => x.RecordId); // OfRecordAsync
        penalty.HasIndex(x => new { x.ContractId, x.State, x.ProposedAt }); // scorecard of a quarter
    }
}

/// <summary>Penalties.</summary>
internal sealed class PenaltyStore(ItrDbContext db, AccessScope access) : IPenalties
{
    public async Task<IReadOnlyList<Penalty>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        return [.. (await db.LoadedAsync<Penalty>((id, access.SeesAll), x => x.RecordId == id, cancellationToken)).OrderBy(x => x.Id)];
    }

    public Task<Penalty?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Penalty>(id, cancellationToken);

    public void Add(Penalty penalty) => db.Add(penalty);
}
