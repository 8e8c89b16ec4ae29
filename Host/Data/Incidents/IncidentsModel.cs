using Elsa.ITR.Domain.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Incidents;

internal sealed class IncidentsConfiguration : IEntityTypeConfiguration<MajorIncident>, IEntityTypeConfiguration<IncidentNotice>
{
    public void Configure(EntityTypeBuilder<MajorIncident> incident)
    {
        incident.ToTable("major_incidents");
        incident.Property(x => x.No).IsNo();
        incident.Property(x => x.MainCaseNo).IsNo();
        incident.Property(x => x.Criterion).IsWord();
        incident.Property(x => x.Impact).IsSentence();
        incident.Property(x => x.PresentState).IsSentence();
        incident.Property(x => x.Measures).IsSentence();
        incident.Property(x => x.Contact).IsName();
        incident.Property(x => x.RelatedCaseIds).AsJson();
        incident.Ignore(x => x.Ref);
        incident.Ignore(x => x.Case);
        incident.Ignore(x => x.IsOpen);
        incident.HasIndex(x => x.No).IsUnique();
        incident.HasIndex(x => x.MainCaseId).IsUnique(); // OfCaseAsync
        incident.HasIndex(x => x.DeclaredAt); // OfElementAsync
    }

    public void Configure(EntityTypeBuilder<IncidentNotice> notice)
    {
        notice.ToTable("incident_notices");
        notice.Property(x => x.Impact).IsSentence();
        notice.Property(x => x.Progress).IsSentence();
        notice.Property(x => x.TextZh).HasMaxLength(4000);
        notice.Property(x => x.TextEn).HasMaxLength(4000);
        notice.Property(x => x.ApprovedBy).IsName();
        notice.Property(x => x.Recipients).AsJson();
        notice.HasIndex(x => new { x.MajorIncidentId, x.Sequence }).IsUnique(); // the notices in order
    }
}
