using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A case with what was promised, where it stands and who has it.</summary>
public static class GetCase
{
    private const int TimelinePage = 50;
    private const int MostOfElement = 5;

    public sealed record Details(
        Case Record, Facts Facts, IReadOnlyList<ClockView> Clocks, ClockExplanation? Promise, IReadOnlyList<TaskLine> Tasks, IReadOnlyList<DocumentLine> Documents,
        IReadOnlyList<CaseEvent> Timeline, bool HasMoreTimeline, IReadOnlyList<RelatedCase> Related, Escalation? Escalation, MajorIncident? Incident, ClockPause? Pause, bool SeesInternal)
    {
        /// <summary>When it left the hot tables; nothing can be done with it since. Null while it is in them.</summary>
        public DateTimeOffset? ArchivedAt { get; init; }
    }

    public sealed record Facts(
        Bilingual? Customer, Bilingual? Site, string? Equipment, string? Product, IReadOnlyList<string> Trunks, string? Contact, string? ContactPhone, Bilingual? Owner, Bilingual? Requester);

    public sealed record TaskLine(string No, Bilingual Title, WorkItemState State, string Role, Bilingual? Holder, Bilingual? Deputy, DateTimeOffset? DueAt, DateTimeOffset? CompletedAt, Bilingual? CompletedBy, string? Outcome);

    public sealed record DocumentLine(string No, Bilingual Title, string Type, DocumentState State, int Version, string? FileName, DateTimeOffset? At, long? Size);

    public sealed record RelatedCase(string No, string Title, DateTimeOffset At, CaseState State, string Why);

    public sealed class Handler(ItrDbContext db, RecordLines lines, AccessScope access, ClockViews views, ClockDesk clockDesk, PauseDesk pauses, IEscalations escalations, IMajorIncidents incidents, ArchivedCases archive)
    {
        /// <param name="clock">The clock to explain; null for the main promise.</param>
        /// <param name="show">Kinds of timeline entries, see <see cref="TimelineFilter"/>.</param>
        /// <param name="older">Pages of the timeline to leave out, newest first.</param>
        /// <returns>Null when there is no such case in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string no, Guid? clock, string? show, int older, CancellationToken cancellationToken)
        {
            if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(record => record.No == no, cancellationToken) is not { } record)
                return await archive.FindAsync(no, cancellationToken) is { } archived ? await OfArchiveAsync(archived, clock, show, older, cancellationToken) : null;

            var clocks = await ClocksAsync(record, cancellationToken);
            var main = clocks.FirstOrDefault(x => x.Id == clock) ?? MainClock.Of(clocks);
            var timeline = await TimelineAsync(record, show, older, cancellationToken);
            return new Details(
                record, await FactsAsync(record, cancellationToken), clocks, main is null ? null : await clockDesk.ExplainAsync(main.Id, cancellationToken),
                await lines.TasksAsync(record.Id, cancellationToken), await lines.DocumentsAsync(record.Id, cancellationToken), [.. timeline.Take(TimelinePage)], timeline.Count > TimelinePage,
                await RelatedAsync(record, cancellationToken), access.SeesInternal ? await escalations.OpenAsync(record.Ref, cancellationToken) : null,
                access.SeesInternal && record.CaseType == CaseType.Fault ? await incidents.CoveringAsync(record.Id, cancellationToken) : null,
                await pauses.OpenAsync(record.Ref, cancellationToken), access.SeesInternal);
        }

        private async Task<Details> OfArchiveAsync(ArchivedCases.Found found, Guid? clock, string? show, int older, CancellationToken cancellationToken)
        {
            var clocks = await archive.ClocksAsync(found, cancellationToken);
            var main = clocks.FirstOrDefault(x => x.Id == clock) ?? MainClock.Of(clocks);
            var kinds = TimelineFilter.KindsOf(show);
            var timeline = archive.Timeline(found).Where(x => kinds is null || kinds.Contains(x.Kind)).Skip(older * TimelinePage).Take(TimelinePage + 1).ToList();
            return new Details(
                found.Record, await FactsAsync(found.Record, cancellationToken), clocks, main is null ? null : await archive.ExplainAsync(found, main.Id, cancellationToken),
                await archive.TasksAsync(found, cancellationToken), archive.Documents(found), [.. timeline.Take(TimelinePage)], timeline.Count > TimelinePage,
                await RelatedAsync(found.Record, cancellationToken), null, null, null, access.SeesInternal)
            { ArchivedAt = found.Head.ArchivedAt };
        }

        private async Task<IReadOnlyList<ClockView>> ClocksAsync(Case record, CancellationToken cancellationToken)
        {
            var clocks = await db.Set<SlaClock>().AsNoTracking().Where(x => x.RecordId == record.Id).OrderBy(x => x.StartedAt).ToListAsync(cancellationToken);
            return [.. (await views.OfAsync(clocks, cancellationToken)).Where(x => access.SeesInternal || !x.IsInternal)];
        }

