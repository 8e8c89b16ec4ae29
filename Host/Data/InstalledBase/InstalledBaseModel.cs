using Elsa.ITR.Domain.InstalledBase;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.InstalledBase;

internal sealed class InstalledBaseConfiguration :
    IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<BoardType>, IEntityTypeConfiguration<Trunk>,
    IEntityTypeConfiguration<SoftwareVersion>, IEntityTypeConfiguration<InstalledEquipment>, IEntityTypeConfiguration<InstalledBoard>,
    IEntityTypeConfiguration<EquipmentChange>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products");
        product.Property(x => x.Code).HasMaxLength(20);
        product.Property(x => x.Name).IsName();
        product.HasIndex(x => x.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BoardType> type)
    {
        type.ToTable("board_types");
        type.Property(x => x.Code).HasMaxLength(40);
        type.Property(x => x.NameZh).IsName();
        type.HasIndex(x => x.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Trunk> trunk)
    {
        trunk.ToTable("trunks");
        trunk.Property(x => x.Code).HasMaxLength(30);
        trunk.Property(x => x.Name).IsName();
        trunk.HasIndex(x => x.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SoftwareVersion> version)
    {
        version.ToTable("software_versions");
        version.Property(x => x.VersionNo).HasMaxLength(40);
        version.Property(x => x.State).IsWord();
        version.Property(x => x.CertificationNo).HasMaxLength(40);
        version.HasIndex(x => new { x.ProductId, x.VersionNo }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InstalledEquipment> equipment)
    {
        equipment.ToTable("installed_equipment");
        equipment.Property(x => x.Code).HasMaxLength(30);
        equipment.Property(x => x.SerialNo).HasMaxLength(40);
        equipment.HasIndex(x => x.Code).IsUnique();
        equipment.HasIndex(x => x.SerialNo).IsUnique();
        equipment.HasIndex(x => x.CustomerId); // equipment of a customer
        equipment.HasIndex(x => x.SiteId); // equipment at a site
    }

    public void Configure(EntityTypeBuilder<InstalledBoard> board)
    {
        board.ToTable("installed_boards");
        board.Property(x => x.Slot).HasMaxLength(10);
        board.Property(x => x.SerialNo).HasMaxLength(40);
        board.Property(x => x.HwRevision).HasMaxLength(10);
        board.Property(x => x.BomCode).HasMaxLength(40);
        board.Property(x => x.Firmware).HasMaxLength(40);
        board.HasIndex(x => x.SerialNo).IsUnique();
        board.HasIndex(x => new { x.EquipmentId, x.Slot }).IsUnique().HasFilter("state = 'Working'"); // one working board per slot
    }

    public void Configure(EntityTypeBuilder<EquipmentChange> change)
    {
        change.ToTable("equipment_changes");
        change.Property(x => x.Kind).IsWord();
        change.Property(x => x.SourceNo).IsNo();
        change.HasIndex(x => new { x.EquipmentId, x.At }); // history of a network element
    }
}
