using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Timesheets;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>An archived case as pages and programs show it, cut down to what the viewer may see by the rules that hold for the hot tables (AccessFilters).</summary>
public sealed class ArchivedCases(ItrDbContext db, ArchiveReader archive, AccessScope access, CurrentActor me, ClockViews views, IPolicies policies, TimeProvider time)
{
    /// <summary>The case with what it owned; null when there is none in the viewer's scope.</summary>
    public async Task<Found?> FindAsync(string no, CancellationToken cancellationToken) =>
        await archive.FindByNoAsync(no, cancellationToken) is { } head ? new Found(head, await archive.RowsAsync(head, ArchivedPart.Record, cancellationToken)) : null;

    /// <summary>Why a promise was due when it was; null for a clock that nobody archived or that the viewer may not see.</summary>
    public async Task<ClockExplanation?> ExplainAsync(Guid clockId, CancellationToken cancellationToken) =>
        await archive.FindAsync(clockId.ToString(), cancellationToken) is { } head
            ? await ExplainAsync(new Found(head, await archive.RowsAsync(head, ArchivedPart.Record, cancellationToken)), clockId, cancellationToken) : null;

    public async Task<ClockExplanation?> ExplainAsync(Found found, Guid clockId, CancellationToken cancellationToken)
    {
        if (found.Rows.Of<SlaClock>().FirstOrDefault(x => x.Id == clockId && MaySee(x)) is not { } clock)
            return null;

        clock.Entries = [.. found.Rows.Of<ClockEntry>().Where(x => x.ClockInstanceId == clockId).OrderBy(x => x.Sequence)];
        return ClockExplanation.Of(clock, await policies.GetAsync(clock.PolicyVersion, cancellationToken), time.GetUtcNow());
    }

    public async Task<IReadOnlyList<ClockView>> ClocksAsync(Found found, CancellationToken cancellationToken) =>
        [.. (await views.OfAsync([.. found.Rows.Of<SlaClock>().Where(x => x.RecordId == found.Head.Id && MaySee(x)).OrderBy(x => x.StartedAt)], cancellationToken))
            .Where(x => access.SeesInternal || !x.IsInternal)];

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<GetCase.TaskLine>> TasksAsync(Found found, CancellationToken cancellationToken)
    {
        var items = found.Rows.Of<WorkItem>().Where(MaySee).OrderByDescending(x => x.CreatedAt).ToList();
        var names = await NamesAsync(items.Select(x => x.AssigneeId).OfType<Guid>(), cancellationToken);
        return [.. items.Select(x => new GetCase.TaskLine(
            x.No, x.Title, x.State, x.Role, x.AssigneeId is { } holder ? names.GetValueOrDefault(holder) : null, null, x.DueAt, x.CompletedAt, x.CompletedByName, x.Outcome))];
    }

    /// <summary>The newest version of each document, newest document first.</summary>
    public IReadOnlyList<GetCase.DocumentLine> Documents(Found found) =>
        [.. found.Rows.Of<DocumentRecord>().Where(x => x.RecordId == found.Head.Id && (access.SeesInternal || !x.IsInternal)).OrderByDescending(x => x.CreatedAt).Select(x =>
        {
            var newest = found.Rows.Of<DocumentVersion>().Where(v => v.DocumentId == x.Id && v.Version == x.Version).OrderBy(v => v.Language == "en").FirstOrDefault();
            return new GetCase.DocumentLine(x.No, new Bilingual(x.TitleZh, x.TitleEn), x.Type, x.State, x.Version, newest?.FileName, newest?.At, newest?.Size);
        })];

    /// <summary>Newest first.</summary>
    public IEnumerable<CaseEvent> Timeline(Found found) => found.Rows.Of<CaseEvent>()
        .Where(x => access.SeesInternal || (!x.IsInternal && x.Kind != CaseEventKind.Escalation)).OrderByDescending(x => x.At).ThenByDescending(x => x.Id);

    public async Task<ListHours.Found> HoursAsync(Found found, CancellationToken cancellationToken)
    {
        var booked = found.Rows.Of<TimesheetEntry>().Where(x => access.SeesInternal || x.UserId == me.Value.PersonId).OrderByDescending(x => x.WorkedOn).ThenByDescending(x => x.CreatedAt).ToList();
        var names = await NamesAsync(booked.Select(x => x.UserId), cancellationToken);
        return new ListHours.Found(
            found.Head.No, booked.Sum(x => x.Minutes),
            [.. booked.GroupBy(x => x.Kind).OrderBy(x => x.Key).Select(x => new ListHours.Sum(x.Key, x.Sum(entry => entry.Minutes))).Where(x => x.Minutes > 0)],
            [.. booked.Select(x => new ListHours.Entry(
                x.Id, names.GetValueOrDefault(x.UserId) ?? Bilingual.Same(x.CreatedBy), x.WorkedOn, x.Kind, x.Minutes, x.RecordNo, x.WorkItemNo, x.Note, x.FirstMinutes, x.CorrectionReason, x.CorrectedAt, false))]);
    }

    private bool MaySee(SlaClock clock) => access.SeesInternal || clock.PolicyCode != PolicyCodes.Internal;

    private bool MaySee(WorkItem item) => access.SeesInternal
        || (me.Value.PersonId is { } person && (item.AssigneeId == person || item.CompletedById == person)) || me.Value.Has(item.Role, item.CandidateOrgId);

    private async Task<Dictionary<Guid, Bilingual>> NamesAsync(IEnumerable<Guid> people, CancellationToken cancellationToken)
    {
        var ids = people.Distinct().ToList();
        return await db.Users.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => new Bilingual(x.DisplayNameZh, x.DisplayNameEn), cancellationToken);
    }

    /// <param name="Rows">All of it; what is shown passes this class.</param>
    public sealed record Found(ArchivedCase Head, ArchivedRows Rows)
    {
        public Case Record { get; } = Rows.Of<Case>().Single();
    }
}