        private async Task<Facts> FactsAsync(Case record, CancellationToken cancellationToken)
        {
            var customer = await db.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.CustomerId, cancellationToken);
            var site = await db.Set<CustomerSite>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.SiteId, cancellationToken);
            var equipment = await db.Set<InstalledEquipment>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.EquipmentId, cancellationToken);
            var product = equipment is null ? null : await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == equipment.ProductId, cancellationToken);
            var contact = await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.ContactId, cancellationToken);
            var people = await db.Users.AsNoTracking().Where(x => x.Id == record.OwnerId || x.Id == record.RequesterId).ToListAsync(cancellationToken);
            return new Facts(
                customer?.Name, site?.Name, equipment?.Code ?? record.EquipmentText, product?.Code, equipment?.TrunkCodes ?? [], contact?.Name, contact?.Phone,
                people.FirstOrDefault(x => x.Id == record.OwnerId)?.Name, people.FirstOrDefault(x => x.Id == record.RequesterId)?.Name);
        }

        private async Task<List<CaseEvent>> TimelineAsync(Case record, string? show, int older, CancellationToken cancellationToken)
        {
            var kinds = TimelineFilter.KindsOf(show);
            var inside = access.SeesInternal; // levels of management are told to our own people (R19)
            return await db.Set<CaseEvent>().AsNoTracking()
                .Where(x => x.CaseId == record.Id && (kinds == null || kinds.Contains(x.Kind)) && (inside || x.Kind != CaseEventKind.Escalation))
                .OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Skip(older * TimelinePage).Take(TimelinePage + 1).ToListAsync(cancellationToken);
        }

        private async Task<IReadOnlyList<RelatedCase>> RelatedAsync(Case record, CancellationToken cancellationToken)
        {
            var hot = db.Set<Case>().Select(x => new Kin { Id = x.Id, ParentId = x.ParentCaseId, EquipmentId = x.EquipmentId, No = x.No, Title = x.Title, At = x.ReceivedAt, State = x.State });
            var old = db.Set<ArchivedCase>().Select(x => new Kin { Id = x.Id, ParentId = x.ParentCaseId, EquipmentId = x.EquipmentId, No = x.No, Title = x.Title, At = x.ReceivedAt, State = x.State });
            var (family, same) = (new List<Kin>(), new List<Kin>());
            foreach (var cases in new[] { hot, old })
            {
                family.AddRange(await cases.Where(x => x.Id == record.ParentCaseId || x.ParentId == record.Id).ToListAsync(cancellationToken));
                if (record.EquipmentId is { } element && same.Count < MostOfElement)
                    same.AddRange(await cases.Where(x => x.EquipmentId == element && x.Id != record.Id).OrderByDescending(x => x.At).Take(MostOfElement - same.Count).ToListAsync(cancellationToken));
            }

            return
            [
                .. family.OrderBy(x => x.No, StringComparer.Ordinal).Select(x => new RelatedCase(x.No, x.Title, x.At, x.State, x.Id == record.ParentCaseId ? "parent" : "follow-up")),
                .. same.Where(x => family.TrueForAll(member => member.Id != x.Id)).Select(x => new RelatedCase(x.No, x.Title, x.At, x.State, "equipment")),
            ];
        }

        private sealed class Kin
        {
            public Guid Id { get; init; }

            public Guid? ParentId { get; init; }

            public Guid? EquipmentId { get; init; }

            public string No { get; init; } = "";

            public string Title { get; init; } = "";

            public DateTimeOffset At { get; init; }

            public CaseState State { get; init; }
        }
    }

    /// <param name="ArchivedAt">When it left the hot tables; commands on it are refused since. Missing while it is in them.</param>
    public sealed record ApiCase(
        string No, CaseState State, string Title, string Description, CaseType CaseType, int? Level, Channel Channel, DateTimeOffset ReceivedAt, DateTimeOffset? AcceptedAt,
        DateTimeOffset? RestoredAt, DateTimeOffset? CompletedAt, string? ContractNo, string? Policy, Tier CurrentTier, IReadOnlyList<ApiClock> Clocks, IReadOnlyList<ApiTask> Tasks, DateTimeOffset? ArchivedAt = null);

    public sealed record ApiClock(Guid Id, string ClockId, string Name, string State, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt);

    public sealed record ApiTask(string No, string Title, WorkItemState State, string Role, DateTimeOffset? DueAt, string? Outcome);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}", async Task<IResult> (string no, Handler cases, HttpContext http) =>
            {
                if (await cases.HandleAsync(no, null, null, 0, http.RequestAborted) is not { } found)
                    return TypedResults.NotFound();

                var record = found.Record;
                http.Response.Headers.ETag = ETags.Of(record.RowVersion);
                return TypedResults.Ok(new ApiCase(
                    record.No, record.State, record.Title, record.Description, record.CaseType, record.Level, record.Channel, record.ReceivedAt, record.AcceptedAt,
                    record.RestoredAt, record.CompletedAt, record.ContractNo, record.PolicyCode is null ? null : $"{record.PolicyCode} v{record.PolicyVersion}", record.CurrentTier,
                    [.. found.Clocks.Select(clock => new ApiClock(clock.Id, clock.ClockId, clock.Name.ToString(), clock.Tone.ToString(), clock.StartedAt, clock.DueAt, clock.StoppedAt))],
                    [.. found.Tasks.Select(task => new ApiTask(task.No, task.Title.ToString(), task.State, task.Role, task.DueAt, task.Outcome))],
                    found.ArchivedAt));
            })
            .RequireAuthorization(Permissions.CaseRead).Produces<ApiCase>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A case with its clocks and work items; an archived one says since when it is");
}
