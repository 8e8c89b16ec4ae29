using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Archive;

/// <summary>Finds archived cases that the reader may see, and what they owned.</summary>
public sealed class ArchiveReader(ItrDbContext db)
{
    /// <summary>The archived case that a number or id means or belongs to; null when there is none in the reader's scope.</summary>
    public Task<ArchivedCase?> FindAsync(string key, CancellationToken cancellationToken) =>
        db.Set<ArchivedCase>().AsNoTracking().FirstOrDefaultAsync(x => db.Set<ArchivedKey>().Any(one => one.Key == key && one.CaseId == x.Id), cancellationToken);

    /// <summary>The archived case with a number; null when there is none in the reader's scope.</summary>
    public Task<ArchivedCase?> FindByNoAsync(string no, CancellationToken cancellationToken) =>
        db.Set<ArchivedCase>().AsNoTracking().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    /// <summary>What it owned.</summary>
    /// <param name="part"><see cref="ArchivedPart.Record"/> or <see cref="ArchivedPart.Flows"/>.</param>
    public async Task<ArchivedRows> RowsAsync(ArchivedCase found, string part, CancellationToken cancellationToken) =>
        new(db.Model, await PartAsync(found, part, cancellationToken));

    /// <summary>Versions of a document of an archived case, in every language: those of one version, or of the newest.</summary>
    public async Task<IReadOnlyList<ArchivedDocument>> DocumentAsync(string no, int? version, CancellationToken cancellationToken) =>
        (await db.Set<ArchivedDocument>().AsNoTracking().Where(x => x.No == no && (version == null || x.Version == version)).ToListAsync(cancellationToken))
            .GroupBy(x => x.Version).MaxBy(x => x.Key)?.ToList() ?? [];

    /// <summary>Its service report as it read on the day it was archived.</summary>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    public async Task<ArchivedReport> ReportAsync(ArchivedCase found, string language, CancellationToken cancellationToken) =>
        ArchivedRows.Read<ArchivedReport>((await PartAsync(found, ArchivedPart.Report + language, cancellationToken)).Content);

    private Task<ArchivedPart> PartAsync(ArchivedCase found, string name, CancellationToken cancellationToken) =>
        db.Set<ArchivedPart>().AsNoTracking().SingleAsync(x => x.CaseId == found.Id && x.Name == name, cancellationToken);
}
