using Elsa.ITR.Domain.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Recovery;

internal sealed class RecoveryConfiguration : IEntityTypeConfiguration<RecoveryAction>, IEntityTypeConfiguration<TemporaryMeasure>
{
    public void Configure(EntityTypeBuilder<RecoveryAction> action)
    {
        action.ToTable("recovery_actions");
        action.Property(x => x.Plan).HasMaxLength(4000);
        action.Property(x => x.Risk).IsSentence();
        action.Property(x => x.Fallback).IsSentence();
        action.Property(x => x.AuthorisedBy).IsName();
        action.HasIndex(x => new { x.CaseId, x.Sequence }).IsUnique(); // ActionsAsync
    }

    public void Configure(EntityTypeBuilder<TemporaryMeasure> measure)
    {
        measure.ToTable("temporary_measures");
        measure.Property(x => x.Text).HasMaxLength(500);
        measure.Property(x => x.ChangeNo).IsNo();
        measure.Ignore(x => x.IsOpen);
        measure.HasIndex(x => x.CaseId); // MeasuresAsync
    }
}
