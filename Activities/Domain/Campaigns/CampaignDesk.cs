using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Campaigns;

/// <summary>A board that a rule or a list may mean, with its place.</summary>
public sealed record AffectedBoard(InstalledBoard Board, InstalledEquipment Element, CustomerSite Site);

/// <summary>Stored parts of batch replacements; what a command added is seen by the same command before it commits.</summary>
public interface ICampaigns
{
    /// <summary>Items of a batch replacement in order of number.</summary>
    Task<IReadOnlyList<CampaignItem>> ItemsAsync(Guid campaignId, CancellationToken cancellationToken = default);

    /// <summary>Its waves in order.</summary>
    Task<IReadOnlyList<CampaignWave>> WavesAsync(Guid campaignId, CancellationToken cancellationToken = default);

    /// <summary>Working boards that the rule of a batch replacement means.</summary>
    Task<IReadOnlyList<AffectedBoard>> MatchAsync(Campaign campaign, CancellationToken cancellationToken = default);

    /// <summary>Stores a new wave at the commit.</summary>
    void Add(CampaignWave wave);

    /// <summary>Takes items out that a changed rule no longer means.</summary>
    void Remove(CampaignItem item);

    /// <summary>Takes a wave out that a changed draft no longer has.</summary>
    void Remove(CampaignWave wave);
}

/// <summary>How far a wave has come.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Settled">Those that are final or wait for a decision.</param>
/// <param name="Successful">Those that ended as they should.</param>
public sealed record WaveProgress(int Items, int Settled, int Successful)
{
    /// <summary>Settled items of a hundred.</summary>
    public int SettledPercent => Items == 0 ? 100 : Settled * 100 / Items;

    /// <summary>Successful ones of a hundred settled.</summary>
    public int SuccessPercent => Settled == 0 ? 100 : Successful * 100 / Settled;
}

