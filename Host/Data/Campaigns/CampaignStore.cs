using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Campaigns;

internal sealed class CampaignStore(ItrDbContext db) : ICampaigns
{
    public async Task<IReadOnlyList<CampaignItem>> ItemsAsync(Guid campaignId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<CampaignItem>((campaignId, nameof(CampaignItem)), x => x.ParentId == campaignId, cancellationToken)).OrderBy(x => x.No, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<CampaignWave>> WavesAsync(Guid campaignId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<CampaignWave>(campaignId, x => x.CampaignId == campaignId, cancellationToken)).OrderBy(x => x.Number)];

    public async Task<IReadOnlyList<AffectedBoard>> MatchAsync(Campaign campaign, CancellationToken cancellationToken = default)
    {
        var boards = db.Set<InstalledBoard>().Where(x => x.State == BoardState.Working);
        if (campaign.Serials.Count > 0)
        {
            boards = boards.Where(x => campaign.Serials.Contains(x.SerialNo));
        }
        else
        {
            boards = boards.Where(x => db.Set<BoardType>().Any(type => type.Id == x.BoardTypeId && type.Code == campaign.BoardType));
            if (campaign.HwRevisions.Count > 0)
                boards = boards.Where(x => campaign.HwRevisions.Contains(x.HwRevision));
#pragma warning disable CA1309 // becomes SQL
            if (campaign.SerialFrom.Length > 0)
                boards = boards.Where(x => string.Compare(x.SerialNo, campaign.SerialFrom) >= 0);
            if (campaign.SerialTo.Length > 0)
                boards = boards.Where(x => string.Compare(x.SerialNo, campaign.SerialTo) <= 0);
#pragma warning restore CA1309
            if (campaign.ProducedFrom is { } from)
                boards = boards.Where(x => x.ProducedOn >= from);
            if (campaign.ProducedTo is { } to)
                boards = boards.Where(x => x.ProducedOn <= to);
        }

        var found = await (from board in boards
                           join element in db.Set<InstalledEquipment>() on board.EquipmentId equals element.Id
                           join site in db.Set<CustomerSite>() on element.SiteId equals site.Id
                           where campaign.CustomerTreeOrgId == null || element.CustomerTreeOrgId == campaign.CustomerTreeOrgId
                           orderby element.Code, board.SerialNo
                           select new { board, element, site }).ToListAsync(cancellationToken);
        return [.. found.Select(x => new AffectedBoard(x.board, x.element, x.site))];
    }

    public void Add(CampaignWave wave) => db.Add(wave);

    public void Remove(CampaignItem item) => db.Remove(item);

    public void Remove(CampaignWave wave) => db.Remove(wave);
}
