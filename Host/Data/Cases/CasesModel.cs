using Elsa.ITR.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Cases;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> record)
    {
        record.ToTable("cases");
        record.Property(x => x.No).IsNo();
        record.Property(x => x.Title).IsName();
        record.Property(x => x.Description).HasMaxLength(4000);
        record.Property(x => x.EquipmentText).IsName();
        record.Property(x => x.FaultCode).IsWord();
        record.Property(x => x.AffectedServices).IsSentence();
        record.Property(x => x.RegionCode).HasMaxLength(10);
        record.Property(x => x.ContractNo).IsNo();
        record.Property(x => x.PolicyCode).IsWord();
        record.Property(x => x.RootCauseText).HasMaxLength(4000);
        record.Property(x => x.Urgency).IsWord();
        record.Property(x => x.MajorIncidentCriterion).IsWord();
        record.Property(x => x.CloseReason).IsSentence();
        record.Ignore(x => x.Level);
        record.Ignore(x => x.Ref);
        record.HasIndex(x => x.No).IsUnique();
        record.HasIndex(x => new { x.State, x.ReceivedAt }); // ListCases
        record.HasIndex(x => new { x.OfficeOrgId, x.State }); // row access of offices
        record.HasIndex(x => new { x.CustomerOrgId, x.ReceivedAt }); // row access of branches
        record.HasIndex(x => new { x.CustomerTreeOrgId, x.ReceivedAt }); // row access of institute and province
        record.HasIndex(x => new { x.PartnerOrgId, x.ReceivedAt }); // row access of partners
        record.HasIndex(x => new { x.OwnerId, x.State }); // OpenCountsAsync
        record.HasIndex(x => new { x.FaultCode, x.ReceivedAt }); // MI-7, repeated faults
        record.HasIndex(x => x.ParentCaseId); // FollowUpOfAsync
        record.HasIndex(x => new { x.EquipmentId, x.ReceivedAt }); // earlier cases of the same equipment, GetCase
    }
}

internal sealed class CaseHistoryConfiguration :
    IEntityTypeConfiguration<CaseEvent>, IEntityTypeConfiguration<TierChange>, IEntityTypeConfiguration<LevelChange>,
    IEntityTypeConfiguration<DifficultFault>, IEntityTypeConfiguration<Callback>, IEntityTypeConfiguration<SatisfactionSurvey>,
    IEntityTypeConfiguration<Retrospective>, IEntityTypeConfiguration<DefectReport>
{
    public void Configure(EntityTypeBuilder<CaseEvent> line)
    {
        line.ToTable("case_events");
        line.Property(x => x.TextKey).HasMaxLength(80);
        line.Property(x => x.ActorNameZh).IsName();
        line.Property(x => x.ActorNameEn).IsName();
        line.HasIndex(x => new { x.CaseId, x.At }); // the timeline
    }

    public void Configure(EntityTypeBuilder<TierChange> change)
    {
        change.ToTable("tier_changes");
        change.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<LevelChange> change)
    {
        change.ToTable("level_changes");
        change.Property(x => x.Text).IsSentence();
        change.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<DifficultFault> fault)
    {
        fault.ToTable("difficult_faults");
        fault.Property(x => x.AgreedByCustomer).IsName();
        fault.Property(x => x.AgreedByVendor).IsName();
        fault.Property(x => x.Measures).HasMaxLength(4000);
        fault.HasIndex(x => x.CaseId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Callback> callback)
    {
        callback.ToTable("callbacks");
        callback.Property(x => x.Contact).IsName();
        callback.Property(x => x.Comment).IsSentence();
        callback.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<SatisfactionSurvey> survey)
    {
        survey.ToTable("satisfaction_surveys");
        survey.Property(x => x.Comment).IsSentence();
        survey.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<Retrospective> retrospective)
    {
        retrospective.ToTable("retrospectives");
        retrospective.Property(x => x.No).IsNo();
        retrospective.Property(x => x.Actions).AsJson();
        retrospective.HasIndex(x => x.No).IsUnique();
        retrospective.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<DefectReport> report)
    {
        report.ToTable("defect_reports");
        report.Property(x => x.No).IsNo();
        report.Property(x => x.Description).HasMaxLength(4000);
        report.HasIndex(x => x.No).IsUnique();
        report.HasIndex(x => x.CaseId);
    }
}

internal sealed class RequestDraftConfiguration : IEntityTypeConfiguration<RequestDraft>
{
    public void Configure(EntityTypeBuilder<RequestDraft> draft)
    {
        draft.ToTable("request_drafts");
        draft.HasIndex(x => x.PersonId).IsUnique(); // KeepRequest
    }
}
