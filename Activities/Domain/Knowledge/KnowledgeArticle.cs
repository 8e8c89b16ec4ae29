using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Knowledge;

/// <summary>Where an article stands.</summary>
public enum ArticleState
{
    /// <summary>Being written.</summary>
    Draft,
    /// <summary>Waits for the editor.</summary>
    InReview,
    /// <summary>Readable.</summary>
    Published,
    /// <summary>No longer shown.</summary>
    Retired,
}

/// <summary>A solved problem, written down (知识案例).</summary>
public sealed class KnowledgeArticle : Entity
{
    /// <summary>KB number.</summary>
    public string No { get; set; } = "";

    /// <summary>One line.</summary>
    public string Title { get; set; } = "";

    /// <summary>Codes of the products it is about.</summary>
    public List<string> ProductCodes { get; set; } = [];

    /// <summary>Codes of the faults it is about.</summary>
    public List<string> FaultCodes { get; set; } = [];

    /// <summary>How it shows.</summary>
    public string Symptom { get; set; } = "";

    /// <summary>What lies behind.</summary>
    public string Cause { get; set; } = "";

    /// <summary>What to do.</summary>
    public string Solution { get; set; } = "";

    /// <summary>The case it was learnt from.</summary>
    public Guid? SourceCaseId { get; set; }

    /// <summary>Where it stands.</summary>
    public ArticleState State { get; set; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; set; } = 1;

    /// <summary>How often it was opened.</summary>
    public int ViewCount { get; set; }

    /// <summary>How often it solved a case.</summary>
    public int HelpfulCount { get; set; }

    /// <summary>When it became readable.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>Articles, as a command needs them.</summary>
public interface IKnowledge
{
    /// <summary>An article, null when there is none.</summary>
    /// <param name="id">Article id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<KnowledgeArticle?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The article learnt from a case, null when there is none.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<KnowledgeArticle?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Published articles that name the fault code, the product or one of the words in their title or symptom.</summary>
    /// <param name="words">Words of the request, lower case.</param>
    /// <param name="faultCode">Fault code; null asks for none.</param>
    /// <param name="productCode">Product code; null asks for none.</param>
    /// <param name="limit">Most articles returned; the caller ranks them.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<KnowledgeArticle>> MatchesAsync(
        IReadOnlyList<string> words, string? faultCode, string? productCode, int limit, CancellationToken cancellationToken = default);

    /// <summary>Stages an article for the commit.</summary>
    /// <param name="article">A new article.</param>
    void Add(KnowledgeArticle article);
}
