using System.Globalization;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>Takes a list along as a workbook: first how much it is and why, then the file; the audit trail keeps who took what (roles-and-permissions §3.6).</summary>
public static class ExportList
{
    private const int LongestReason = 500;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public sealed record Command(string List, string Query, int Rows, string Reason);

    public sealed class Handler(AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">export.reason-required.</exception>
        public Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Reason.Length is 0 or > LongestReason)
                throw new RuleViolationException("export.reason-required", ("max", LongestReason));

            audit.Write("data.export", new RecordRef("Export", Guid.CreateVersion7(), command.List), null, $"{command.Rows} rows {command.Query}", command.Reason);
            return Task.FromResult(true);
        }
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Reason">Why the list is taken along; kept in the audit trail.</param>
    public sealed record Body(string? Reason);

    /// <summary>What it takes to write a workbook.</summary>
    internal sealed record Desk(IOptions<ExportOptions> Options, Shell.Command Run, IStringLocalizer<Ui> Texts, CurrentActor Me, TimeProvider Time, HttpContext Http)
    {
        /// <exception cref="RuleViolationException">export.reason-required, .too-many.</exception>
        public async Task<IResult> TakeAsync(string list, ExportedList found, string reason, string route, string? key)
        {
            if (found.Count > Options.Value.MostRows)
                throw new RuleViolationException("export.too-many", ("rows", found.Count), ("max", Options.Value.MostRows));

            var query = Http.Request.QueryString.Value ?? "";
            await Run.RunAsync<Command, bool>(new Command(list, query, found.Count, reason), new { list, query, reason }, route, key, Http.RequestAborted); // rows come and go
            var (now, name) = (Time.GetUtcNow(), Me.Value.Name.ToString());
            return TypedResults.Stream(
                stream => WriteAsync(stream, found, About(found, name, reason, now, Http, Texts), Texts, Http.RequestAborted), Workbook,
                string.Create(CultureInfo.InvariantCulture, $"{list}-{Moments.Local(now):yyyyMMdd-HHmm}.xlsx"));
        }
    }

    /// <param name="list">Part of the address and of the file's name, e.g. <c>cases</c>.</param>
    /// <param name="permission">Who reads the list.</param>
    public static void MapPage<TFilter, TExport>(IEndpointRouteBuilder pages, string list, string permission) where TFilter : class where TExport : IExport<TFilter>
    {
        pages.MapGet($"/export/{list}", async ([AsParameters] TFilter filter, TExport export, IOptions<ExportOptions> options, HttpContext http) =>
                Ask(list, await export.OpenAsync(filter, http.RequestAborted), options.Value, null, null, http))
            .RequireAuthorization(permission);

        pages.MapPost($"/export/{list}", async Task<IResult> ([AsParameters] TFilter filter, [FromForm] string? reason, [FromForm] string key, TExport export, [AsParameters] Desk desk) =>
            {
                var found = await export.OpenAsync(filter, desk.Http.RequestAborted);
                if (found.Count > desk.Options.Value.MostRows)
                    return Ask(list, found, desk.Options.Value, reason, null, desk.Http);

                try
                {
                    return await desk.TakeAsync(list, found, reason?.Trim() ?? "", "POST /export/{list}", key);
                }
                catch (RuleViolationException rule)
                {
                    return Ask(list, found, desk.Options.Value, reason, rule.Words(desk.Texts), desk.Http);
                }
            })
            .RequireAuthorization(permission);
    }

    /// <param name="list">Part of the address and of the file's name, e.g. <c>cases</c>.</param>
    /// <param name="permission">Who reads the list.</param>
    public static void MapApi<TFilter, TExport>(IEndpointRouteBuilder api, string list, string permission) where TFilter : class where TExport : IExport<TFilter> =>
        api.MapPost($"/exports/{list}", async (
                [AsParameters] TFilter filter, Body body, TExport export, [AsParameters] Desk desk, [FromHeader(Name = "Idempotency-Key")] string? key) =>
                await desk.TakeAsync(list, await export.OpenAsync(filter, desk.Http.RequestAborted), body.Reason?.Trim() ?? "", "POST /api/exports/{list}", key))
            .RequireAuthorization(permission).Produces<byte[]>(StatusCodes.Status200OK, Workbook).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("Monthly meeting with the customer"))
            .WithSummary($"Take a list along as a workbook: {list}, narrowed as its list is; the audit trail keeps who took what and why");

    private static IResult Ask(string list, ExportedList found, ExportOptions options, string? reason, string? error, HttpContext http) =>
        Pages.Show<ExportDialog>(
            new { Found = found, Action = $"/export/{list}{http.Request.QueryString}", options.MostRows, Reason = reason, Error = error },
            error is null && http.Request.Method == HttpMethods.Get ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task WriteAsync(Stream stream, ExportedList found, IReadOnlyList<IReadOnlyList<object?>> about, IStringLocalizer<Ui> texts, CancellationToken cancellationToken)
    {
        await using var workbook = new XlsxWriter(stream);
        foreach (var list in found.More.Prepend(found))
            await workbook.WriteSheetAsync(list.Title, list.Headers, list.Rows, cancellationToken);
        await workbook.WriteSheetAsync(texts["Export.About"], [texts["Export.About"], ""], about.ToAsyncEnumerable(), cancellationToken);
        await workbook.CompleteAsync();
    }

    // What a file says of itself once it is far from its page.
    private static IReadOnlyList<IReadOnlyList<object?>> About(ExportedList found, string who, string reason, DateTimeOffset now, HttpContext http, IStringLocalizer<Ui> texts) =>
    [
        [texts["Export.List"].Value, found.Title],
        [texts["Export.Filter"].Value, $"{http.Request.Scheme}://{http.Request.Host}{found.Back}"],
        [texts["Export.Rows"].Value, found.Count],
        [texts["Export.TakenAt"].Value, now],
        [texts["Export.Zone"].Value, "UTC+8 (Asia/Shanghai)"],
        [texts["Export.TakenBy"].Value, who],
        [texts["Form.Reason"].Value, reason],
    ];
}
