using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;

namespace Elsa.ITR.Domain.Spares;

/// <summary>Finds spare parts, moves them and keeps the loans (flow 17).</summary>
public sealed class SpareDesk(
    ISpares spares, IServiceRecords records, ICustomers customers, IClocks clocks, IPolicies policies, EquipmentDesk equipment, TimeProvider time)
{
    private const string ReturnClock = "GD-HW-LOAN-RETURN";

    /// <summary>Whether the part is free of charge: a batch or transfer of the vendor's own, or what contract or warranty covers.</summary>
    public async Task<bool> IsFreeAsync(SparePartRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Purpose is SparePurpose.Batch or SparePurpose.StockTransfer)
            return true;

        var found = await records.CaseOfAsync(request.Ref, cancellationToken);
        return request.Purpose != SparePurpose.OutOfWarranty && (found is null || found.Entitlement is EntitlementResult.Entitled or EntitlementResult.Warranty);
    }

    /// <summary>Reserves the nearest part that fits: same city, same region, spare parts centre, any other, batch reserve.</summary>
    /// <remarks>One with older firmware comes after all that fit, and only together with an upgrade before use.</remarks>
    /// <returns>False when there is none.</returns>
    public async Task<bool> ReserveAsync(SparePartRequest request, CancellationToken cancellationToken = default)
    {
        await ReleaseAsync(request, SpareState.InStock, cancellationToken);
        var warehouses = (await spares.WarehousesAsync(cancellationToken)).ToDictionary(x => x.Id);
        var site = await SiteAsync(request, cancellationToken);
        var fitting = (request.BoardTypeId is { } type ? await spares.InStockAsync(type, cancellationToken) : [])
            .Where(x => x.WarehouseId is { } id && warehouses.TryGetValue(id, out var house) && house.Kind != WarehouseKind.Customer)
            .Where(x => string.IsNullOrEmpty(request.HwRevision) || x.HwRevision == request.HwRevision)
            .OrderBy(x => IsOlder(x, request))
            .ThenBy(x => Distance(x, warehouses[x.WarehouseId!.Value], site))
            .ThenBy(x => x.SerialNo, StringComparer.Ordinal);
        request.StockAvailable = fitting.FirstOrDefault() is not null;
        if (fitting.FirstOrDefault() is not { } item)
            return false;

        (request.SourceWarehouseId, request.Serial) = (item.WarehouseId, item.SerialNo);
        (request.UpgradeFirst, request.FromBatchReserve) = (IsOlder(item, request), item.BatchReserve);
        Move(item, item.WarehouseId, SpareState.Reserved, request);
        return true;
    }

    /// <summary>Who approves: M2 for the batch reserve, the duty manager at night for level 1, else the coordinator.</summary>
    public async Task<string> ApproverOfAsync(SparePartRequest request, CancellationToken cancellationToken = default)
    {
        if (request.FromBatchReserve)
            return RoleCodes.RegionManager;

        var calendar = (await policies.CurrentAsync(cancellationToken)).WorkingCalendar;
        var now = time.GetUtcNow();
        return request.Purpose == SparePurpose.L1Fault && calendar.IntoWorkingHours(now) != now ? RoleCodes.DutyManager : RoleCodes.SparePartsCoordinator;
    }

    /// <summary>The part is gone, wrong or dead: it is no longer this request's, which looks for another one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="to">Where the part is now.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task ReleaseAsync(SparePartRequest request, SpareState to, CancellationToken cancellationToken = default)
    {
        if (request.Serial is { Length: > 0 } serial && await spares.ItemAsync(serial, cancellationToken) is { State: not SpareState.InStock } item)
            Move(item, to == SpareState.InStock ? request.SourceWarehouseId : null, to, request);
        request.Serial = null;
    }

    /// <summary>It left the warehouse.</summary>
    public async Task ShipAsync(SparePartRequest request, IReadOnlyDictionary<string, object?> answer, CancellationToken cancellationToken = default)
    {
        if (answer.GetValueOrDefault("serial") is string { Length: > 0 } sent && sent != request.Serial)
        {
            await ReleaseAsync(request, SpareState.InStock, cancellationToken);
            request.Serial = sent;
        }

        request.Carrier = answer.GetValueOrDefault("carrier") as string;
        request.ShippedAt = FormJson.ToInstant(answer.GetValueOrDefault("shippedAt")) ?? time.GetUtcNow();
        request.EtaAt = FormJson.ToInstant(answer.GetValueOrDefault("eta"));
        await MoveAsync(request, null, SpareState.InTransit, cancellationToken);
        request.Fire(nameof(SpareRequestTrigger.Ship));
    }

    /// <summary>It is at the receiver; a loan and an exchange begin.</summary>
    public async Task ReceiveAsync(SparePartRequest request, IReadOnlyDictionary<string, object?> answer, CancellationToken cancellationToken = default)
    {
        request.ReceivedAt = FormJson.ToInstant(answer.GetValueOrDefault("receivedAt")) ?? time.GetUtcNow();
        request.ReceivedSerial = answer.GetValueOrDefault("serial") as string ?? request.Serial;
        await MoveAsync(request, null, request.Ownership == SpareOwnership.Sale ? SpareState.Sold : SpareState.OnLoan, cancellationToken);
        request.Fire(nameof(SpareRequestTrigger.Receive));
        if (request.Ownership == SpareOwnership.Sale)
            return;

        spares.AddRow(new Loan
        {
            RequestId = request.Id,
            SerialNo = request.ReceivedSerial ?? "",
            ReceivedAt = request.ReceivedAt.Value,
            DueAt = await DueAsync(request, cancellationToken),
        });
    }

    /// <summary>Time for the return was added; the clock has moved.</summary>
    public async Task ExtendAsync(SparePartRequest request, CancellationToken cancellationToken = default)
    {
        if (await spares.LoanAsync(request.Id, cancellationToken) is { } loan)
            loan.DueAt = await DueAsync(request, cancellationToken);
    }

    /// <summary>The part that was to come back is back and goes to the test.</summary>
    public async Task ReturnAsync(SparePartRequest request, IReadOnlyDictionary<string, object?> answer, CancellationToken cancellationToken = default)
    {
        var serial = answer.GetValueOrDefault("serial") as string;
        if (await spares.LoanAsync(request.Id, cancellationToken) is { State: LoanState.Open } loan)
        {
            loan.Fire(LoanTrigger.Return);
            (loan.ReturnedAt, loan.OriginalSerial) = (FormJson.ToInstant(answer.GetValueOrDefault("returnedAt")) ?? time.GetUtcNow(), serial);
        }

        if (serial is { Length: > 0 } && request.BoardTypeId is { } type)
        {
            if (await spares.ItemAsync(serial, cancellationToken) is not { } item)
                spares.AddRow(item = new SpareItem { SerialNo = serial, BoardTypeId = type, HwRevision = request.HwRevision ?? "" });
            Move(item, request.SourceWarehouseId, SpareState.InTest, request);
            request.FaultySerial = serial;
        }

        request.Fire(nameof(SpareRequestTrigger.Return));
    }

    /// <summary>What the incoming test, or the repair after it, decided.</summary>
    /// <param name="request">The request.</param>
    /// <param name="result">Good, Repair, Scrap, Abnormal; after a repair Repaired or Scrapped.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task TestAsync(SparePartRequest request, string result, CancellationToken cancellationToken = default)
    {
        request.TestResult = result;
        if (request.FaultySerial is not { Length: > 0 } serial || await spares.ItemAsync(serial, cancellationToken) is not { } item)
            return;

        if (result == "Repair")
            spares.AddRow(new Repair { SerialNo = serial, RequestId = request.Id, SentAt = time.GetUtcNow() });
        else if (await spares.RepairAsync(request.Id, cancellationToken) is { } repair)
            (repair.Result, repair.ReturnedAt) = (result, time.GetUtcNow());
        Move(item, request.SourceWarehouseId, result switch
        {
            "Good" or "Repaired" => SpareState.InStock,
            "Repair" => SpareState.InRepair,
            "Abnormal" => SpareState.InTest,
            _ => SpareState.Scrapped,
        }, request);
    }

    /// <summary>Nothing comes back: the customer bought it, or it is lost.</summary>
    public async Task GiveUpAsync(SparePartRequest request, LoanTrigger how, CancellationToken cancellationToken = default)
    {
        if (await spares.LoanAsync(request.Id, cancellationToken) is { State: LoanState.Open } loan)
            loan.Fire(how);
        if (how == LoanTrigger.Convert)
            request.Ownership = SpareOwnership.Sale;
        await MoveAsync(request, null, how == LoanTrigger.Convert ? SpareState.Sold : SpareState.Scrapped, cancellationToken);
    }

    /// <summary>The board that came out and the one that went in are written to the equipment record; a pair that does not fit is noted on the case.</summary>
    public async Task BookBoardsAsync(SparePartRequest request, string? removed, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(removed) || string.IsNullOrEmpty(request.ReceivedSerial) || await records.CaseOfAsync(request.Ref, cancellationToken) is not { } found)
            return;

        await equipment.TryReplaceBoardAsync(found, new BoardSwap(removed, request.ReceivedSerial), cancellationToken);
    }

    private async Task<CustomerSite?> SiteAsync(SparePartRequest request, CancellationToken cancellationToken)
    {
        var id = request.DeliverSiteId ?? (await records.HomeAsync(request.Ref, cancellationToken))?.SiteId;
        return id is { } known ? await customers.SiteAsync(known, cancellationToken) : null;
    }

    private async Task<DateTimeOffset?> DueAsync(SparePartRequest request, CancellationToken cancellationToken) =>
        (await clocks.OfRecordAsync(request.Ref, cancellationToken)).LastOrDefault(x => x.ClockId == ReturnClock)?.DueAt;

    private async Task MoveAsync(SparePartRequest request, Guid? to, SpareState state, CancellationToken cancellationToken)
    {
        if (request.Serial is { Length: > 0 } serial && await spares.ItemAsync(serial, cancellationToken) is { } item)
            Move(item, to, state, request);
    }

    private void Move(SpareItem item, Guid? to, SpareState state, SparePartRequest request)
    {
        spares.AddRow(new StockMovement
        {
            SerialNo = item.SerialNo,
            At = time.GetUtcNow(),
            FromId = item.WarehouseId,
            ToId = to,
            State = state,
            SourceNo = request.No,
        });
        (item.WarehouseId, item.State) = (to, state);
    }

    private static int Distance(SpareItem item, Warehouse warehouse, CustomerSite? site) =>
        item.BatchReserve ? 4
        : warehouse.CityCode == site?.CityCode ? 0
        : warehouse.RegionCode == site?.RegionCode ? 1
        : warehouse.Kind == WarehouseKind.Spc ? 2
        : 3;

    private static bool IsOlder(SpareItem item, SparePartRequest request) =>
        !string.IsNullOrEmpty(request.Firmware) && Compare(item.Firmware ?? "", request.Firmware) < 0;

    // Version numbers are compared part by part: 2.10 is newer than 2.9.
    private static int Compare(string one, string other)
    {
        var (left, right) = (Parts(one), Parts(other));
        for (var at = 0; at < Math.Max(left.Length, right.Length); at++)
        {
            var by = left.ElementAtOrDefault(at).CompareTo(right.ElementAtOrDefault(at));
            if (by != 0)
                return by;
        }

        return 0;
    }

    private static int[] Parts(string version) =>
        [.. version.Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
