using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>
/// What a draft carries besides its content, in custom properties that the canonical form leaves out: the revision an editor began from, and who
/// saved last. Studio sends both back as it got them (D22).
/// </summary>
internal static class DraftMarks
{
    public const string Revision = "revision";
    public const string SavedBy = "savedBy";

    /// <summary>Names the content: equal content has the same revision, so saving it again is never refused.</summary>
    public static string RevisionOf(WorkflowDefinition definition) => $"{definition.Version}-{definition.ContentHash[..12]}";

    /// <summary>The revision the editor began from; null for programs that send none.</summary>
    public static string? BeganFrom(WorkflowDefinitionModel model) => model.CustomProperties.TryGetValue(Revision, out var value) ? value as string : null;

    public static string? Author(WorkflowDefinitionModel model) => model.CustomProperties.TryGetValue(SavedBy, out var value) ? value as string : null;
}
