using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Upgrades;

/// <summary>Holds an upgrade against the rules of 08.4: a certified version, and who must review the plan.</summary>
public sealed class UpgradeDesk(IInstalledBase equipment, IPolicies policies)
{
    /// <summary>State of a version that may be installed.</summary>
    public const string Released = "Released";

    /// <summary>Fills whether the third tier reviews, and says whether the target version is released and certified.</summary>
    public async Task<bool> CheckAsync(UpgradeApplication upgrade, CancellationToken cancellationToken = default)
    {
        var trunks = new HashSet<string>(StringComparer.Ordinal);
        var isCertified = upgrade.Equipment.Count > 0;
        foreach (var code in upgrade.Equipment)
        {
            var element = await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code));
            trunks.UnionWith(element.TrunkCodes);
            isCertified &= await equipment.VersionAsync(element.ProductId, upgrade.TargetVersion, cancellationToken) is { CertificationNo: not null, State: Released };
        }

        var limit = (await policies.GetAsync(upgrade.BaseVersion, cancellationToken)).Upgrades.InternalReviewAbove;
        upgrade.ReviewNeeded = upgrade.Equipment.Count > limit || upgrade.InterruptionMinutes > 0
            || (await equipment.TrunkGradesAsync(trunks, cancellationToken)).Contains(TrunkGrade.Backbone);
        return isCertified;
    }
}

/// <summary>Upgrades as their clocks see them.</summary>
public sealed class UpgradeSubjects(RecordSubjects subjects) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.UpgradeApplication;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => subjects.FindAsync(record, cancellationToken);
}
