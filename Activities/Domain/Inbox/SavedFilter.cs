using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>A filter of the inbox that somebody gave a name: his own, or shared with those who hold a role of his.</summary>
/// <remarks>It narrows what each viewer may see anyway; sharing gives nobody a right.</remarks>
public sealed class SavedFilter : Entity
{
    /// <summary>Filters of one person; the rail has no room for more.</summary>
    public const int MostPerPerson = 20;

    /// <summary>Length of a name.</summary>
    public const int MostCharacters = 40;

    /// <summary>Characters of a query.</summary>
    public const int LongestQuery = 400;

    /// <summary>Who made it, and alone changes and deletes it.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>What the rail calls it, in the owner's words.</summary>
    public string Name { get; set; } = "";

    /// <summary>The filter as the query of the inbox's address, e.g. <c>?view=offered&amp;level=1</c>.</summary>
    public string Query { get; set; } = "";

    /// <summary>Role whose holders see it too; null for the owner alone.</summary>
    public string? SharedRole { get; set; }

    /// <summary>Outside the vendor: the organisation whose people see it; null for the vendor's own people.</summary>
    public Guid? SharedOrgId { get; set; }
}
