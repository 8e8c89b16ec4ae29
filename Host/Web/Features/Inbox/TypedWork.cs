using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Web.Features.Cases;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What a person typed into a work item's form, and what is wrong with it.</summary>
/// <param name="List">Address of the list beside which it was typed; null on the item's own page.</param>
public sealed record TypedWork(string? Outcome, IReadOnlyDictionary<string, string?> Values, string? List)
{
    /// <summary>Files stored so far; a refused form keeps them.</summary>
    public IReadOnlyList<UploadFile.Stored> Files { get; init; } = [];

    public IReadOnlyList<FormProblem> Problems { get; init; } = [];

    public string? Error { get; init; }

    public bool HasProblem => Problems.Count > 0 || Error is not null;
}
