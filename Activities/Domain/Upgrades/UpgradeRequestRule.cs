using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Upgrades;

/// <summary>An upgrade is asked for equipment and to a version that exist: else it would fail after the work was done.</summary>
public sealed class UpgradeRequestRule(IInstalledBase equipment, IRecords records) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["upgrade-request", "upgrade-confirm", "upgrade-uncertified"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome is not ("Submit" or "Confirm" or "Force"))
            return;

        var upgrade = await records.FindAsync(item.RecordId, cancellationToken) as UpgradeApplication;
        var version = values.GetValueOrDefault("targetVersion") as string ?? upgrade?.TargetVersion ?? "";
        foreach (var code in upgrade?.Equipment ?? Facts.List(values.GetValueOrDefault("equipment") as string))
        {
            var element = await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code));
            if (await equipment.VersionAsync(element.ProductId, version, cancellationToken) is null)
                throw new RuleViolationException("equipment.unknown-version", ("version", version), ("code", code));
        }
    }
}
