using Elsa.ITR.Domain.Flows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Flows;

internal sealed class FlowMigrationConfiguration : IEntityTypeConfiguration<FlowMigration>
{
    public void Configure(EntityTypeBuilder<FlowMigration> migration)
    {
        migration.ToTable("flow_migrations");
        migration.Property(x => x.DefinitionId).HasMaxLength(256);
        migration.Property(x => x.ToVersionId).HasMaxLength(64);
        migration.Property(x => x.Steps).AsJson();
        migration.Property(x => x.Groups).AsJson();
        migration.Property(x => x.Note).IsSentence();
        migration.Property(x => x.StartedByName).IsName();
        migration.HasIndex(x => new { x.DefinitionId, x.StartedAt }); // migrations of a flow, newest first
    }
}

internal sealed class FlowMigrationItemConfiguration : IEntityTypeConfiguration<FlowMigrationItem>
{
    public void Configure(EntityTypeBuilder<FlowMigrationItem> item)
    {
        item.ToTable("flow_migration_items");
        item.Property(x => x.InstanceId).HasMaxLength(64);
        item.Property(x => x.RecordNo).HasMaxLength(256); // a correlation id
        item.Property(x => x.Steps).HasMaxLength(2000);
        item.Property(x => x.ReasonZh).IsSentence();
        item.Property(x => x.ReasonEn).IsSentence();
        item.HasIndex(x => new { x.MigrationId, x.State }); // progress, outcomes
        item.HasIndex(x => x.State).HasFilter("state = 'Waiting'"); // those that wait for an instance to leave its step
        item.HasIndex(x => new { x.InstanceId, x.State }); // what an instance has before it
    }
}