/// <summary>Finds the items of a batch replacement, puts them into waves, and says how far it has come.</summary>
public sealed class CampaignDesk(
    ICampaigns campaigns, IInstalledBase equipment, ICustomers customers, IPolicies policies, RecordDesk records, EventDesk events, AccessScope access, TimeProvider time)
{
    /// <summary>Makes one item for every board that the rule means, or for every network element whose software is upgraded; a board that has one keeps it.</summary>
    public async Task<int> MatchAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var known = (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).ToDictionary(item => item.OldSerial, StringComparer.Ordinal);
        var meant = await campaigns.MatchAsync(campaign, cancellationToken);
        if (campaign.ItemWork == CampaignWork.Upgrade)
            meant = [.. meant.DistinctBy(board => board.Element.Id)];
        foreach (var board in meant.Where(board => !known.ContainsKey(board.Board.SerialNo)))
            known[board.Board.SerialNo] = await OpenAsync(campaign, board, cancellationToken);
        foreach (var item in known.Values.Where(item => meant.All(board => board.Board.SerialNo != item.OldSerial)).ToList())
        {
            campaigns.Remove(item);
            known.Remove(item.OldSerial);
        }

        var trunks = meant.SelectMany(board => board.Element.TrunkCodes).ToHashSet(StringComparer.Ordinal);
        campaign.ItemCount = known.Count;
        campaign.HasBackbone = (await equipment.TrunkGradesAsync(trunks, cancellationToken)).Contains(TrunkGrade.Backbone);
        campaign.ProvinceNeeded = campaign.HasBackbone || campaign.ItemCount > (await policies.GetAsync(campaign.BaseVersion, cancellationToken)).Campaigns.ProvinceAboveItems;
        if (meant is [var first, ..])
        {
            campaign.CustomerOrgId ??= first.Element.CustomerOrgId;
            campaign.CustomerTreeOrgId ??= first.Element.CustomerTreeOrgId;
            campaign.OfficeOrgId ??= first.Site.OfficeOrgId;
        }

        return campaign.ItemCount;
    }

    /// <summary>Puts the items into waves: a small pilot, then city by city, elements with trunks first.</summary>
    public async Task PlanAsync(Campaign campaign, IReadOnlyList<(DateTimeOffset? Supply, DateTimeOffset? End)> plan, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var rules = (await policies.GetAsync(campaign.BaseVersion, cancellationToken)).Campaigns;
        var items = (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).OrderBy(item => item.City, StringComparer.Ordinal).ThenBy(item => item.Element, StringComparer.Ordinal).ToList();
        var count = Math.Max(1, campaign.WaveCount);
        var pilot = Math.Min(rules.PilotItems, items.Count);
        var share = count == 1 ? 0 : (items.Count - pilot + count - 2) / (count - 1);
        for (var index = 0; index < items.Count; index++)
            items[index].Wave = index < pilot || share == 0 ? 0 : 1 + ((index - pilot) / share);

        var waves = await campaigns.WavesAsync(campaign.Id, cancellationToken);
        for (var number = 0; number < count; number++)
        {
            var (supply, end) = plan.Count == 0 ? (null, null) : plan[Math.Min(number, plan.Count - 1)];
            var wave = waves.FirstOrDefault(known => known.Number == number);
            if (wave is null)
                campaigns.Add(wave = new CampaignWave { CampaignId = campaign.Id, Number = number });
            (wave.SupplyAt, wave.PlannedEnd) = (supply, end);
        }

        foreach (var wave in waves.Where(known => known.Number >= count))
            campaigns.Remove(wave);
    }

    /// <summary>The wave that is next or open; null when all are closed.</summary>
    public async Task<CampaignWave?> OpenNextAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        var wave = (await campaigns.WavesAsync(campaign.Id, cancellationToken)).FirstOrDefault(known => known.State != WaveState.Closed);
        if (wave is null)
            return null;

        campaign.CurrentWave = wave.Number;
        if (wave.State is WaveState.Planned or WaveState.Gate)
        {
            var isNew = wave.State == WaveState.Planned;
            wave.Move(WaveState.Open);
            wave.OpenedAt ??= time.GetUtcNow();
            if (isNew)
                await events.PublishAsync("CampaignWave.Opened", campaign.Ref, filter: Number(wave), data: Data(wave, ("agreedDue", wave.PlannedEnd ?? campaign.TargetEnd)), cancellationToken: cancellationToken);
        }

        return wave;
    }

    /// <summary>Ends the wave at hand.</summary>
    public async Task CloseAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        var wave = (await campaigns.WavesAsync(campaign.Id, cancellationToken)).First(known => known.Number == campaign.CurrentWave);
        wave.Move(WaveState.Closed);
        wave.ClosedAt = time.GetUtcNow();
        await events.PublishAsync("CampaignWave.Closed", campaign.Ref, filter: Number(wave), data: Data(wave), cancellationToken: cancellationToken);
    }

    /// <summary>How far the items up to the wave at hand have come.</summary>
    public async Task<WaveProgress> ProgressAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        var items = (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).Where(item => item.Wave == campaign.CurrentWave).ToList();
        return new WaveProgress(items.Count, items.Count(item => item.IsFinal || item.State == CampaignItemState.Exception), items.Count(item => item.IsSuccess));
    }

    /// <summary>Branches answered: postponed ones come last, refused ones become exceptions.</summary>
    public async Task ConsentAsync(Campaign campaign, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken = default)
    {
        foreach (var item in await campaigns.ItemsAsync(campaign.Id, cancellationToken))
        {
            if ((answers.GetValueOrDefault(item.City) ?? answers.GetValueOrDefault("*")) is not { } answer)
                continue; // what another asked before said of it stands

            item.Refused = answer == "Refused";
            if (answer == "Postponed")
                item.Wave = Math.Max(0, campaign.WaveCount - 1);
        }
    }

    /// <summary>The line is stopped: items whose work has not begun go back.</summary>
    public async Task StopAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        foreach (var item in (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).Where(item => item.State == CampaignItemState.Scheduled))
            await events.PublishAsync("Campaign.Stopped", item.Ref, filter: item.Attempts.ToString(CultureInfo.InvariantCulture), cancellationToken: cancellationToken);
    }

    /// <summary>The batch replacement is given up: nothing is expected of its open items any more.</summary>
    public async Task AbandonAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        foreach (var item in (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).Where(item => !item.IsFinal))
            await events.PublishAsync("CampaignItem.Abandoned", item.Ref, cancellationToken: cancellationToken);
    }

    private async Task<CampaignItem> OpenAsync(Campaign campaign, AffectedBoard board, CancellationToken cancellationToken)
    {
        var customer = await customers.FindAsync(board.Element.CustomerId, cancellationToken);
        var item = new CampaignItem
        {
            Title = $"{board.Element.Code} {board.Board.SerialNo}",
            BoardId = board.Board.Id,
            Element = board.Element.Code,
            City = board.Site.CityCode,
            OldSerial = board.Board.SerialNo,
            EquipmentId = board.Element.Id,
            CustomerId = board.Element.CustomerId,
            SiteId = board.Site.Id,
            CustomerOrgId = customer?.OrgId,
            CustomerTreeOrgId = customer?.TreeOrgId,
            OfficeOrgId = board.Site.OfficeOrgId,
            OwnerId = campaign.OwnerId,
            PolicyCode = PolicyCodes.Commitments, // nothing of a contract is promised for an item
            PolicyVersion = campaign.BaseVersion,
        };
        return await records.OpenAsync(item, campaign.Ref, cancellationToken);
    }

    private static string Number(CampaignWave wave) => wave.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Data(CampaignWave wave, params (string Name, object? Value)[] more)
    {
        var data = new Dictionary<string, object?> { ["wave"] = wave.Number };
        foreach (var (name, value) in more)
            data[name] = value;
        return data;
    }
}

