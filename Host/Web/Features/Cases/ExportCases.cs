using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell.Widgets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Service requests as a file.</summary>
public sealed class ExportCases(FoundCases found, ArchivedList archived, ListCases.Handler list, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<CaseFilter>
{
    public async Task<ExportedList> OpenAsync(CaseFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { After = null };
        var count = filter.View == CaseFilter.Archived ? archived.Of(filter).CountAsync(cancellationToken) : (await found.OfAsync(filter, cancellationToken)).CountAsync(cancellationToken);
        return ExportedList.Of(
            texts["Cases.Title"], await count, filter.Url(), Columns(),
            async (after, token) => await list.HandleAsync(filter with { After = after }, token, options.Value.PageSize) is var page ? (page.Rows, page.Next) : default);
    }

    private IReadOnlyList<Column<ListCases.Row>> Columns() =>
    [
        new(texts["Export.No"], row => row.No), new(texts["Cases.Request"], row => row.Title), new(texts["Export.Type"], row => Names.Of(row.Type)), new(texts["Inbox.Level"], row => row.Level),
        new(texts["Cases.State"], row => Names.Of(row.State)), new(texts["Export.Priority"], row => row.Ends.Priority), new(texts["Case.Customer"], row => row.Customer),
        new(texts["Export.Equipment"], row => row.Equipment), new(texts["Clocks.Region"], row => row.Ends.Region), new(texts["Dashboard.Contract"], row => row.Ends.ContractNo),
        new(texts["Case.Owner"], row => row.Owner), new(texts["Cases.Received"], row => row.ReceivedAt), new(texts["Export.Accepted"], row => row.Ends.AcceptedAt),
        new(texts["Export.Restored"], row => row.Ends.RestoredAt), new(texts["Export.Completed"], row => row.Ends.CompletedAt), new(texts["Export.Closed"], row => row.Ends.ClosedAt),
        new(texts["Export.Cause"], row => row.Ends.Cause is { } cause ? Names.Of(cause) : null), new(texts["Export.Reopened"], row => row.Ends.Reopened),
        new(texts["Cases.Promise"], row => row.Clock?.Name), new(texts["Clocks.Due"], row => row.Clock?.DueAt), new(texts["Export.Standing"], row => row.Clock is { Tone: not ClockTone.None } clock ? texts["Clocks.State." + clock.Tone.StateName()].Value : null),
    ];
}
