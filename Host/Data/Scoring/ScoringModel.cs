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

internal sealed class QuarterScoreConfiguration : IEntityTypeConfiguration<QuarterScore>
{
    public void Configure(EntityTypeBuilder<QuarterScore> score)
    {
        score.ToTable("quarter_scores");
        score.Property(x => x.Contract).IsNo();
        score.Property(x => x.Quarter).HasMaxLength(7);
        score.Property(x => x.Figures!).AsJson();
        score.Property(x => x.Objection).IsSentence();
        score.HasIndex(x => new { x.Contract, x.Quarter }).IsUnique();
    }
}

/// <summary>Scorecards that were confirmed, and what is undecided in their quarters.</summary>
internal sealed class QuarterScoreStore(ItrDbContext db) : IQuarterScores
{
    public async Task<QuarterScore?> FindAsync(string contractNo, string quarter, CancellationToken cancellationToken = default) =>
        db.Set<QuarterScore>().Local.FirstOrDefault(x => x.Contract == contractNo && x.Quarter == quarter)
        ?? await db.Set<QuarterScore>().FirstOrDefaultAsync(x => x.Contract == contractNo && x.Quarter == quarter, cancellationToken);

    public async Task<IReadOnlyList<Penalty>> UndecidedAsync(Guid contractId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        await db.Set<Penalty>().Where(x => x.ContractId == contractId && (x.CarriedTo ?? x.ProposedAt) >= from && (x.CarriedTo ?? x.ProposedAt) < to)
            .Where(x => x.State == PenaltyState.Proposed || x.State == PenaltyState.Disputed).ToListAsync(cancellationToken);
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
