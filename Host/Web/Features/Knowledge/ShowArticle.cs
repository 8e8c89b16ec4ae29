using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>An article: how it shows, what lies behind, what to do; and the cases it comes from and helped with, as far as the viewer sees them.</summary>
public static class ShowArticle
{
    private const int MostCases = 10;

    /// <param name="Faults">Names of its fault codes.</param>
    /// <param name="Source">Number of the case it was learnt from; null when the viewer does not see it.</param>
    public sealed record Details(KnowledgeArticle Article, IReadOnlyList<Bilingual> Faults, string? Source, IReadOnlyList<(string No, string Title)> Cases);

    public sealed class Handler(ItrDbContext db, IPolicies policies)
    {
        /// <returns>Null when there is no such article that the viewer may read.</returns>
        public async Task<Details?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await db.Set<KnowledgeArticle>().AsNoTracking().FirstOrDefaultAsync(x => x.No == no, cancellationToken) is not { } article)
                return null;

            var matrix = (await policies.CurrentAsync(cancellationToken)).FaultMatrix;
            var source = await db.Set<Case>().Where(x => x.Id == article.SourceCaseId).Select(x => x.No).FirstOrDefaultAsync(cancellationToken)
                ?? await db.Set<ArchivedCase>().Where(x => x.Id == article.SourceCaseId).Select(x => x.No).FirstOrDefaultAsync(cancellationToken);
            var cases = await db.Set<Case>().Where(x => db.Set<CaseArticle>().Any(link => link.ArticleId == article.Id && link.CaseId == x.Id))
                .OrderByDescending(x => x.ReceivedAt).Take(MostCases).Select(x => new { x.No, x.Title }).ToListAsync(cancellationToken);
            cases.AddRange(await db.Set<ArchivedCase>().Where(x => db.Set<CaseArticle>().Any(link => link.ArticleId == article.Id && link.CaseId == x.Id))
                .OrderByDescending(x => x.ReceivedAt).Take(MostCases - cases.Count).Select(x => new { x.No, x.Title }).ToListAsync(cancellationToken));
            return new Details(article, [.. article.FaultCodes.Select(code => matrix.GetValueOrDefault(code)?.Name ?? Bilingual.Same(code))], source, [.. cases.Select(x => (x.No, x.Title))]);
        }
    }

    /// <summary>The answer of the route.</summary>
    public sealed record ApiArticle(
        string No, string Title, ArticleState State, IReadOnlyList<string> Products, IReadOnlyList<string> Versions, IReadOnlyList<string> FaultCodes, IReadOnlyList<string> AlarmCodes,
        string Symptom, string Cause, string Solution, int Helped, string? SourceCase, IReadOnlyList<string> Cases);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/knowledge/{no}", async Task<IResult> (string no, Handler handler, CancellationToken cancellationToken) =>
            {
                if (await handler.HandleAsync(no, cancellationToken) is not { } found)
                    return TypedResults.NotFound();

                var article = found.Article;
                return TypedResults.Ok(new ApiArticle(
                    article.No, article.Title, article.State, article.ProductCodes, article.Versions, article.FaultCodes, article.AlarmCodes,
                    article.Symptom, article.Cause, article.Solution, article.HelpfulCount, found.Source, [.. found.Cases.Select(x => x.No)]));
            })
            .RequireAuthorization(Permissions.KnowledgeRead).Produces<ApiArticle>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("An article of the knowledge base");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/knowledge/{no}", async Task<IResult> (string no, Handler handler, HttpContext http) =>
                await handler.HandleAsync(no, http.RequestAborted) is { } found ? Pages.Show<ArticlePage>(new { Found = found }) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.KnowledgeRead);
}
