using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>Whose score of which quarter is looked at; the address is the filter.</summary>
/// <param name="ContractNo">The newest contract that is scored, without.</param>
/// <param name="QuarterText">E.g. <c>2026-Q4</c>; the running one, without.</param>
/// <param name="Category">Penalties of one category only.</param>
public sealed record ScoreFilter(
    [FromQuery(Name = "contract")] string? ContractNo = null, [FromQuery(Name = "quarter")] string? QuarterText = null, [FromQuery(Name = "category")] string? Category = null)
{
    public const string Page = "/scorecard";

    public Period QuarterAt(DateOnly today) => QuarterText is { Length: 7 } && QuarterText[5] == 'Q' && Period.Find(QuarterText, today) is { } named ? named : Period.QuarterOf(today);

    public string Url() => QueryHelpers.AddQueryString(Page, new Dictionary<string, string?> { ["contract"] = ContractNo, ["quarter"] = QuarterText, ["category"] = Category }
        .Where(part => part.Value is { Length: > 0 }));
}
