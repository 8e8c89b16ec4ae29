using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.ThirdParties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Services;

internal sealed class ServicesConfiguration :
    IEntityTypeConfiguration<RecordLink>, IEntityTypeConfiguration<OperationLogEntry>, IEntityTypeConfiguration<RemoteSession>,
    IEntityTypeConfiguration<OnsiteService>, IEntityTypeConfiguration<ThirdPartyEngagement>
{
    private const int LongText = 4000;

    public void Configure(EntityTypeBuilder<RecordLink> link)
    {
        link.ToTable("record_links");
        link.HasIndex(x => x.RecordId).IsUnique(); // row access of tasks, clocks and events
        link.HasIndex(x => x.CaseId); // tasks of a case
    }

    public void Configure(EntityTypeBuilder<OperationLogEntry> line)
    {
        line.ToTable("operation_log");
        line.Property(x => x.SessionType).IsWord();
        line.Property(x => x.Operation).IsSentence();
        line.Property(x => x.ConsentBy).IsName();
        line.Property(x => x.Result).IsSentence();
        line.HasIndex(x => x.SessionId); // OperationsAsync
    }

    public void Configure(EntityTypeBuilder<RemoteSession> session)
    {
        session.ToTable("remote_sessions");
        session.IsServiceRecord();
        session.Property(x => x.Purpose).IsSentence();
        session.Property(x => x.ChangeNo).IsNo();
        session.Property(x => x.Account).IsName();
        session.Property(x => x.Supervisor).IsName();
        session.Property(x => x.ConsentPerson).IsName();
        session.Property(x => x.Result).IsWord();
        session.Property(x => x.CollectedData).HasMaxLength(LongText);
    }

    public void Configure(EntityTypeBuilder<OnsiteService> visit)
    {
        visit.ToTable("onsite_services");
        visit.IsServiceRecord();
        visit.Property(x => x.Engineers).IsName();
        visit.Property(x => x.PermitNo).IsNo();
        visit.Property(x => x.ConsentPerson).IsName();
        visit.Property(x => x.Transport).IsName();
        visit.Property(x => x.Escort).IsName();
        visit.Property(x => x.Remarks).HasMaxLength(LongText);
    }

    public void Configure(EntityTypeBuilder<ThirdPartyEngagement> engagement)
    {
        engagement.ToTable("third_party_engagements");
        engagement.IsServiceRecord();
        engagement.Property(x => x.ContractRef).IsNo();
        engagement.Property(x => x.Evidence).HasMaxLength(LongText);
        engagement.Property(x => x.Request).HasMaxLength(LongText);
        engagement.Property(x => x.EngagementMode).IsWord();
        engagement.Property(x => x.Claim).IsSentence();
        engagement.Ignore(x => x.MayPause);
    }
}

internal static class ServiceRecordModel
{
    /// <summary>What every record of a supporting flow has.</summary>
    public static void IsServiceRecord<T>(this EntityTypeBuilder<T> record)
        where T : ServiceRecord
    {
        record.Property(x => x.No).IsNo();
        record.Property(x => x.ParentType).IsWord();
        record.Property(x => x.ParentNo).IsNo();
        record.Ignore(x => x.Type);
        record.Ignore(x => x.StateName);
        record.Ignore(x => x.IsEnded);
        record.Ignore(x => x.IsUnderWay);
        record.Ignore(x => x.IsOwed);
        record.Ignore(x => x.Ref);
        record.Ignore(x => x.Parent);
        record.HasIndex(x => x.No).IsUnique();
        record.HasIndex(x => x.ParentId); // OfParentAsync
        record.HasIndex(x => x.CaseId); // the case page, row access
    }
}
