using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Spares;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Archive;

/// <summary>What a case is asked for before it is moved: its service report, which reads what the move takes away.</summary>
public sealed record ArchivedReport(string Language, string Title, string Body, string File);

/// <summary>Moves a case that ended long ago from the hot tables to those of the archive, with everything it owns, as part of the running command: it is whole in one of the two.</summary>
public sealed class CaseArchive(ItrDbContext db, TimeProvider time)
{
    /// <param name="No">CASE number, the second part of the order.</param>
    public sealed record Candidate(Guid Id, string No, DateTimeOffset ReceivedAt);

    /// <summary>Cases that ended before an instant, oldest first; whether they may leave is decided one by one.</summary>
    /// <param name="after">The last of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<Candidate>> FindAsync(DateTimeOffset before, Candidate? after, int most, CancellationToken cancellationToken)
    {
        var ended = Ended(before);
        if (after is { ReceivedAt: var at, No: var no })
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
            ended = ended.Where(x => x.ReceivedAt > at || (x.ReceivedAt == at && string.Compare(x.No, no) > 0));
#pragma warning restore CA1309
        return await ended.OrderBy(x => x.ReceivedAt).ThenBy(x => x.No).Take(most).Select(x => new Candidate(x.Id, x.No, x.ReceivedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Stages the move for the commit.</summary>
    /// <param name="reports">See <see cref="ArchivedReport"/>; asked only when the case moves.</param>
    /// <returns>Null when it moves; else what keeps it, in one word: <c>gone</c>, <c>work</c>, <c>clock</c>, <c>flow</c>, <c>effect</c>, <c>service</c>, <c>decision</c>, <c>incident</c>, <c>follow-up</c>.</returns>
    public async Task<string?> MoveAsync(
        Guid caseId, DateTimeOffset before, Func<Case, CancellationToken, Task<IReadOnlyList<ArchivedReport>>> reports, CancellationToken cancellationToken)
    {
        if (await Ended(before).FirstOrDefaultAsync(x => x.Id == caseId, cancellationToken) is not { } record)
            return "gone"; // another node was first, or somebody has touched it since

        var rows = await OwnedRows.LoadAsync(db, record, cancellationToken);
        if (KeptBy(rows) is { } open)
            return open;
        if (await KeptByOthersAsync(rows, cancellationToken) is { } other)
            return other;

        var now = time.GetUtcNow();
        db.Add(ArchivedCase.Of(record, now));
        foreach (var report in await reports(record, cancellationToken))
            AddPart(record.Id, ArchivedPart.Report + report.Language, ArchivedRows.Write(report));
        AddPart(record.Id, ArchivedPart.Record, ArchivedRows.Write(db, rows.Record));
        AddPart(record.Id, ArchivedPart.Flows, ArchivedRows.Write(db, rows.Flows));
        db.AddRange((await KeysAsync(rows, cancellationToken)).Distinct().Select(key => new ArchivedKey { Key = key, CaseId = record.Id }));
        db.AddRange(rows.Of<DocumentVersion>().Join(rows.Of<DocumentRecord>(), x => x.DocumentId, x => x.Id, (version, document) => Of(record.Id, document, version)));
        db.RemoveRange(rows.All.Reverse()); // what hangs on others first
        return null;
    }

    private IQueryable<Case> Ended(DateTimeOffset before) => db.Set<Case>().Where(x => CaseStates.Final.Contains(x.State) && x.ReceivedAt < before
        && (x.ClosedAt < before || (x.ClosedAt == null && x.UpdatedAt < before)));

    private static string? KeptBy(OwnedRows rows) =>
        rows.Of<WorkItem>().Any(x => x.IsOpen) ? "work"
        : rows.Of<SlaClock>().Any(x => x.IsOpen) || rows.Of<ClockPause>().Any(x => x.State is ClockPauseState.Requested or ClockPauseState.Approved) ? "clock"
        : rows.Of<WorkflowInstance>().Any(x => x.Status == WorkflowStatus.Running) ? "flow"
        : rows.Of<OutboxMessage>().Any(x => x.State != OutboxState.Done) ? "effect"
        : rows.Services.Any(x => !x.IsEnded) || rows.Of<Loan>().Any(x => x.State == LoanState.Open) || rows.Of<Repair>().Any(x => x.ReturnedAt == null) ? "service"
        : rows.Of<Escalation>().Any(x => x.IsOpen) || rows.Of<TemporaryMeasure>().Any(x => x.IsOpen) || rows.Of<Retrospective>().Any(x => x.State != RetrospectiveState.Approved) ? "decision"
        : null;

    private async Task<string?> KeptByOthersAsync(OwnedRows rows, CancellationToken cancellationToken)
    {
        var (id, ids) = (rows.Case.Id, rows.Ids);
        var instances = rows.Of<WorkflowInstance>().Select(x => x.Id).ToList();
        if (await db.Set<StoredBookmark>().AnyAsync(x => instances.Contains(x.WorkflowInstanceId), cancellationToken))
            return "flow";
        if (await db.Set<OutboxMessage>().AnyAsync(x => x.State != OutboxState.Done && x.InstanceId != null && instances.Contains(x.InstanceId), cancellationToken))
            return "effect";

        var owners = ids.Concat(rows.Of<SlaClock>().Select(x => x.Id)).Concat(rows.Of<ClockPause>().Select(x => x.Id)).Concat(rows.Of<WorkItem>().Select(x => x.Id)).Select(x => x.ToString()).ToList();
        if (await db.Set<Deadline>().AnyAsync(x => owners.Contains(x.OwnerId) && (x.State == DeadlineState.Pending || x.State == DeadlineState.Parked), cancellationToken))
            return "clock";
        if (await db.Set<Penalty>().AnyAsync(x => ids.Contains(x.RecordId) && (x.State == PenaltyState.Proposed || x.State == PenaltyState.Disputed), cancellationToken)
            || await db.Set<Complaint>().AnyAsync(x => x.CaseId == id && x.State != ComplaintState.Resolved, cancellationToken))
            return "decision";
        if (await db.Set<MajorIncident>().AnyAsync(x => x.MainCaseId == id, cancellationToken))
            return "incident"; // its notices and its group are read through the main case

        return await db.Set<Case>().AnyAsync(x => x.ParentCaseId == id && !CaseStates.Final.Contains(x.State), cancellationToken)
            || await db.Set<BusinessRecord>().AnyAsync(x => x.ParentId == id && x.EndedAt == null, cancellationToken) ? "follow-up" : null;
    }

    private async Task<IEnumerable<string>> KeysAsync(OwnedRows rows, CancellationToken cancellationToken)
    {
        var ids = rows.Ids;
        var penalties = await db.Set<Penalty>().Where(x => ids.Contains(x.RecordId)).Select(x => x.No).ToListAsync(cancellationToken);
        return rows.Numbers.Concat(penalties).Concat(rows.Of<WorkItem>().Select(x => x.No)).Concat(rows.Of<DocumentRecord>().Select(x => x.No))
            .Concat(rows.Of<Retrospective>().Select(x => x.No)).Concat(rows.Of<DefectReport>().Select(x => x.No)).Concat(rows.Of<SlaClock>().Select(x => x.Id.ToString()));
    }

    private void AddPart(Guid caseId, string name, byte[] content) =>
        db.Add(new ArchivedPart { CaseId = caseId, Name = name, Format = ArchivedRows.Format, Content = content });

    private static ArchivedDocument Of(Guid caseId, DocumentRecord document, DocumentVersion version) => new()
    {
        Id = version.Id,
        CaseId = caseId,
        No = document.No,
        Version = version.Version,
        Language = version.Language,
        FileName = version.FileName,
        ContentType = version.ContentType,
        Hash = version.Hash,
        IsInternal = document.IsInternal,
    };
}
