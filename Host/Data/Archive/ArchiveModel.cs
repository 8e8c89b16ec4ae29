using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Archive;

internal sealed class ArchiveConfiguration :
    IEntityTypeConfiguration<ArchivedCase>, IEntityTypeConfiguration<ArchivedPart>, IEntityTypeConfiguration<ArchivedKey>, IEntityTypeConfiguration<ArchivedDocument>
{
    public void Configure(EntityTypeBuilder<ArchivedCase> record)
    {
        record.ToTable("archived_cases");
        record.Property(x => x.Id).ValueGeneratedNever();
        record.Property(x => x.No).IsNo();
        record.Property(x => x.Title).IsName();
        record.Property(x => x.EquipmentText).IsName();
        record.Property(x => x.RegionCode).HasMaxLength(10);
        record.Property(x => x.ContractNo).IsNo();
        record.HasIndex(x => x.No).IsUnique();
        record.HasIndex(x => new { x.ReceivedAt, x.No }); // the list, newest first
        record.HasIndex(x => new { x.OfficeOrgId, x.ReceivedAt }); // row access of offices
        record.HasIndex(x => new { x.CustomerOrgId, x.ReceivedAt }); // row access of branches
        record.HasIndex(x => new { x.CustomerTreeOrgId, x.ReceivedAt }); // row access of institute and province
        record.HasIndex(x => new { x.PartnerOrgId, x.ReceivedAt }); // row access of partners
        record.HasIndex(x => new { x.EquipmentId, x.ReceivedAt }); // equipment history, related cases
        record.HasIndex(x => x.ParentCaseId); // related cases
    }

    public void Configure(EntityTypeBuilder<ArchivedPart> part)
    {
        part.ToTable("archived_case_parts");
        part.HasKey(x => new { x.CaseId, x.Name });
        part.Property(x => x.Name).IsWord();
        part.HasOne<ArchivedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ArchivedKey> key)
    {
        key.ToTable("archived_keys");
        key.HasKey(x => x.Key);
        key.Property(x => x.Key).IsNo();
        key.HasOne<ArchivedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ArchivedDocument> version)
    {
        version.ToTable("archived_documents");
        version.Property(x => x.Id).ValueGeneratedNever();
        version.Property(x => x.No).IsNo();
        version.Property(x => x.Language).IsWord();
        version.Property(x => x.FileName).IsName();
        version.Property(x => x.ContentType).HasMaxLength(100);
        version.Property(x => x.Hash).HasMaxLength(64).IsUnicode(false);
        version.HasIndex(x => new { x.No, x.Version }); // DownloadDocument
        version.HasIndex(x => x.Hash); // orphans
        version.HasOne<ArchivedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
