using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Asks the customer to let the clocks of a case stand still, or lets them run again (R7).</summary>
public static class PauseClocks
{
    /// <param name="Reason">Code of a pause reason.</param>
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, string Reason, string? Comment, DateTimeOffset? ExpectedResumeAt, int? RowVersion = null);

    public sealed record Resume(string No, string Reason, int? RowVersion = null);

    /// <summary>The body of the route that asks for a pause.</summary>
    /// <param name="Reason">Code of a pause reason.</param>
    public sealed record Body(string? Reason, string? Comment, DateTimeOffset? ExpectedResumeAt);

    /// <summary>The body of the route that ends one.</summary>
    public sealed record ResumeBody(string? Reason);

    /// <param name="PauseId">The pause; the customer decides about it.</param>
    public sealed record Asked(Guid PauseId);

    /// <param name="IsResumed">False when nothing was paused.</param>
    public sealed record Resumed(bool IsResumed);

    public sealed class Handler(ICases cases, PauseDesk pauses, IFlows flows, Domain.Audit.AuditTrail audit) : ICommandHandler<Command, Guid>, ICommandHandler<Resume, bool>
    {
        /// <returns>Id of the pause.</returns>
        /// <exception cref="RuleViolationException">case.unknown, case.stale, clock-pause.unknown-reason, .wrong-level, .nothing-to-pause, .already-open.</exception>
        public async Task<Guid> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            var pause = await pauses.RequestAsync(record.Ref, command.Reason, command.Comment, command.ExpectedResumeAt, cancellationToken);
            await flows.StartAsync(FlowIds.ClockPause, record.Ref, new Dictionary<string, object?>
            {
                ["pauseId"] = pause.Id.ToString(),
                ["approverRole"] = pause.ApproverRole,
                ["reason"] = pause.Reason,
                ["from"] = FormJson.Text(pause.RequestedAt),
                ["expectedResume"] = pause.ExpectedResumeAt is { } at ? FormJson.Text(at) : null,
            });
            return pause.Id;
        }

        /// <returns>False when nothing is paused.</returns>
        public async Task<bool> HandleAsync(Resume command, CancellationToken cancellationToken)
        {
            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            if (await pauses.OpenAsync(record.Ref, cancellationToken) is not { State: ClockPauseState.Approved } pause)
                return false;

            await pauses.ResumeAsync(pause.Id, cancellationToken: cancellationToken);
            audit.Write("clock-pause.resume-asked", record.Ref, null, pause.Reason, command.Reason);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/{no}/pause", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, Guid>(
                    cases, no, new Command(no, body.Reason ?? "", body.Comment?.Trim(), body.ExpectedResumeAt, call.RowVersion), "POST /api/cases/{no}/pause", id => TypedResults.Ok(new Asked(id))))
            .AsCommand(Permissions.CaseRequestPause, "Ask the customer to let the clocks of a case stand still", new Body("CUSTOMER_ACCESS", "The site opens at eight", new(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(8))))
            .WithVersion().Produces<Asked>();
        api.MapPost("/cases/{no}/resume", (string no, ResumeBody body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Resume, bool>(cases, no, new Resume(no, body.Reason?.Trim() ?? "", call.RowVersion), "POST /api/cases/{no}/resume", done => TypedResults.Ok(new Resumed(done))))
            .AsCommand(Permissions.CaseRequestPause, "Let the clocks of a case run again", new ResumeBody("The site is open"))
            .WithVersion().Produces<Resumed>();
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/pause", (string no, ICases cases, IPolicies policies, HttpContext http) =>
            DialogAsync(no, new Command(no, "", null, null), null, cases, policies, http)).RequireAuthorization(Permissions.CaseRequestPause);
        pages.MapPost("/cases/{no}/pause", (
            string no, [FromForm] string? reason, [FromForm] string? comment, [FromForm] string? expectedResumeAt, [FromForm] string key,
            ICases cases, IPolicies policies, Shell.Command run, HttpContext http) =>
        {
            var command = new Command(no, reason ?? "", comment?.Trim(), Moments.Parse(expectedResumeAt));
            return CaseDialogs.RunAsync(http, no, "Case.Did.pause",
                () => run.RunAsync<Command, Guid>(command, "POST /cases/{no}/pause", key, http.RequestAborted, no),
                error => DialogAsync(no, command, error, cases, policies, http));
        }).RequireAuthorization(Permissions.CaseRequestPause);

        pages.MapGet("/cases/{no}/resume", (string no, ICases cases, HttpContext http) => CaseDialogs.ShowAsync<ResumeDialog>(no, cases, http)).RequireAuthorization(Permissions.CaseRequestPause);
        pages.MapPost("/cases/{no}/resume", (string no, [FromForm] string? reason, [FromForm] string key, ICases cases, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.resume",
                () => run.RunAsync<Resume, bool>(new Resume(no, reason?.Trim() ?? ""), "POST /cases/{no}/resume", key, http.RequestAborted, no),
                error => CaseDialogs.ShowAsync<ResumeDialog>(no, cases, http, record => new { Record = record, Error = error })))
            .RequireAuthorization(Permissions.CaseRequestPause);
    }

    // Only reasons that the policy permits at the case's level are offered.
    private static async Task<IResult> DialogAsync(string no, Command typed, string? error, ICases cases, IPolicies policies, HttpContext http)
    {
        if (await cases.FindByNoAsync(no, http.RequestAborted) is not { } record)
            return Missing.Record(http, no);

        var reasons = (await policies.GetAsync(record.PolicyVersion ?? record.BaseVersion, http.RequestAborted)).PauseReasons.Values.Where(reason => record.Level is not { } level || reason.Levels.Contains(level)).ToList();
        return Pages.Show<PauseDialog>(new { Record = record, Reasons = reasons, Typed = typed, Error = error });
    }
}
