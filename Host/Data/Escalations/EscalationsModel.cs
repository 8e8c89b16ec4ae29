using Elsa.ITR.Domain.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Escalations;

internal sealed class EscalationsConfiguration : IEntityTypeConfiguration<Escalation>, IEntityTypeConfiguration<EscalationStep>, IEntityTypeConfiguration<EscalationAction>
{
    public void Configure(EntityTypeBuilder<Escalation> escalation)
    {
        escalation.ToTable("escalations");
        escalation.Property(x => x.No).IsNo();
        escalation.Property(x => x.RecordType).IsWord();
        escalation.Property(x => x.RecordNo).IsNo();
        escalation.Property(x => x.Trigger).IsName();
        escalation.Property(x => x.Reason).IsSentence();
        escalation.Property(x => x.Expectation).HasMaxLength(2000);
        escalation.Ignore(x => x.Record);
        escalation.Ignore(x => x.Self);
        escalation.Ignore(x => x.IsOpen);
        escalation.HasMany(x => x.History).WithOne().HasForeignKey(x => x.EscalationId).OnDelete(DeleteBehavior.Restrict);
        escalation.Navigation(x => x.History).AutoInclude();
        escalation.HasIndex(x => x.No).IsUnique();
        escalation.HasIndex(x => x.OpenKey).IsUnique(); // one open escalation per record (R22)
        escalation.HasIndex(x => x.RecordId); // escalations of a case
    }

    public void Configure(EntityTypeBuilder<EscalationStep> step)
    {
        step.ToTable("escalation_steps");
        step.Property(x => x.Trigger).IsName();
        step.Property(x => x.Reason).IsSentence();
        step.Property(x => x.ActorName).IsName();
        step.HasIndex(x => new { x.EscalationId, x.Sequence }).IsUnique(); // the history in order
    }

    public void Configure(EntityTypeBuilder<EscalationAction> action)
    {
        action.ToTable("escalation_actions");
        action.Property(x => x.Text).HasMaxLength(500);
        action.HasIndex(x => x.EscalationId); // ActionsAsync
    }
}
