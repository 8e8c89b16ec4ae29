using Elsa.ITR.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Clocks;

internal sealed class ClocksConfiguration :
    IEntityTypeConfiguration<SlaClock>, IEntityTypeConfiguration<ClockEntry>, IEntityTypeConfiguration<ClockPause>,
    IEntityTypeConfiguration<PolicyVersion>, IEntityTypeConfiguration<LoadedYear>
{
    public void Configure(EntityTypeBuilder<SlaClock> clock)
    {
        clock.ToTable("sla_clocks");
        clock.Property(x => x.ClockId).IsWord();
        clock.Property(x => x.PolicyCode).IsWord();
        clock.Property(x => x.RecordType).IsWord();
        clock.Property(x => x.RecordNo).IsNo();
        clock.Property(x => x.PausedTotal).HasConversion<long>(); // ticks: a time column ends at 24 hours
        clock.Ignore(x => x.Record);
        clock.Ignore(x => x.IsOpen);
        clock.HasMany(x => x.Entries).WithOne().HasForeignKey(x => x.ClockInstanceId).OnDelete(DeleteBehavior.Restrict);
        clock.Navigation(x => x.Entries).AutoInclude(); // a clock without its ledger cannot be read
        clock.HasIndex(x => new { x.RecordId, x.ClockId, x.Sequence }).IsUnique(); // OfRecordAsync; one clock per round
        clock.HasIndex(x => new { x.State, x.DueAt }); // the clock board
    }

    public void Configure(EntityTypeBuilder<ClockEntry> line)
    {
        line.ToTable("clock_entries");
        line.Property(x => x.Reason).HasMaxLength(Conventions.NameLength);
        line.Property(x => x.Note).IsSentence();
        line.HasIndex(x => new { x.ClockInstanceId, x.Sequence }).IsUnique(); // the ledger in order; two writers collide here
    }

    public void Configure(EntityTypeBuilder<ClockPause> pause)
    {
        pause.ToTable("clock_pauses");
        pause.Property(x => x.RecordType).IsWord();
        pause.Property(x => x.RecordNo).IsNo();
        pause.Property(x => x.Reason).IsWord();
        pause.Property(x => x.Comment).IsSentence();
        pause.Property(x => x.ApproverRole).IsWord();
        pause.Property(x => x.RequestedByName).IsName();
        pause.Property(x => x.DecidedByName).IsName();
        pause.Property(x => x.ClockInstanceIds).AsJson();
        pause.Ignore(x => x.Record);
        pause.HasIndex(x => x.RecordId); // PausesAsync
    }

    public void Configure(EntityTypeBuilder<PolicyVersion> version)
    {
        version.ToTable("policy_versions");
        version.Property(x => x.Kind).IsWord();
        version.Property(x => x.Hash).HasMaxLength(64); // SHA-256 in hexadecimal
        version.Property(x => x.Note).IsSentence();
        version.Property(x => x.ContractIds).AsJson();
        version.HasIndex(x => new { x.Kind, x.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LoadedYear> year)
    {
        year.ToTable("loaded_years");
        year.Property(x => x.CalendarId).IsWord();
        year.Property(x => x.Note).IsSentence();
        year.Property(x => x.Rows).AsJson();
        year.HasIndex(x => new { x.CalendarId, x.Version }).IsUnique(); // two who publish at once collide here
    }
}