/// <summary>An exception is moved to a wave that there is.</summary>
public sealed class CampaignWaveRule(ICampaigns campaigns, IRecords records) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["campaign-exception"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome != "MoveToWave" || await records.FindAsync(item.Record, cancellationToken) is not CampaignItem { ParentId: { } campaign })
            return;

        var waves = (await campaigns.WavesAsync(campaign, cancellationToken)).Select(wave => (decimal)wave.Number).ToList();
        if (values.GetValueOrDefault("wave") is not decimal wave || !waves.Contains(wave))
            throw new RuleViolationException("campaign.wave-unknown", ("wave", values.GetValueOrDefault("wave")), ("last", waves.Max()));
    }
}

/// <summary>Software that is rolled out is a version that the elements in scope have: else an upgrade would fail after the work was done.</summary>
public sealed class CampaignScopeRule(ICampaigns campaigns, IInstalledBase equipment, IRecords records) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["campaign-scope"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome != "Confirm" || await records.FindAsync(item.RecordId, cancellationToken) is not Campaign { ItemWork: CampaignWork.Upgrade } campaign)
            return;

        foreach (var code in (await campaigns.ItemsAsync(campaign.Id, cancellationToken)).Select(known => known.Element))
        {
            var element = await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code));
            if (await equipment.VersionAsync(element.ProductId, campaign.Replacement, cancellationToken) is null)
                throw new RuleViolationException("equipment.unknown-version", ("version", campaign.Replacement), ("code", code));
        }
    }
}

/// <summary>Batch replacements as their clocks see them.</summary>
public sealed class CampaignSubjects(RecordSubjects subjects) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.Campaign;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => subjects.FindAsync(record, cancellationToken);
}

/// <summary>Items as their clocks see them.</summary>
public sealed class CampaignItemSubjects(RecordSubjects subjects) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.CampaignItem;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => subjects.FindAsync(record, cancellationToken);
}
