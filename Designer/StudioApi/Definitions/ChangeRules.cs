using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Lists;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Whether a definition may be changed from here: the product's rules, and the read-only mark of its latest version.</summary>
internal sealed class ChangeRules(IWorkflowDefinitionStore store, IDefinitionLists lists, IDesignerRules rules)
{
    /// <summary>Why its versions are not published, taken back, gone back to or deleted; null allows it.</summary>
    public async Task<string?> WhyNotAsync(string definitionId, CancellationToken cancellationToken) =>
        rules.WhyNotHere(definitionId) ?? await WhyReadonlyAsync(definitionId, cancellationToken);

    /// <summary>Why it is not edited; null allows it.</summary>
    public async Task<string?> WhyReadonlyAsync(string definitionId, CancellationToken cancellationToken) =>
        await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { IsReadonly: true } ? rules.Readonly(definitionId) : null;

    /// <summary>Those of several definitions that are left out when all of them are to be changed.</summary>
    public async Task<IReadOnlySet<string>> LeftOutAsync(IReadOnlyCollection<string> definitionIds, CancellationToken cancellationToken)
    {
        var query = new DefinitionQuery { DefinitionIds = definitionIds, VersionOptions = VersionOptions.Latest, IsReadonly = true };
        var leftOut = (await lists.ListAsync(query, new Window(), cancellationToken)).Items.Select(x => x.DefinitionId).ToHashSet(StringComparer.Ordinal);
        leftOut.UnionWith(definitionIds.Where(id => rules.WhyNotHere(id) is not null));
        return leftOut;
    }
}
