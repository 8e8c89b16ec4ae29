using System.Text.Json;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Upgrades;

namespace Elsa.ITR.Domain.Campaigns;

/// <summary>Opens what an item is carried out with, filled in from its campaign: a standard change or an upgrade (flow 10 step c).</summary>
public sealed class CampaignItemDesk(IRecords records, RecordDesk desk, IInstalledBase equipment, ClockDesk clocks, TimeProvider time)
{
    /// <summary>Timer of the policy: how long the window of an item is.</summary>
    public const string Window = "TMR-BATCH-WINDOW";

    /// <summary>How the item is carried out, and the record that was opened for it; null when the engineer only reports.</summary>
    public async Task<(CampaignWork Work, BusinessRecord? Opened)> OpenAsync(CampaignItem item, CancellationToken cancellationToken = default)
    {
        var campaign = await records.FindAsync(item.ParentId ?? Guid.Empty, cancellationToken) as Campaign
            ?? throw new InvalidOperationException($"Expected {item.No} to belong to a batch replacement.");
        if (campaign.ItemWork == CampaignWork.Report)
            return (CampaignWork.Report, null);

        var start = item.WindowStart ?? time.GetUtcNow();
        var end = await clocks.DueInAsync(Window, item.Ref, start, cancellationToken: cancellationToken);
        BusinessRecord opened = campaign.ItemWork == CampaignWork.Change ? Change(campaign, item, start, end) : await UpgradeAsync(campaign, item, start, end, cancellationToken);
        opened.Title = item.Title;
        opened.RequesterId = campaign.OwnerId ?? campaign.RequesterId; // who runs the campaign sees to another window
        return (campaign.ItemWork, await desk.OpenAsync(opened, item.Ref, cancellationToken));
    }

    // What was reviewed and launched once for all is the template of each.
    private static ChangeRequest Change(Campaign campaign, CampaignItem item, DateTimeOffset start, DateTimeOffset end) => new()
    {
        ChangeType = ChangeType.Standard,
        Equipment = [item.Element],
        Reason = Reason(campaign),
        Plan = JsonSerializer.Serialize(new[] { new { step = $"{item.OldSerial} → {campaign.Replacement}" } }),
        Impact = item.Element,
        Parts = campaign.Replacement,
        TestPlan = campaign.Method,
        RollbackPlan = $"装回 {item.OldSerial} / put {item.OldSerial} back",
        RequestedStart = start,
        RequestedEnd = end,
        RollbackDecisionAt = end,
        Communication = item.Escort,
    };

    private async Task<UpgradeApplication> UpgradeAsync(Campaign campaign, CampaignItem item, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var element = await equipment.FindByCodeAsync(item.Element, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", item.Element));
        return new UpgradeApplication
        {
            Initiator = UpgradeInitiator.Vendor,
            SoftwareKind = SoftwareKind.Equipment,
            Cause = UpgradeCause.ProductDefect,
            Equipment = [item.Element],
            CurrentVersion = element.SoftwareVersionId is { } version ? (await equipment.VersionAsync(version, cancellationToken))?.VersionNo ?? "" : "",
            TargetVersion = campaign.Replacement,
            Reason = Reason(campaign),
            WishStart = start,
            WishEnd = end,
        };
    }

    private static string Reason(Campaign campaign) => $"{campaign.No} {campaign.Title}";
}
