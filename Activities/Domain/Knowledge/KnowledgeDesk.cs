using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Knowledge;

/// <summary>Finds articles, writes them from cases, publishes them.</summary>
public sealed class KnowledgeDesk(
    IKnowledge knowledge, ICases cases, IInstalledBase equipment, IRecordNumbers numbers, EventDesk events, TimeProvider time)
{
    /// <summary>Most articles shown beside a request (01.2).</summary>
    public const int Shown = 5;

    private const int Considered = 50;
    private static readonly char[] Breaks = [' ', ' ', ',', ',', '.', '。', ';', ';', ':', ':', '/', '(', ')', '(', ')', '\n', '\r', '\t', '、', '"'];

    /// <summary>The articles that fit best, at most <see cref="Shown"/>: same code first, then same product, then common words.</summary>
    /// <param name="text">Title and description of the request.</param>
    /// <param name="faultCode">Fault code; null for none.</param>
    /// <param name="productCode">Product code; null for none.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<IReadOnlyList<KnowledgeArticle>> SearchAsync(
        string text, string? faultCode, string? productCode, CancellationToken cancellationToken = default)
    {
        var words = WordsOf(text);
        var found = await knowledge.MatchesAsync(words, faultCode, productCode, Considered, cancellationToken);
        return
        [
            .. found.OrderByDescending(article => Score(article, words, faultCode, productCode))
                .ThenByDescending(article => article.HelpfulCount).ThenBy(article => article.No, StringComparer.Ordinal).Take(Shown),
        ];
    }

    /// <summary>The articles that fit a case.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<IReadOnlyList<KnowledgeArticle>> SearchForAsync(Case record, CancellationToken cancellationToken = default) =>
        await SearchAsync($"{record.Title} {record.Description}", record.FaultCode, await ProductOfAsync(record, cancellationToken), cancellationToken);

    /// <summary>Writes an article from a case and hands it in for review; raises <c>Knowledge.Submitted</c> on the case.</summary>
    /// <param name="record">The case.</param>
    /// <param name="title">One line.</param>
    /// <param name="symptom">How it shows.</param>
    /// <param name="cause">What lies behind.</param>
    /// <param name="solution">What to do.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The article; writing again changes the draft of the same case.</returns>
    public async Task<KnowledgeArticle> DraftAsync(
        Case record, string title, string symptom, string cause, string solution, CancellationToken cancellationToken = default)
    {
        var article = await knowledge.OfCaseAsync(record.Id, cancellationToken);
        if (article is null or { State: ArticleState.Published or ArticleState.Retired })
        {
            article = new KnowledgeArticle { No = await numbers.NextAsync("KB", cancellationToken), SourceCaseId = record.Id };
            knowledge.Add(article);
        }

        (article.Title, article.Symptom, article.Cause, article.Solution, article.State) = (title, symptom, cause, solution, ArticleState.InReview);
        article.FaultCodes = record.FaultCode is { } code ? [code] : [];
        article.ProductCodes = await ProductOfAsync(record, cancellationToken) is { } product ? [product] : [];
        await events.PublishAsync("Knowledge.Submitted", record.Ref, data: Data(article), cancellationToken: cancellationToken);
        return article;
    }

    /// <summary>The editor publishes an article, or sends it back to its author; publishing raises <c>Knowledge.Published</c> on its case.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="isPublished">False sends it back.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">knowledge.unknown, knowledge.not-in-review.</exception>
    public async Task ReviewAsync(Guid articleId, bool isPublished, CancellationToken cancellationToken = default)
    {
        var article = await knowledge.FindAsync(articleId, cancellationToken) ?? throw new RuleViolationException("knowledge.unknown");
        if (article.State != ArticleState.InReview)
            throw new RuleViolationException("knowledge.not-in-review", ("no", article.No), ("state", article.State));

        article.State = isPublished ? ArticleState.Published : ArticleState.Draft;
        if (!isPublished)
            return;

        article.PublishedAt = time.GetUtcNow();
        if (article.SourceCaseId is { } caseId && await cases.FindAsync(caseId, cancellationToken) is { } record)
            await events.PublishAsync("Knowledge.Published", record.Ref, data: Data(article), cancellationToken: cancellationToken);
    }

    /// <summary>An article solved a case; counts for its rank.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="RuleViolationException">knowledge.unknown.</exception>
    public async Task<KnowledgeArticle> MarkHelpfulAsync(Guid articleId, CancellationToken cancellationToken = default)
    {
        var article = await knowledge.FindAsync(articleId, cancellationToken) ?? throw new RuleViolationException("knowledge.unknown");
        article.HelpfulCount++;
        return article;
    }

    /// <summary>Words worth looking for: Latin words of three letters and more; Chinese text by pairs of characters. The first twelve.</summary>
    /// <param name="text">Any text.</param>
    internal static IReadOnlyList<string> WordsOf(string text)
    {
        const int limit = 12;
        var words = new List<string>();
        foreach (var part in text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.All(char.IsAscii))
            {
                if (part.Length >= 3)
                    words.Add(part);
                continue;
            }

            for (var i = 0; i + 1 < part.Length; i += 2)
                words.Add(part.Substring(i, 2));
        }

        return [.. words.Distinct(StringComparer.OrdinalIgnoreCase).Take(limit)];
    }

    private static int Score(KnowledgeArticle article, IReadOnlyList<string> words, string? faultCode, string? productCode)
    {
        const int sameCode = 100, sameProduct = 40, inTitle = 5, inSymptom = 2;
        var score = faultCode is not null && article.FaultCodes.Contains(faultCode) ? sameCode : 0;
        score += productCode is not null && article.ProductCodes.Contains(productCode) ? sameProduct : 0;
        score += inTitle * words.Count(word => article.Title.Contains(word, StringComparison.OrdinalIgnoreCase));
        return score + (inSymptom * words.Count(word => article.Symptom.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<string?> ProductOfAsync(Case record, CancellationToken cancellationToken)
    {
        var element = record.EquipmentId is { } id ? await equipment.FindAsync(id, cancellationToken) : null;
        return element is null ? null : (await equipment.ProductAsync(element.ProductId, cancellationToken))?.Code;
    }

    private static Dictionary<string, object?> Data(KnowledgeArticle article) => new() { ["no"] = article.No, ["title"] = article.Title };
}
