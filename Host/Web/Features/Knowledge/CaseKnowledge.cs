using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>What is known about a case: articles that helped, and those that may.</summary>
public static class CaseKnowledge
{
    // Fields of the tasks in which those who looked wrote what they saw.
    private static readonly string[] Seen = ["alarms", "diagnosis", "firstAssessment"];

    /// <param name="Linked">Said to have helped.</param>
    /// <param name="Hits">May help; the best first.</param>
    public sealed record Details(string CaseNo, IReadOnlyList<ArticleRow> Linked, IReadOnlyList<ArticleRow> Hits);

    public sealed class Handler(ItrDbContext db, KnowledgeDesk desk)
    {
        /// <returns>Null when there is no such case in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(x => x.No == no, cancellationToken) is not { } record)
                return null;

            var linked = await db.Set<KnowledgeArticle>().AsNoTracking().Where(x => db.Set<CaseArticle>().Any(link => link.CaseId == record.Id && link.ArticleId == x.Id))
                .OrderBy(x => x.No).ToListAsync(cancellationToken);
            var hits = await desk.SearchForAsync(record, await SeenAsync(record.Id, cancellationToken), cancellationToken);
            return new Details(no, [.. linked.Select(x => ArticleRow.Of(x))], [.. hits.Where(hit => hit.Score > 0 && linked.TrueForAll(x => x.Id != hit.Article.Id)).Select(ArticleRow.Of)]);
        }

        private async Task<string> SeenAsync(Guid caseId, CancellationToken cancellationToken)
        {
            var answers = await db.Set<WorkItem>().AsNoTracking().Where(x => x.RecordId == caseId && x.State == WorkItemState.Completed && x.FormData != null)
                .OrderByDescending(x => x.CompletedAt).Take(20).Select(x => x.FormData!).ToListAsync(cancellationToken);
            return string.Join(' ', answers.Select(FormJson.Read).SelectMany(answer => Seen.Select(key => Facts.Text(answer.GetValueOrDefault(key)))).OfType<string>().Distinct());
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/knowledge", async Task<IResult> (string no, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(no, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.KnowledgeLink).Produces<Details>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Articles that helped with a case and those that may, with what is the same");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/cases/{no}/knowledge", async Task<IResult> (string no, Handler handler, HttpContext http) =>
                await handler.HandleAsync(no, http.RequestAborted) is { } found ? Pages.Show<CaseKnowledgeCard>(new { Found = found }) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.KnowledgeLink);
}
