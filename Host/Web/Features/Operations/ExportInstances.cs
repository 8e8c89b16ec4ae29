using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Flow instances as a file; state documents are never read here.</summary>
public sealed class ExportInstances(FoundInstances found, IOptions<ExportOptions> options, IStringLocalizer<Ui> texts) : IExport<InstanceFilter>
{
    public sealed record Row(
        string Id, string FlowId, int Version, string? RecordNo, WorkflowSubStatus State, int Failed, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, string? Cause);

    public async Task<ExportedList> OpenAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { After = null };
        return ExportedList.Of(
            texts["Operations.View." + filter.Shown], await found.Of(filter).CountAsync(cancellationToken), filter.Url(), Columns(),
            (after, token) => ReadAsync(filter with { After = after }, token));
    }

    private async Task<(IReadOnlyList<Row> Rows, string? Next)> ReadAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        var rows = await found.After(found.Of(filter), filter).OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id).Take(options.Value.PageSize)
            .Select(x => new Row(x.Id, x.DefinitionId, x.Version, x.CorrelationId, x.SubStatus, x.FaultedActivityCount, x.CreatedAt, x.UpdatedAt, x.FinishedAt, x.StallReason)).ToListAsync(cancellationToken);
        return (rows, rows.Count == options.Value.PageSize ? Cursor.Of(rows[^1].UpdatedAt, rows[^1].Id) : null);
    }

    private IReadOnlyList<Column<Row>> Columns() =>
    [
        new(texts["Export.Instance"], row => row.Id), new(texts["Operations.Flow"], row => FlowNames.Of(row.FlowId)), new(texts["Operations.Version"], row => row.Version), new(texts["Operations.Record"], row => row.RecordNo),
        new(texts["Cases.State"], row => Names.Of("WorkflowSubStatus", row.State.ToString())), new(texts["Operations.Faulted"], row => row.Failed), new(texts["Export.Started"], row => row.CreatedAt),
        new(texts["Operations.Changed"], row => row.UpdatedAt), new(texts["Export.Ended"], row => row.FinishedAt), new(texts["Operations.Cause"], row => row.Cause is { } cause ? Names.Of("StallCause", cause.Split(':')[0]) : null),
    ];
}
