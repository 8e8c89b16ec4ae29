using Elsa.ITR.Domain.Knowledge;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>An article in a list, and why it is there.</summary>
/// <param name="Why">The weightiest reason first; empty where nothing was asked.</param>
public sealed record ArticleRow(
    Guid Id, string No, string Title, IReadOnlyList<string> Products, IReadOnlyList<string> Alarms, string Symptom, string Cause, string Solution, int Helped, IReadOnlyList<ArticleRow.Reason> Why)
{
    /// <param name="Kind">What is the same.</param>
    /// <param name="Value">Its code, or the words.</param>
    public sealed record Reason(KnowledgeReason Kind, string Value);

    public static ArticleRow Of(KnowledgeHit hit) => Of(hit.Article, [.. hit.Reasons.Select(reason => new Reason(reason.Reason, reason.Value))]);

    public static ArticleRow Of(KnowledgeArticle article, IReadOnlyList<Reason>? why = null) => new(
        article.Id, article.No, article.Title, article.ProductCodes, article.AlarmCodes, article.Symptom, article.Cause, article.Solution, article.HelpfulCount, why ?? []);
}
