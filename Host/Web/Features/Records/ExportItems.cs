using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Whose items are meant.</summary>
public sealed record ItemFilter([FromQuery(Name = "campaign")] string? Campaign = null);

/// <summary>The boards of a batch replacement as a file.</summary>
public sealed class ExportItems(ItrDbContext db, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<ItemFilter>
{
    public async Task<ExportedList> OpenAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        var items = db.Set<CampaignItem>().AsNoTracking().Where(item => item.ParentNo == filter.Campaign);
        return ExportedList.Of(
            texts["Export.Items", filter.Campaign ?? "–"], await items.CountAsync(cancellationToken), $"/records/{filter.Campaign}", Columns(),
            (after, token) => ReadAsync(items, after, token));
    }

    private async Task<(IReadOnlyList<CampaignItem> Rows, string? Next)> ReadAsync(IQueryable<CampaignItem> items, string? after, CancellationToken cancellationToken)
    {
#pragma warning disable CA1309 // becomes SQL
        var rows = await items.Where(item => after == null || string.Compare(item.No, after) > 0).OrderBy(item => item.No).Take(options.Value.PageSize).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        return (rows, rows.Count == options.Value.PageSize ? rows[^1].No : null);
    }

    private IReadOnlyList<Column<CampaignItem>> Columns() =>
    [
        new(texts["Export.No"], item => item.No), new(texts["Campaign.Wave"], item => item.Wave), new(texts["Campaign.City"], item => item.City), new(texts["Export.Equipment"], item => item.Element),
        new(texts["Export.OldSerial"], item => item.OldSerial), new(texts["Export.NewSerial"], item => item.NewSerial), new(texts["Cases.State"], item => Names.Of(item.State)),
        new(texts["Export.Exception"], item => item.ExceptionReason.Length > 0 ? Names.Of("TaskOutcome", item.ExceptionReason) : null), new(texts["Export.Attempts"], item => item.Attempts),
        new(texts["Export.WindowFrom"], item => item.WindowStart), new(texts["Export.Ended"], item => item.EndedAt), new(texts["Export.Returned"], item => item.ReturnedAt),
    ];
}
