using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;

namespace Elsa.ITR.Domain.InstalledBase;

/// <summary>A board that was changed on site.</summary>
/// <param name="OldSerial">Taken out.</param>
/// <param name="NewSerial">Put in; a serial that is unknown makes a new board of the same type.</param>
/// <param name="HwRevision">Hardware revision of the new board; null takes what is known of it from its last place or the stock, else it is unknown: never the old one's.</param>
public sealed record BoardSwap(string OldSerial, string NewSerial, string? HwRevision = null);

/// <summary>Keeps the equipment records true after work on them (02.16); every change leaves a log row with its case.</summary>
public sealed class EquipmentDesk(
    IInstalledBase equipment, ISpares spares, ICases cases, IRecordNumbers numbers, EventDesk events, CaseTimeline timeline, TimeProvider time)
{
    private const string VersionChanged = nameof(VersionChanged);

    /// <summary>A board was replaced; the slot holds the new one.</summary>
    /// <param name="record">The case.</param>
    /// <param name="swap">Which for which.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">equipment.unknown-board, equipment.serial-in-use, equipment.board-of-other-element.</exception>
    public async Task ReplaceBoardAsync(IRecord record, BoardSwap swap, CancellationToken cancellationToken = default)
    {
        var old = await equipment.BoardBySerialAsync(swap.OldSerial, cancellationToken)
            ?? throw new RuleViolationException("equipment.unknown-board", ("serial", swap.OldSerial));
        if (record.EquipmentId is { } element && old.EquipmentId != element)
            throw new RuleViolationException("equipment.board-of-other-element", ("serial", swap.OldSerial));

        var put = await equipment.BoardBySerialAsync(swap.NewSerial, cancellationToken);
        if (put is { State: BoardState.Working })
            throw new RuleViolationException("equipment.serial-in-use", ("serial", swap.NewSerial));

        old.State = BoardState.Removed;
        if (put is null)
        {
            var spare = await spares.ItemAsync(swap.NewSerial, cancellationToken);
            equipment.Add(put = new InstalledBoard { SerialNo = swap.NewSerial, BoardTypeId = old.BoardTypeId, HwRevision = spare?.HwRevision ?? "" });
        }

        (put.EquipmentId, put.Slot, put.State) = (old.EquipmentId, old.Slot, BoardState.Working);
        put.HwRevision = swap.HwRevision ?? put.HwRevision;
        Log(record, old.EquipmentId, "BoardReplaced", new { old.Slot, serial = swap.OldSerial }, new { put.Slot, serial = swap.NewSerial });
    }

    /// <summary>As <see cref="ReplaceBoardAsync"/>, but a pair that does not fit is noted on the case: the record is mended by hand.</summary>
    /// <returns>False when it did not fit.</returns>
    public async Task<bool> TryReplaceBoardAsync(IRecord record, BoardSwap swap, CancellationToken cancellationToken = default)
    {
        var put = await equipment.BoardBySerialAsync(swap.NewSerial, cancellationToken);
        if (put is { State: BoardState.Working } && await equipment.BoardBySerialAsync(swap.OldSerial, cancellationToken) is { State: BoardState.Removed })
            return true; // somebody wrote it down already

        try
        {
            await ReplaceBoardAsync(record, swap, cancellationToken);
            return true;
        }
        catch (RuleViolationException broken) // nothing was changed
        {
            timeline.Write(record.Ref, "Case.Note", new Dictionary<string, object?> { ["text"] = $"{broken.Code}: {swap.OldSerial} → {swap.NewSerial}" });
            return false;
        }
    }

    /// <summary>Somebody saw the software version on site.</summary>
    /// <param name="record">The case; its network element is meant.</param>
    /// <param name="versionNo">Version number, e.g. <c>5.21.18.30</c>.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">equipment.unknown, equipment.unknown-version.</exception>
    public async Task ConfirmVersionAsync(IRecord record, string versionNo, CancellationToken cancellationToken = default)
    {
        await ConfirmVersionAsync(record, await ElementAsync(record, cancellationToken), versionNo, cancellationToken);
    }

    /// <summary>Tells R&amp;D of a suspected defect; a case reports once, telling again returns the first report.</summary>
    /// <param name="record">The case.</param>
    /// <param name="description">What was seen.</param>
    /// <param name="boardTypeId">The board type; null when it is not one board.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<DefectReport> ReportDefectAsync(
        Case record, string description, Guid? boardTypeId = null, CancellationToken cancellationToken = default)
    {
        if ((await cases.DefectsAsync(record.Id, cancellationToken)) is [var first, ..])
            return first;

        var element = record.EquipmentId is { } id ? await equipment.FindAsync(id, cancellationToken) : null;
        var report = new DefectReport
        {
            No = await numbers.NextAsync("DEF", cancellationToken),
            CaseId = record.Id,
            ProductId = element?.ProductId,
            VersionId = element?.SoftwareVersionId,
            BoardTypeId = boardTypeId,
            Description = description,
        };
        cases.AddRow(report);
        await events.PublishAsync("Fault.DefectReported", record.Ref, data: new Dictionary<string, object?> { ["no"] = report.No }, cancellationToken: cancellationToken);
        return report;
    }

    /// <summary>The software of a network element was changed.</summary>
    /// <exception cref="RuleViolationException">equipment.unknown-code, equipment.unknown-version.</exception>
    public async Task ConfirmVersionAsync(IRecord record, string code, string versionNo, CancellationToken cancellationToken = default) =>
        await ConfirmVersionAsync(
            record, await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code)), versionNo, cancellationToken);

    /// <summary>What the record changed in the software of a network element was taken back: it runs again what it ran before; one that was changed again since stays as it is.</summary>
    /// <exception cref="RuleViolationException">equipment.unknown-code.</exception>
    public async Task TakeVersionBackAsync(IRecord record, string code, CancellationToken cancellationToken = default)
    {
        var element = await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code));
        var changes = await equipment.ChangesAsync(element.Id, DateTimeOffset.UnixEpoch, cancellationToken);
        if (changes.FirstOrDefault(x => x.Kind == VersionChanged && x.SourceNo == record.Ref.No) is not { } change || VersionIn(change.After) != element.SoftwareVersionId)
            return;

        var former = VersionIn(change.Before);
        Log(record, element.Id, "VersionTakenBack", new { versionId = element.SoftwareVersionId }, new { versionId = former });
        (element.SoftwareVersionId, element.VersionConfirmedAt) = (former, time.GetUtcNow());
    }

    private async Task ConfirmVersionAsync(IRecord record, InstalledEquipment element, string versionNo, CancellationToken cancellationToken)
    {
        var version = await equipment.VersionAsync(element.ProductId, versionNo, cancellationToken)
            ?? throw new RuleViolationException("equipment.unknown-version", ("version", versionNo), ("code", element.Code));
        var before = element.SoftwareVersionId;
        (element.SoftwareVersionId, element.VersionConfirmedAt) = (version.Id, time.GetUtcNow());
        if (before != version.Id)
            Log(record, element.Id, VersionChanged, new { versionId = before }, new { versionId = version.Id, versionNo });
    }

    private static Guid? VersionIn(string json) => JsonSerializer.Deserialize<JsonElement>(json).GetProperty("versionId").Deserialize<Guid?>();

    private async Task<InstalledEquipment> ElementAsync(IRecord record, CancellationToken cancellationToken) =>
        (record.EquipmentId is { } id ? await equipment.FindAsync(id, cancellationToken) : null)
        ?? throw new RuleViolationException("equipment.unknown", ("no", record.Ref.No));

    private void Log(IRecord record, Guid equipmentId, string kind, object before, object after)
    {
        equipment.Add(new EquipmentChange
        {
            EquipmentId = equipmentId,
            At = time.GetUtcNow(),
            Kind = kind,
            SourceNo = record.Ref.No,
            Before = JsonSerializer.Serialize(before, JsonSerializerOptions.Web),
            After = JsonSerializer.Serialize(after, JsonSerializerOptions.Web),
        });
        timeline.Write(record.Ref, "Equipment.Updated", new Dictionary<string, object?> { ["change"] = kind });
    }
}
