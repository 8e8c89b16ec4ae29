using Elsa.ITR.Data;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Work and documents of any record as its page lists them.</summary>
public sealed class RecordLines(ItrDbContext db, TimeProvider time)
{
    /// <summary>Open work first, then what is due first.</summary>
    public async Task<IReadOnlyList<GetCase.TaskLine>> TasksAsync(Guid recordId, CancellationToken cancellationToken)
    {
        var records = await db.Set<RecordLink>().Where(link => link.CaseId == recordId).Select(link => link.RecordId).ToListAsync(cancellationToken);
        records.Add(recordId);
        var found = await (from item in db.Set<WorkItem>()
                           where records.Contains(item.RecordId)
                           join holder in db.Users on item.AssigneeId equals holder.Id into holders
                           from holder in holders.DefaultIfEmpty()
                           select new { Item = item, Zh = holder == null ? null : holder.DisplayNameZh, En = holder == null ? null : holder.DisplayNameEn })
            .AsNoTracking().ToListAsync(cancellationToken);
        var absences = await AbsencesAsync([.. found.Where(x => x.Item.IsOpen).Select(x => x.Item.AssigneeId).OfType<Guid>().Distinct()], cancellationToken);
        return
        [
            .. found.OrderBy(x => !x.Item.IsOpen).ThenBy(x => x.Item.IsOpen ? x.Item.DueAt ?? DateTimeOffset.MaxValue : DateTimeOffset.MaxValue).ThenByDescending(x => x.Item.CreatedAt)
                .Select(x => new GetCase.TaskLine(
                    x.Item.No, x.Item.Title, x.Item.State, x.Item.Role, x.Zh is null ? null : new Bilingual(x.Zh, x.En ?? x.Zh),
                    x.Item.IsOpen ? absences.FirstOrDefault(absence => absence.Absence.FromUserId == x.Item.AssigneeId && absence.Absence.Covers(x.Item.Role, time.GetUtcNow()))?.Deputy : null,
                    x.Item.DueAt, x.Item.CompletedAt, x.Item.CompletedByName, x.Item.Outcome)),
        ];
    }

    private async Task<IReadOnlyList<StandIn>> AbsencesAsync(List<Guid> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
            return [];

        var now = time.GetUtcNow();
        return await db.Set<Delegation>().AsNoTracking().Where(x => people.Contains(x.FromUserId) && x.From <= now && now < x.To)
            .Join(db.Users, x => x.ToUserId, x => x.Id, (absence, deputy) => new StandIn(absence, new Bilingual(deputy.DisplayNameZh, deputy.DisplayNameEn))).ToListAsync(cancellationToken);
    }

    private sealed record StandIn(Delegation Absence, Bilingual Deputy);

    /// <summary>The newest version of each document, newest document first.</summary>
    public async Task<IReadOnlyList<GetCase.DocumentLine>> DocumentsAsync(Guid recordId, CancellationToken cancellationToken)
    {
        var documents = await db.Set<DocumentRecord>().AsNoTracking().Where(x => x.RecordId == recordId).OrderByDescending(x => x.CreatedAt).ToListAsync(cancellationToken);
        var ids = documents.Select(x => x.Id).ToList();
        var versions = await db.Set<DocumentVersion>().AsNoTracking().Where(x => ids.Contains(x.DocumentId)).ToListAsync(cancellationToken);
        return [.. documents.Select(x =>
        {
            var newest = versions.Where(v => v.DocumentId == x.Id && v.Version == x.Version).OrderBy(v => v.Language == "en").FirstOrDefault();
            return new GetCase.DocumentLine(x.No, new Bilingual(x.TitleZh, x.TitleEn), x.Type, x.State, x.Version, newest?.FileName, newest?.At, newest?.Size);
        })];
    }
}
