using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Which records a list shows.</summary>
public sealed record RecordFilter([FromQuery(Name = "kind")] string? KindName = null, [FromQuery(Name = "all")] bool? All = null)
{
    public RecordKind Kind => RecordKinds.Find(KindName ?? "") ?? RecordKinds.All[0];
}

/// <summary>Changes, upgrades, batch replacements or summaries as a file.</summary>
public sealed class ExportRecords(ListRecords.Handler list, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<RecordFilter>
{
    public async Task<ExportedList> OpenAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        var (kind, all) = (filter.Kind, filter.All == true);
        return ExportedList.Of(
            texts["Records.Kind." + kind.Key], await list.CountAsync(kind, all, cancellationToken), $"/records?kind={kind.Key}{(all ? "&all=true" : "")}", Columns(),
            async (after, token) => await list.HandleAsync(kind, all, after, token, options.Value.PageSize) is var page ? (page.Rows, page.Next) : default);
    }

    private IReadOnlyList<Column<ListRecords.Row>> Columns() =>
    [
        new(texts["Export.No"], row => row.No), new(texts["Records.Record"], row => row.Title), new(texts["Cases.State"], row => Names.Of(row.StateWords, row.State)), new(texts["Case.Customer"], row => row.Customer),
        new(texts["Export.WindowFrom"], row => row.Window?.From), new(texts["Export.WindowTo"], row => row.Window?.To), new(texts["Case.Owner"], row => row.Owner), new(texts["Records.Parent"], row => row.ParentNo),
    ];
}
