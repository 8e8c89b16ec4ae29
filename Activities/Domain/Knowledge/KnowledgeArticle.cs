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

    /// <summary>Numbers of the software versions it was seen on; empty for any.</summary>
    public List<string> Versions { get; set; } = [];

    /// <summary>Codes of the alarms that come with it, e.g. <c>R_LOS</c>.</summary>
    public List<string> AlarmCodes { get; set; } = [];

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

    /// <summary>Published articles that name the fault code, an alarm, the product or one of the words in their title or symptom.</summary>
    /// <param name="question">What is looked for.</param>
    /// <param name="limit">Most articles returned; the caller ranks them.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<KnowledgeArticle>> MatchesAsync(KnowledgeQuestion question, int limit, CancellationToken cancellationToken = default);

    /// <summary>That an article helped with a case; null when nobody said so.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="articleId">Article id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<CaseArticle?> LinkAsync(Guid caseId, Guid articleId, CancellationToken cancellationToken = default);

    /// <summary>Stages a link for the commit.</summary>
    /// <param name="link">A new link.</param>
    void Add(CaseArticle link);

    /// <summary>Stages the end of a link for the commit.</summary>
    /// <param name="link">A link that was said by mistake.</param>
    void Remove(CaseArticle link);

    /// <summary>Stages an article for the commit.</summary>
    /// <param name="article">A new article.</param>
    void Add(KnowledgeArticle article);
}
