using Elsa.ITR.Domain.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Records;

internal sealed class RecordsConfiguration : IEntityTypeConfiguration<BusinessRecord>, IEntityTypeConfiguration<ApprovalRecord>
{
    public void Configure(EntityTypeBuilder<BusinessRecord> record)
    {
        record.UseTptMappingStrategy(); // one table for what all have, one for each kind
        record.ToTable("business_records");
        record.Property(x => x.No).IsNo();
        record.Property(x => x.Title).IsName();
        record.Property(x => x.ParentType).IsWord();
        record.Property(x => x.ParentNo).IsNo();
        record.Property(x => x.PolicyCode).IsWord();
        record.Property(x => x.EndReason).IsSentence();
        record.Ignore(x => x.Ref);
        record.Ignore(x => x.Parent);
        record.HasIndex(x => x.No).IsUnique();
        record.HasIndex(x => x.ParentId); // records of a case, items of a campaign
        record.HasIndex(x => x.CustomerOrgId); // row access of branches
        record.HasIndex(x => x.CustomerTreeOrgId); // row access of institute and province
        record.HasIndex(x => x.OfficeOrgId); // row access of offices
    }

    public void Configure(EntityTypeBuilder<ApprovalRecord> approval)
    {
        approval.ToTable("approval_records");
        approval.Property(x => x.RecordType).IsWord();
        approval.Property(x => x.Role).IsWord();
        approval.Property(x => x.Decision).IsWord();
        approval.Property(x => x.UserName).IsName();
        approval.Property(x => x.Comment).IsSentence();
        approval.HasIndex(x => x.RecordId); // decisions on a record
    }
}
