using Elsa.ITR.Data;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>Published articles by words, alarm, fault code and product; what helped most comes first where nothing is asked.</summary>
public static class FindKnowledge
{
    private const int Most = 50;

    public sealed record Found(string? Text, string? Product, IReadOnlyList<ArticleRow> Rows, IReadOnlyList<string> Products);

    public sealed class Handler(ItrDbContext db, KnowledgeDesk desk)
    {
        public async Task<Found> HandleAsync(string? text, string? product, CancellationToken cancellationToken)
        {
            var asked = text?.Trim() is { Length: > 0 } words ? words : null;
            var chosen = product is { Length: > 0 } ? product : null;
            var products = await db.Set<Product>().OrderBy(x => x.Code).Select(x => x.Code).ToListAsync(cancellationToken);
            return new Found(asked, chosen, asked is null ? await TopAsync(chosen, cancellationToken) : await SearchAsync(asked, chosen, cancellationToken), products);
        }

        private async Task<IReadOnlyList<ArticleRow>> TopAsync(string? product, CancellationToken cancellationToken) =>
            [.. (await Published(product).OrderByDescending(x => x.HelpfulCount).ThenByDescending(x => x.No).Take(Most).ToListAsync(cancellationToken)).Select(x => ArticleRow.Of(x))];

        private async Task<IReadOnlyList<ArticleRow>> SearchAsync(string text, string? product, CancellationToken cancellationToken)
        {
            var named = await Published(product).Where(x => x.No == text).ToListAsync(cancellationToken);
            var hits = await desk.SearchAsync(new KnowledgeQuestion(text, text.ToUpperInvariant()), Most, cancellationToken);
            return [.. named.Select(x => ArticleRow.Of(x)), .. hits.Where(hit => hit.Score > 0 && (product is null || hit.Article.ProductCodes.Contains(product))).Select(ArticleRow.Of)];
        }

        private IQueryable<KnowledgeArticle> Published(string? product) =>
            db.Set<KnowledgeArticle>().AsNoTracking().Where(x => x.State == ArticleState.Published && (product == null || x.ProductCodes.Contains(product)));
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/knowledge", async (string? q, string? product, Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok((await handler.HandleAsync(q, product, cancellationToken)).Rows))
            .RequireAuthorization(Permissions.KnowledgeRead)
            .WithSummary("Published articles by words, alarm or fault code, and product");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/knowledge", async (string? q, string? product, Handler handler, CancellationToken cancellationToken) =>
                Pages.Show<KnowledgePage>(new { Found = await handler.HandleAsync(q, product, cancellationToken) }))
            .RequireAuthorization(Permissions.KnowledgeRead);
}
