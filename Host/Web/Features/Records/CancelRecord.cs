using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Withdraws a business record: its flows, tasks and clocks end. Cannot be taken back.</summary>
public static class CancelRecord
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, string Reason, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    public sealed record Body(string? Reason);

    public sealed class Handler(IRecords records, RecordDesk desk) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">record.unknown, record.stale, record.wrong-state, record.reason-required.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var record = await records.FindByNoAsync(command.No, cancellationToken) ?? throw new RuleViolationException("record.unknown", ("no", command.No));
            record.AsSeen(command.RowVersion, "record", record.No);
            if (RecordKinds.Of(record) is null)
                throw new RuleViolationException("record.type-unknown", ("type", record.Type));

            await desk.CancelAsync(record, command.Reason, cancellationToken);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/records/{no}/cancel", async Task<IResult> (string no, Body body, IRecords records, [AsParameters] ApiCall call) =>
            {
                if (await records.FindByNoAsync(no, call.CancellationToken) is null)
                    return TypedResults.NotFound();

                await call.Run.RunAsync<Command, bool>(new Command(no, body.Reason?.Trim() ?? "", call.RowVersion), "POST /api/records/{no}/cancel", call.Key, call.CancellationToken, no);
                return TypedResults.NoContent();
            })
            .AsCommand(Permissions.RecordCancel, "Withdraw a business record: its flows, tasks and clocks end", new Body("Done with another change"))
            .WithVersion().Produces(StatusCodes.Status204NoContent);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/records/{no}/cancel", (string no, IRecords records, HttpContext http) => DialogAsync(no, null, null, records, http)).RequireAuthorization(Permissions.RecordCancel);
        pages.MapPost("/records/{no}/cancel", async Task<IResult> (
            string no, [FromForm] string? reason, [FromForm] string key, IRecords records, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            try
            {
                await run.RunAsync<Command, bool>(new Command(no, reason?.Trim() ?? ""), "POST /records/{no}/cancel", key, http.RequestAborted, no);
                http.Say("Records.Cancelled", null, no);
                return Dialogs.Done(http, $"/records/{no}");
            }
            catch (RuleViolationException rule)
            {
                return await DialogAsync(no, reason, rule.Words(texts), records, http);
            }
        }).RequireAuthorization(Permissions.RecordCancel);
    }

    private static async Task<IResult> DialogAsync(string no, string? reason, string? error, IRecords records, HttpContext http) =>
        await records.FindByNoAsync(no, http.RequestAborted) is { } record
            ? Pages.Show<CancelRecordDialog>(new { Record = record, Reason = reason, Error = error })
            : Missing.Record(http, no);
}
