using Elsa.ITR.Designer.StudioApi;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Designer;

/// <summary>Flows that cases depend on are published on our own page, with their note and their impact (D21).</summary>
public sealed class DesignerRules(CurrentActor me, IStringLocalizer<Ui> texts) : IDesignerRules
{
    /// <summary>Ids of managed flows begin with it, shipped or drawn by the customer.</summary>
    private const string Managed = "itr-";

    public string Author => $"{me.Value.Name.Zh} ({me.Value.UserName})";

    public string? WhyNotHere(string definitionId) =>
        definitionId.StartsWith(Managed, StringComparison.Ordinal) ? texts["Designer.NotHere", $"/processes/{definitionId}/publish"].Value : null;

    public string Readonly(string definitionId) => texts["Designer.NotToEdit", definitionId].Value;

    public string Stale(string? otherAuthor) =>
        otherAuthor is null ? texts["Designer.StaleUnknown"].Value : texts["Designer.Stale", otherAuthor].Value;

    public string InUse(string definitionId, int runningInstances, IReadOnlyList<string> consumers) => consumers.Count == 0
        ? texts["Designer.InUse", definitionId, runningInstances].Value
        : texts["Designer.InUseByFlows", definitionId, runningInstances, string.Join(", ", consumers)].Value;
}
