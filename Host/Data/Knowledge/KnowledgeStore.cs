using Elsa.ITR.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Knowledge;

internal sealed class KnowledgeStore(ItrDbContext db) : IKnowledge
{
    public Task<KnowledgeArticle?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<KnowledgeArticle>(id, cancellationToken);

    public async Task<KnowledgeArticle?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<KnowledgeArticle>(caseId, x => x.SourceCaseId == caseId, cancellationToken)).MaxBy(x => x.No);

    public async Task<IReadOnlyList<KnowledgeArticle>> MatchesAsync(KnowledgeQuestion question, int limit, CancellationToken cancellationToken = default)
    {
        var (fault, product) = (question.FaultCode, question.ProductCode);
        var published = db.Set<KnowledgeArticle>().AsNoTracking().Where(x => x.State == ArticleState.Published);
        var found = await published
            .Where(x => (fault != null && x.FaultCodes.Contains(fault)) || (product != null && x.ProductCodes.Contains(product)))
            .OrderByDescending(x => fault != null && x.FaultCodes.Contains(fault)).ThenByDescending(x => x.HelpfulCount).Take(limit).ToListAsync(cancellationToken);

        foreach (var alarm in question.Alarms) // named by few, worth much: even when the list is full
            await AddAsync(published.Where(x => x.AlarmCodes.Contains(alarm)), limit);
        foreach (var word in question.Words) // a handful; each is one indexed-by-state scan with LIKE
            await AddAsync(published.Where(x => x.Title.Contains(word) || x.Symptom.Contains(word)), limit - found.Count);
        return found;

        async Task AddAsync(IQueryable<KnowledgeArticle> more, int most)
        {
            if (most <= 0)
                return;

            var known = found.Select(x => x.Id).ToList();
            found.AddRange(await more.Where(x => !known.Contains(x.Id)).OrderByDescending(x => x.HelpfulCount).Take(most).ToListAsync(cancellationToken));
        }
    }

    public async Task<CaseArticle?> LinkAsync(Guid caseId, Guid articleId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<CaseArticle>((caseId, articleId), x => x.CaseId == caseId && x.ArticleId == articleId, cancellationToken)).SingleOrDefault();

    public void Add(CaseArticle link) => db.Add(link);

    public void Remove(CaseArticle link) => db.Remove(link);

    public void Add(KnowledgeArticle article) => db.Add(article);
}
