using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>A business record with its facts, clocks, work, documents, decisions and what happened to it.</summary>
public static class GetRecord
{
    private const int MostChildren = 60;

    public sealed record Details(
        BusinessRecord Record, RecordKind? Kind, Bilingual? Customer, Bilingual? Site, Bilingual? Owner, Bilingual? Requester, IReadOnlyList<(string Label, string Value)> Facts,
        IReadOnlyList<ClockView> Clocks, IReadOnlyList<GetCase.TaskLine> Tasks, IReadOnlyList<GetCase.DocumentLine> Documents, IReadOnlyList<ApprovalRecord> Approvals,
        IReadOnlyList<ListDecisions.Happened> History, IReadOnlyList<BusinessRecord> Children, bool SeesInternal);

    public sealed class Handler(ItrDbContext db, RecordLines lines, IWorkItemForms forms, ClockViews views, ListDecisions.Handler decisions, AccessScope access)
    {
        /// <returns>Null when there is no such record in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await db.Set<BusinessRecord>().AsNoTracking().FirstOrDefaultAsync(x => x.No == no, cancellationToken) is not { } record)
                return null;

            var kind = RecordKinds.Of(record);
            var customer = await db.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.CustomerId, cancellationToken);
            var site = await db.Set<CustomerSite>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == record.SiteId, cancellationToken);
            var clocks = await db.Set<SlaClock>().AsNoTracking().Where(x => x.RecordId == record.Id).OrderBy(x => x.StartedAt).ToListAsync(cancellationToken);
            var approvals = await db.Set<ApprovalRecord>().AsNoTracking().Where(x => x.RecordId == record.Id).OrderBy(x => x.At).ToListAsync(cancellationToken);
            var people = await db.Users.AsNoTracking().Where(x => x.Id == record.OwnerId || x.Id == record.RequesterId).ToListAsync(cancellationToken);
            var children = await db.Set<BusinessRecord>().AsNoTracking().Where(x => x.ParentId == record.Id).OrderBy(x => x.No).Take(MostChildren).ToListAsync(cancellationToken);
            return new Details(
                record, kind, customer?.Name, site?.Name, people.Find(x => x.Id == record.OwnerId)?.Name, people.Find(x => x.Id == record.RequesterId)?.Name, FactsOf(record, kind),
                [.. (await views.OfAsync(clocks, cancellationToken)).Where(x => access.SeesInternal || !x.IsInternal)], await lines.TasksAsync(record.Id, cancellationToken),
                await lines.DocumentsAsync(record.Id, cancellationToken), approvals, (await decisions.HistoryAsync(record.Id, null, cancellationToken)).Rows, children, access.SeesInternal);
        }

        // The form names what a record knows, and the words for it.
        private List<(string Label, string Value)> FactsOf(BusinessRecord record, RecordKind? kind)
        {
            var known = RecordFacts.Of(record);
            return
            [
                .. (kind is null ? null : forms.Latest(kind.FactsForm))?.Fields
                    .Where(field => field.Type is not FormFieldType.Table && field.Key != "title" && known.GetValueOrDefault(field.Key) is not (null or "" or 0m or false))
                    .Select(field => (field.Label.ToString(), FormValues.Words(field, known[field.Key] is decimal number ? number.ToString(CultureInfo.InvariantCulture) : known[field.Key]))) ?? [],
            ];
        }
    }

    /// <summary>What a program needs to know of a record.</summary>
    public sealed record ApiRecord(
        Guid Id, string No, string Type, string Title, string State, DateTimeOffset? EndedAt, string? ParentNo, IReadOnlyDictionary<string, object?> Facts, IReadOnlyList<GetCase.ApiClock> Clocks,
        IReadOnlyList<GetCase.ApiTask> Tasks);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/records/{no}", async Task<IResult> (string no, Handler records, HttpContext http) =>
            {
                if (await records.HandleAsync(no, http.RequestAborted) is not { } found)
                    return TypedResults.NotFound();

                var record = found.Record;
                http.Response.Headers.ETag = ETags.Of(record.RowVersion);
                return TypedResults.Ok(new ApiRecord(
                    record.Id, record.No, record.Type, record.Title, record.StateName, record.EndedAt, record.ParentNo, RecordFacts.Of(record),
                    [.. found.Clocks.Select(clock => new GetCase.ApiClock(clock.Id, clock.ClockId, clock.Name.ToString(), clock.Tone.ToString(), clock.StartedAt, clock.DueAt, clock.StoppedAt))],
                    [.. found.Tasks.Select(task => new GetCase.ApiTask(task.No, task.Title.ToString(), task.State, task.Role, task.DueAt, task.Outcome))]));
            })
            .RequireAuthorization(Permissions.RecordRead).Produces<ApiRecord>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A business record with its clocks and work items");
}
