using Elsa.ITR.Domain.Upgrades;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Upgrades;

internal sealed class UpgradesConfiguration : IEntityTypeConfiguration<UpgradeApplication>
{
    public void Configure(EntityTypeBuilder<UpgradeApplication> upgrade)
    {
        upgrade.ToTable("upgrade_applications");
        upgrade.Property(x => x.CurrentVersion).IsWord();
        upgrade.Property(x => x.TargetVersion).IsWord();
        upgrade.Property(x => x.Reason).HasMaxLength(4000);
        upgrade.Property(x => x.Conditions).IsSentence();
        upgrade.Property(x => x.Result).IsWord();
        upgrade.HasIndex(x => new { x.State, x.WindowStart }); // the calendar of windows
    }
}
