using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Knowledge;

/// <summary>Finds articles, writes them from cases, publishes them.</summary>
public sealed class KnowledgeDesk(
    IKnowledge knowledge, ICases cases, IInstalledBase equipment, IRecordNumbers numbers, EventDesk events, CaseTimeline timeline, CurrentActor me, TimeProvider time)
{
    /// <summary>Most articles shown beside a request (01.2).</summary>
    public const int Shown = 5;

    private const int Considered = 50;
    private static readonly char[] Breaks = [' ', ' ', ',', ',', '.', '。', ';', ';', ':', ':', '/', '(', ')', '(', ')', '\n', '\r', '\t', '、', '"'];

    /// <summary>The articles that fit best: same fault first, then the alarms that are named, the product, its version, common words.</summary>
    /// <param name="question">What is looked for.</param>
    /// <param name="limit">Most articles returned.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<IReadOnlyList<KnowledgeHit>> SearchAsync(KnowledgeQuestion question, int limit = Shown, CancellationToken cancellationToken = default) =>
    [
        .. (await knowledge.MatchesAsync(question, Considered, cancellationToken)).Select(article => KnowledgeHit.Of(article, question))
            .OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Article.HelpfulCount).ThenBy(hit => hit.Article.No, StringComparer.Ordinal).Take(limit),
    ];

    /// <summary>The articles that fit a case.</summary>
    /// <param name="record">The case.</param>
    /// <param name="seen">What those who looked at it wrote; its alarms are searched for too.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<IReadOnlyList<KnowledgeHit>> SearchForAsync(Case record, string seen = "", CancellationToken cancellationToken = default)
    {
        var (product, version) = await ProductOfAsync(record, cancellationToken);
        return await SearchAsync(new KnowledgeQuestion($"{record.Title} {record.Description} {seen}", record.FaultCode, product, version), cancellationToken: cancellationToken);
    }

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
        article.AlarmCodes = [.. AlarmCodes.In($"{title} {symptom} {record.Title} {record.Description}")];
        var (product, version) = await ProductOfAsync(record, cancellationToken);
        (article.ProductCodes, article.Versions) = (product is null ? [] : [product], version is null ? [] : [version]);
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

    /// <summary>A published article helped with a case: counts for its rank, once per case.</summary>
    /// <param name="record">The case.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">knowledge.unknown, knowledge.not-published.</exception>
    public async Task<KnowledgeArticle> LinkAsync(Case record, Guid articleId, CancellationToken cancellationToken = default)
    {
        var article = await knowledge.FindAsync(articleId, cancellationToken) ?? throw new RuleViolationException("knowledge.unknown");
        if (article.State != ArticleState.Published)
            throw new RuleViolationException("knowledge.not-published", ("no", article.No));
        if (await knowledge.LinkAsync(record.Id, article.Id, cancellationToken) is not null)
            return article;

        knowledge.Add(new CaseArticle { CaseId = record.Id, ArticleId = article.Id, LinkedById = me.Value.PersonId });
        article.HelpfulCount++;
        timeline.Write(record.Ref, "Knowledge.Linked", Data(article));
        return article;
    }

    /// <summary>It did not help after all.</summary>
    /// <param name="record">The case.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>False when it was not linked.</returns>
    public async Task<bool> UnlinkAsync(Case record, Guid articleId, CancellationToken cancellationToken = default)
    {
        if (await knowledge.LinkAsync(record.Id, articleId, cancellationToken) is not { } link || await knowledge.FindAsync(articleId, cancellationToken) is not { } article)
            return false;

        knowledge.Remove(link);
        article.HelpfulCount = Math.Max(0, article.HelpfulCount - 1);
        timeline.Write(record.Ref, "Knowledge.Unlinked", Data(article));
        return true;
    }

    /// <summary>Words worth looking for: Latin words of three letters and more; Chinese text by pairs of characters. The first twelve.</summary>
    /// <param name="text">Any text.</param>
    internal static IReadOnlyList<string> WordsOf(string text)
    {
        const int limit = 12, shortest = 3;
        var words = new List<string>();
        foreach (var part in text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries).SelectMany(Runs))
        {
            if (char.IsAscii(part[0]))
            {
                if (part.Length >= shortest)
                    words.Add(part);
                continue;
            }

            for (var i = 0; i + 1 < part.Length; i += 2)
                words.Add(part.Substring(i, 2));
        }

        return [.. words.Distinct(StringComparer.OrdinalIgnoreCase).Take(limit)];
    }

    // Where Latin and Chinese writing meet without a space, a word ends too.
    private static IEnumerable<string> Runs(string part)
    {
        for (int from = 0, at = 1; at <= part.Length; at++)
        {
            if (at < part.Length && char.IsAscii(part[at]) == char.IsAscii(part[from]))
                continue;

            yield return part[from..at];
            from = at;
        }
    }

    private async Task<(string? Product, string? Version)> ProductOfAsync(Case record, CancellationToken cancellationToken)
    {
        if (record.EquipmentId is not { } id || await equipment.FindAsync(id, cancellationToken) is not { } element)
            return (null, null);

        var version = element.SoftwareVersionId is { } versionId ? await equipment.VersionAsync(versionId, cancellationToken) : null;
        return ((await equipment.ProductAsync(element.ProductId, cancellationToken))?.Code, version?.VersionNo);
    }

    private static Dictionary<string, object?> Data(KnowledgeArticle article) => new() { ["no"] = article.No, ["title"] = article.Title };
}
