using Elsa.ITR.Domain.Inbox;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What a person typed into a work item's form, and what is wrong with it.</summary>
/// <param name="List">Address of the list beside which it was typed; null on the item's own page.</param>
public sealed record TypedWork(string? Outcome, IReadOnlyDictionary<string, string?> Values, string? List)
{
    public IReadOnlyList<FormProblem> Problems { get; init; } = [];

    public string? Error { get; init; }

    public bool HasProblem => Problems.Count > 0 || Error is not null;
}
