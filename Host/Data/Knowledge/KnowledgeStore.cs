using Elsa.ITR.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Knowledge;

internal sealed class KnowledgeStore(ItrDbContext db) : IKnowledge
{
    public Task<KnowledgeArticle?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<KnowledgeArticle>(id, cancellationToken);

    public async Task<KnowledgeArticle?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<KnowledgeArticle>(caseId, x => x.SourceCaseId == caseId, cancellationToken)).MaxBy(x => x.No);

    public async Task<IReadOnlyList<KnowledgeArticle>> MatchesAsync(
        IReadOnlyList<string> words, string? faultCode, string? productCode, int limit, CancellationToken cancellationToken = default)
    {
        var published = db.Set<KnowledgeArticle>().AsNoTracking().Where(x => x.State == ArticleState.Published);
        var found = await published
            .Where(x => (faultCode != null && x.FaultCodes.Contains(faultCode)) || (productCode != null && x.ProductCodes.Contains(productCode)))
            .OrderByDescending(x => x.HelpfulCount).Take(limit).ToListAsync(cancellationToken);

        foreach (var word in words) // a handful; each is one indexed-by-state scan with LIKE
        {
            if (found.Count >= limit)
                break;

            var known = found.Select(x => x.Id).ToList();
            found.AddRange(await published
                .Where(x => (x.Title.Contains(word) || x.Symptom.Contains(word)) && !known.Contains(x.Id))
                .OrderByDescending(x => x.HelpfulCount).Take(limit - found.Count).ToListAsync(cancellationToken));
        }

        return found;
    }

    public void Add(KnowledgeArticle article) => db.Add(article);
}
