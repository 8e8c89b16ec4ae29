using Elsa.ITR.Domain.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Documents;

internal sealed class DocumentsConfiguration :
    IEntityTypeConfiguration<DocumentRecord>, IEntityTypeConfiguration<DocumentVersion>, IEntityTypeConfiguration<DocumentSignature>,
    IEntityTypeConfiguration<DocumentTemplate>, IEntityTypeConfiguration<Blob>
{
    private const int HashLength = 64; // SHA-256 in hex

    public void Configure(EntityTypeBuilder<DocumentRecord> document)
    {
        document.ToTable("documents");
        document.Property(x => x.No).IsNo();
        document.Property(x => x.Type).IsWord();
        document.Property(x => x.RecordType).IsWord();
        document.Property(x => x.RecordNo).IsNo();
        document.Property(x => x.AboutNo).IsNo();
        document.Property(x => x.TitleZh).IsName();
        document.Property(x => x.TitleEn).IsName();
        document.Ignore(x => x.Ref);
        document.Ignore(x => x.Record);
        document.HasIndex(x => x.No).IsUnique();
        document.HasIndex(x => new { x.RecordId, x.Type }); // documents of a record
    }

    public void Configure(EntityTypeBuilder<DocumentVersion> version)
    {
        version.ToTable("document_versions");
        version.Property(x => x.Language).IsWord();
        version.Property(x => x.FileName).IsName();
        version.Property(x => x.ContentType).HasMaxLength(100);
        version.Property(x => x.Hash).HasMaxLength(HashLength).IsUnicode(false);
        version.HasIndex(x => new { x.DocumentId, x.Version, x.Language }).IsUnique();
        version.HasIndex(x => x.Hash); // orphans
    }

    public void Configure(EntityTypeBuilder<DocumentSignature> signature)
    {
        signature.ToTable("document_signatures");
        signature.Property(x => x.Role).IsWord();
        signature.Property(x => x.SignerName).IsName();
        signature.Property(x => x.Comment).IsSentence();
        signature.HasIndex(x => x.DocumentId);
    }

    public void Configure(EntityTypeBuilder<DocumentTemplate> template)
    {
        template.ToTable("document_templates");
        template.Property(x => x.Type).IsWord();
        template.Property(x => x.Language).IsWord();
        template.Property(x => x.Title).IsName();
        template.HasIndex(x => new { x.Type, x.Language, x.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Blob> blob)
    {
        blob.ToTable("blobs");
        blob.HasKey(x => x.Hash);
        blob.Property(x => x.Hash).HasMaxLength(HashLength).IsUnicode(false);
        blob.Property(x => x.ContentType).HasMaxLength(100);
        blob.HasIndex(x => x.CreatedAt); // orphans
    }
}
