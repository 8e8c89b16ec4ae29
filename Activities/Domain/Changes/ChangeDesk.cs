using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Changes;

/// <summary>Holds a change against the rules before it is handed in (07.2) and grades it.</summary>
public sealed class ChangeDesk(IChanges changes, IRecords records, IInstalledBase equipment, IPolicies policies, ClockDesk clocks)
{
    /// <summary>Timer of the policy: how far apart two changes of the same trunk must lie.</summary>
    public const string Distance = "TMR-CHG-DISTANCE";

    /// <summary>Grades the change, and says what stands against it; null when nothing does.</summary>
    /// <remarks>Fills trunks, risk class, and the place where it is missing.</remarks>
    public async Task<Bilingual?> CheckAsync(ChangeRequest change, CancellationToken cancellationToken = default)
    {
        change.RiskClass = (await policies.GetAsync(change.BaseVersion, cancellationToken)).Changes.ClassOf(change.Risk * change.Probability);
        var trunks = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var code in change.Equipment)
        {
            if (await equipment.FindByCodeAsync(code, cancellationToken) is not { } element)
                return new Bilingual($"没有设备 {code}", $"There is no equipment {code}");

            trunks.UnionWith(element.TrunkCodes);
            change.EquipmentId ??= element.Id;
        }

        change.Trunks = [.. trunks];
        if (string.IsNullOrWhiteSpace(change.RollbackPlan))
            return new Bilingual("缺少回退方案", "The rollback plan is missing");
        if ((change.WindowStart ?? change.RequestedStart) is not { } start || (change.WindowEnd ?? change.RequestedEnd) is not { } end)
            return new Bilingual("缺少实施时间窗", "The window is missing");
        if (end <= start)
            return new Bilingual("时间窗结束早于开始", "The window ends before it begins");

        return change.ChangeType == ChangeType.Emergency ? null : await ConflictAsync(change, start, end, cancellationToken);
    }

    private async Task<Bilingual?> ConflictAsync(ChangeRequest change, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        if ((await changes.FreezesAsync(start, end, cancellationToken)) is [var freeze, ..])
            return new Bilingual($"处于封网期:{freeze.NameZh}", $"Lies in the freeze {freeze.NameEn}");

        var distance = await clocks.DueInAsync(Distance, change.Ref, end, cancellationToken: cancellationToken) - end;
        var campaign = await CampaignAsync(change, cancellationToken);
        foreach (var other in await changes.PlannedAsync(start - distance, end + distance, change.Id, cancellationToken))
        {
            var shared = other.Equipment.Intersect(change.Equipment).Concat(other.Trunks.Intersect(change.Trunks)).FirstOrDefault();
            if (shared is not null && (campaign is null || await CampaignAsync(other, cancellationToken) != campaign))
                return new Bilingual($"与 {other.No} 在 {shared} 上冲突({Window(other)})", $"Collides with {other.No} on {shared} ({Window(other)})");
        }

        return null;
    }

    // Boards of one batch replacement are changed beside each other: its method was reviewed and its line is stopped for all of them.
    private async Task<Guid?> CampaignAsync(ChangeRequest change, CancellationToken cancellationToken) =>
        change is { ParentType: RecordTypes.CampaignItem, ParentId: { } item } ? (await records.FindAsync(item, cancellationToken))?.ParentId : null;

    private static string Window(ChangeRequest change) =>
        $"{LocalTime.Format((change.WindowStart ?? change.RequestedStart)!.Value)}–{LocalTime.Format((change.WindowEnd ?? change.RequestedEnd)!.Value)}";
}

/// <summary>Changes as their clocks see them.</summary>
public sealed class ChangeSubjects(RecordSubjects subjects) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.ChangeRequest;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => subjects.FindAsync(record, cancellationToken);
}
