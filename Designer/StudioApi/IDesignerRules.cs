namespace Elsa.ITR.Designer.StudioApi;

/// <summary>What the product says about changes made in Studio. A port; registered scoped.</summary>
public interface IDesignerRules
{
    /// <summary>Who changes, as others shall read it; the same text for the same person always.</summary>
    string Author { get; }

    /// <summary>Why this definition is not published, taken back or deleted from inside Studio, and where it is done instead; null allows it (D21).</summary>
    string? WhyNotHere(string definitionId);

    /// <summary>Why nothing of this definition is changed: its latest version says that it is read-only.</summary>
    string Readonly(string definitionId);

    /// <summary>Why a save is refused that began from a draft which somebody else has saved since (D22).</summary>
    /// <param name="otherAuthor">Who saved; null when that is not known.</param>
    string Stale(string? otherAuthor);

    /// <summary>Why versions are not deleted.</summary>
    /// <param name="definitionId">Their definition.</param>
    /// <param name="runningInstances">How many instances run on them.</param>
    /// <param name="consumers">Ids of definitions that embed them.</param>
    string InUse(string definitionId, int runningInstances, IReadOnlyList<string> consumers);
}
