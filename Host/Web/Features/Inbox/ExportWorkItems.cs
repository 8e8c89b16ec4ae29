using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Work items of a saved filter as a file.</summary>
public sealed class ExportWorkItems(ListWorkItems.Handler list, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<InboxFilter>
{
    public async Task<ExportedList> OpenAsync(InboxFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { After = null, Item = null };
        return ExportedList.Of(
            texts["Inbox.View." + filter.View], await list.CountAsync(filter, cancellationToken), filter.Url(), Columns(),
            async (after, token) => await list.HandleAsync(filter with { After = after }, token, options.Value.PageSize) is var page ? (page.Rows, page.Next) : default);
    }

    private IReadOnlyList<Column<ListWorkItems.Row>> Columns() =>
    [
        new(texts["Export.No"], row => row.No), new(texts["Export.Work"], row => row.Title), new(texts["Export.Record"], row => row.RecordNo), new(texts["Cases.Request"], row => row.Subject),
        new(texts["Inbox.Level"], row => row.Level), new(texts["Export.Equipment"], row => row.Equipment), new(texts["Cases.State"], row => Names.Of(row.State)), new(texts["Export.Holder"], row => row.Assignee),
        new(texts["Clocks.Due"], row => row.DueAt), new(texts["Export.Completed"], row => row.CompletedAt), new(texts["Operations.Flow"], row => row.FlowId is { } flow ? FlowNames.Of(flow) : null),
        new(texts["Operations.Version"], row => row.FlowVersion), new(texts["Operations.Step"], row => row.Step),
    ];
}
