using Elsa.ITR.Domain.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Changes;

internal sealed class ChangesConfiguration : IEntityTypeConfiguration<ChangeRequest>, IEntityTypeConfiguration<ChangeFreeze>
{
    public void Configure(EntityTypeBuilder<ChangeRequest> change)
    {
        change.ToTable("change_requests");
        change.Property(x => x.Reason).HasMaxLength(4000);
        change.Property(x => x.Impact).HasMaxLength(4000);
        change.Property(x => x.Conditions).IsSentence();
        change.Property(x => x.Parts).IsSentence();
        change.Property(x => x.SpareType).IsWord();
        change.Property(x => x.TestPlan).HasMaxLength(4000);
        change.Property(x => x.RollbackPlan).HasMaxLength(4000);
        change.Property(x => x.Communication).IsSentence();
        change.Property(x => x.Result).HasMaxLength(4000);
        change.HasIndex(x => new { x.State, x.WindowStart }); // the calendar of windows
    }

    public void Configure(EntityTypeBuilder<ChangeFreeze> freeze)
    {
        freeze.ToTable("change_freezes");
        freeze.Property(x => x.NameZh).IsName();
        freeze.Property(x => x.NameEn).IsName();
        freeze.Ignore(x => x.Name);
        freeze.HasIndex(x => x.From); // freezes of a time
    }
}
