using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Records;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Live;

/// <summary>What a commit touched, for pages that are open (D25): nodes tail these rows, browsers hear a topic and ask again.</summary>
public sealed class LiveChange
{
    /// <summary>Everything changed; for saves that touch too much to name.</summary>
    public const string Everything = "*";

    public long Id { get; init; }

    /// <summary>Topics by spaces: <c>inbox</c>, numbers of records, <c>person:</c> and an id.</summary>
    public string Topics { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

internal sealed class LiveChangeConfiguration : IEntityTypeConfiguration<LiveChange>
{
    public void Configure(EntityTypeBuilder<LiveChange> change)
    {
        change.ToTable("live_changes");
        change.Property(x => x.Id).ValueGeneratedOnAdd();
        change.Property(x => x.Topics).HasMaxLength(1000).IsUnicode(false);
        change.HasIndex(x => x.At); // swept by age
    }
}

/// <summary>Adds the row to the save that makes the change: both commit or neither.</summary>
internal sealed class LiveChangeWriter(TimeProvider time) : SaveChangesInterceptor
{
    private const int Most = 40; // topics a row can name

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && TopicsOf(db) is { Count: > 0 } topics)
            db.Add(new LiveChange { Topics = topics.Count > Most ? LiveChange.Everything : string.Join(' ', topics), At = time.GetUtcNow() });
        return ValueTask.FromResult(result);
    }

    private static HashSet<string> TopicsOf(DbContext db)
    {
        var topics = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            switch (entry.Entity)
            {
                case WorkItem item:
                    topics.Add("inbox");
                    topics.Add(item.RecordNo);
                    break;
                case Case record:
                    topics.Add(record.No);
                    break;
                case BusinessRecord record:
                    topics.Add(record.No);
                    if (record.ParentNo is { } parent)
                        topics.Add(parent);
                    break;
                case CaseEvent line when db.FindTracked<Case, Guid>(line.CaseId) is { Entity: var told }:
                    topics.Add(told.No);
                    break;
                case SlaClock clock:
                    topics.Add(clock.RecordNo);
                    break;
                case DocumentRecord document:
                    topics.Add(document.RecordNo);
                    break;
                case Notification { Channel: NotificationChannel.InApp } message:
                    topics.Add($"person:{message.RecipientId:N}");
                    break;
            }

        return topics;
    }
}
