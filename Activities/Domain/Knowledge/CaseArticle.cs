using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Knowledge;

/// <summary>An article that helped with a case; a case names an article once.</summary>
public sealed class CaseArticle : Entity
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The article.</summary>
    public Guid ArticleId { get; set; }

    /// <summary>Who says so; null for the flow.</summary>
    public Guid? LinkedById { get; set; }
}
