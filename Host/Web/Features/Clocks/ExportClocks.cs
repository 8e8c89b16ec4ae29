using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell.Widgets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Promises as a file.</summary>
public sealed class ExportClocks(FoundClocks found, ListClocks.Handler list, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<ClockFilter>
{
    public async Task<ExportedList> OpenAsync(ClockFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { After = null };
        return ExportedList.Of(
            texts["Clocks.Title"], await (await found.OfAsync(filter, cancellationToken)).CountAsync(cancellationToken), filter.Url(), Columns(),
            async (after, token) => await list.HandleAsync(filter with { After = after }, token, options.Value.PageSize) is var page ? (page.Rows, page.Next) : default);
    }

    private IReadOnlyList<Column<ListClocks.Row>> Columns() =>
    [
        new(texts["Export.No"], row => row.RecordNo), new(texts["Cases.Request"], row => row.Title), new(texts["Inbox.Level"], row => row.Level), new(texts["Export.Clock"], row => row.Clock.ClockId),
        new(texts["Cases.Promise"], row => row.Clock.Name), new(texts["Export.Standing"], row => texts["Clocks.State." + row.Clock.Tone.StateName()].Value), new(texts["Export.Started"], row => row.Clock.StartedAt),
        new(texts["Clocks.Due"], row => row.Clock.DueAt), new(texts["Clocks.Stopped"], row => row.Clock.StoppedAt), new(texts["Export.Late"], row => Late(row.Clock)), new(texts["Export.PausedFor"], row => row.Paused),
        new(texts["Case.Customer"], row => row.Customer), new(texts["Clocks.Region"], row => row.Region), new(texts["Dashboard.Contract"], row => row.ContractNo),
    ];

    private static object? Late(ClockView clock) => clock.StoppedAt is { } stopped && stopped > clock.DueAt ? stopped - clock.DueAt : null;
}
