using Elsa.Common.Models;

namespace Elsa.Workflows.Runtime.Lists;

/// <summary>Versions of definitions as lists show them; documents are not read. Scoped.</summary>
public interface IDefinitionLists
{
    /// <summary>Versions that match.</summary>
    ValueTask<Listing<DefinitionSummary>> ListAsync(DefinitionQuery query, Window window, CancellationToken cancellationToken = default);

    /// <summary>Number of definitions that have a latest version.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken = default);
}

/// <summary>Which versions, in which order; what is null does not narrow.</summary>
public sealed record DefinitionQuery
{
    /// <summary>Which of each definition's versions.</summary>
    public VersionOptions? VersionOptions { get; init; }

    /// <summary>Ids of definitions.</summary>
    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    /// <summary>Ids of versions.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Text in name, description or id.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Name; case matters.</summary>
    public string? Name { get; init; }

    /// <summary>Belonging to the system or not.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Read-only or not.</summary>
    public bool? IsReadonly { get; init; }

    /// <summary><c>Name</c>, <c>Version</c> or <c>Created</c>, which is the default.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }
}

/// <summary>A version without its content.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="DefinitionId">Id over all versions.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="Description">What it is for, or null.</param>
/// <param name="Version">Its number.</param>
/// <param name="IsLatest">The newest.</param>
/// <param name="IsPublished">The one that starts.</param>
/// <param name="IsReadonly">Not to be edited.</param>
/// <param name="MaterializerName">Where its content comes from.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record DefinitionSummary(
    string Id, string DefinitionId, string? Name, string? Description, int Version, bool IsLatest, bool IsPublished, bool IsReadonly,
    string MaterializerName, DateTimeOffset CreatedAt);
