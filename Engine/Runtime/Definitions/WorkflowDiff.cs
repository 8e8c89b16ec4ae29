namespace Elsa.Workflows.Management.Models;

/// <summary>What two versions of a definition say differently. Positions, order on the canvas and who saved it do not count.</summary>
/// <param name="Members">The definition itself: texts, options, variables, inputs, outputs.</param>
/// <param name="Activities">Activities at any depth, by id: first those of the newer version in its order, then the removed ones.</param>
/// <param name="Connections">Arrows of flowcharts.</param>
/// <param name="Moved">How many activities and arrows only lie elsewhere on the canvas.</param>
/// <param name="Likely">Removed activities that an added one probably replaces.</param>
public sealed record WorkflowDiff(
    IReadOnlyList<MemberChange> Members, IReadOnlyList<ActivityChange> Activities, IReadOnlyList<ConnectionChange> Connections, int Moved,
    IReadOnlyList<LikelyReplacement> Likely)
{
    /// <summary>True when both versions mean the same.</summary>
    public bool IsEmpty => Members.Count == 0 && Activities.Count == 0 && Connections.Count == 0;

    /// <summary>Ids of activities that were there before and do, or lead to, something else now.</summary>
    /// <remarks>A changed name or text is not among them: it touches nobody who is under way.</remarks>
    public IReadOnlySet<string> Touched =>
        Activities.Where(x => x.Kind == ChangeKind.Removed || (x.Kind == ChangeKind.Changed && !x.IsTextOnly)).Select(x => x.ActivityId)
            .Concat(Connections.Select(x => x.Source).Where(source => !Activities.Any(x => x.Kind == ChangeKind.Added && x.ActivityId == source)))
            .ToHashSet(StringComparer.Ordinal);
}

/// <summary>How something differs.</summary>
public enum ChangeKind
{
    /// <summary>Only the newer version has it.</summary>
    Added,

    /// <summary>Only the older version has it.</summary>
    Removed,

    /// <summary>Both have it, with different content.</summary>
    Changed,
}

/// <summary>A change of the definition itself.</summary>
/// <param name="Kind">How.</param>
/// <param name="Section"><c>definition</c>, <c>option</c>, <c>variable</c>, <c>input</c>, <c>output</c>, <c>outcome</c> or <c>customProperty</c>.</param>
/// <param name="Name">Name of the member within its section.</param>
/// <param name="Properties">What of it; for <c>definition</c>, <c>option</c> and the like one property of the same name.</param>
public sealed record MemberChange(ChangeKind Kind, string Section, string Name, IReadOnlyList<PropertyChange> Properties);

/// <summary>A change of one activity.</summary>
/// <param name="Kind">How.</param>
/// <param name="ActivityId">Its id, the same in both versions.</param>
/// <param name="ContainerId">Id of the activity it stands in, in the newer version if it is there; null for the root.</param>
/// <param name="Type">Its type, e.g. <c>Elsa.WriteLine</c>; the newer one when it changed.</param>
/// <param name="Properties">What of it; everything for one that was added or removed.</param>
public sealed record ActivityChange(ChangeKind Kind, string ActivityId, string? ContainerId, string Type, IReadOnlyList<PropertyChange> Properties)
{
    /// <summary>True when only names and descriptions changed: it runs as before.</summary>
    public bool IsTextOnly => Kind == ChangeKind.Changed && Properties.All(x => x.IsText);
}

/// <summary>One property before and after.</summary>
/// <param name="Name">Member name in JSON, e.g. <c>role</c>; parts of lists as <c>cases[Approve]</c>.</param>
/// <param name="Old">Null when it was not set.</param>
/// <param name="New">Null when it is not set any more.</param>
/// <param name="IsText">True for what only people read.</param>
public sealed record PropertyChange(string Name, ContentValue? Old, ContentValue? New, bool IsText = false);

/// <summary>A value as a person reads it.</summary>
/// <param name="Syntax"><c>Literal</c>, <c>Variable</c>, <c>JavaScript</c> or another expression type; <c>Json</c> for anything structured.</param>
/// <param name="Text">The value; lists joined by a comma.</param>
public sealed record ContentValue(string Syntax, string Text);

/// <summary>An arrow that came, went, or leads elsewhere.</summary>
/// <param name="Kind"><see cref="ChangeKind.Changed"/> when the same port of the same activity leads to another one.</param>
/// <param name="ContainerId">Id of the flowchart.</param>
/// <param name="Source">Id of the activity it leaves.</param>
/// <param name="Port">The outcome at which it leaves.</param>
/// <param name="OldTarget">Where it led; null for an added one.</param>
/// <param name="NewTarget">Where it leads; null for a removed one.</param>
public sealed record ConnectionChange(ChangeKind Kind, string? ContainerId, string Source, string Port, string? OldTarget, string? NewTarget);

/// <summary>A guess that an added activity does the work of a removed one.</summary>
/// <param name="OldId">The removed one.</param>
/// <param name="NewId">The added one, of the same type.</param>
/// <param name="Likeness">Share of equal properties and neighbours, above 0.5 and at most 1.</param>
public sealed record LikelyReplacement(string OldId, string NewId, double Likeness);
