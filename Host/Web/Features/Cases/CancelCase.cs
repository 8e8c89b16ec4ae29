using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Withdraws a case: its flows and tasks end, its clocks are cancelled. Cannot be taken back.</summary>
public static class CancelCase
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, string Reason, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    public sealed record Body(string? Reason);

    public sealed class Handler(ICases cases, CaseDesk desk, IFlows flows, CurrentActor me, AccessScope access, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">case.unknown, case.stale, case.reason-required, case.wrong-state, case.cancel-too-late.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            if (!MayCancel(record, me.Value))
                throw new RuleViolationException("case.cancel-too-late", ("no", record.No));

            using var system = access.EnterSystem(); // its tasks and clocks end whoever may see them
            await desk.CloseAsync(record, CloseKind.Cancelled, command.Reason, cancellationToken: cancellationToken);
            await flows.CancelAsync(record.Ref, command.Reason);
            audit.Write("case.cancel", record.Ref, null, CaseState.Cancelled.ToString(), command.Reason);
            return true;
        }
    }

    /// <summary>Customers only before somebody accepted it (R25).</summary>
    public static bool MayCancel(Case record, Actor person) =>
        person.Has(RoleCodes.DutyManager) || person.Has(RoleCodes.OfficeManager)
        || record.State is CaseState.New or CaseState.Classified or CaseState.Dispatched;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/cancel", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, bool>(cases, no, new Command(no, body.Reason?.Trim() ?? "", call.RowVersion), "POST /api/cases/{no}/cancel"))
            .AsCommand(Permissions.CaseCancel, "Withdraw a case: its flows and tasks end, its clocks are cancelled", new Body("Reported twice"))
            .WithVersion().Produces(StatusCodes.Status204NoContent);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/cancel", (string no, ICases cases, IWorkItems items, HttpContext http) => DialogAsync(no, null, null, cases, items, http)).RequireAuthorization(Permissions.CaseCancel);
        pages.MapPost("/cases/{no}/cancel", (string no, [FromForm] string? reason, [FromForm] string key, ICases cases, IWorkItems items, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.cancel",
                () => run.RunAsync<Command, bool>(new Command(no, reason?.Trim() ?? ""), "POST /cases/{no}/cancel", key, http.RequestAborted, no),
                error => DialogAsync(no, reason, error, cases, items, http)))
            .RequireAuthorization(Permissions.CaseCancel);
    }

    private static async Task<IResult> DialogAsync(string no, string? reason, string? error, ICases cases, IWorkItems items, HttpContext http)
    {
        if (await cases.FindByNoAsync(no, http.RequestAborted) is not { } record)
            return Missing.Record(http, no);

        var open = await items.OpenOfRecordAsync(record.Ref, http.RequestAborted);
        return Pages.Show<CancelDialog>(new { Record = record, OpenTasks = open.Count, Reason = reason, Error = error });
    }
}
