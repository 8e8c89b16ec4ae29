using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Upgrades;

/// <summary>An upgrade is asked for equipment that exists.</summary>
public sealed class UpgradeRequestRule(IInstalledBase equipment) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["upgrade-request"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome != "Submit")
            return;

        foreach (var code in Facts.List(values.GetValueOrDefault("equipment") as string))
        {
            if (await equipment.FindByCodeAsync(code, cancellationToken) is null)
                throw new RuleViolationException("equipment.unknown-code", ("code", code));
        }
    }
}
