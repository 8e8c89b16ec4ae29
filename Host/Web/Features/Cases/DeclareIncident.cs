using System.Globalization;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A person declares a major incident on a case: its notices begin (flow 06).</summary>
public static class DeclareIncident
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, IncidentStatement Statement, int? RowVersion = null);

    /// <param name="No">Number of the incident.</param>
    /// <param name="IsNew">False where the case was merged into one of the same network element.</param>
    public sealed record Result(string No, bool IsNew);

    public sealed class Handler(ICases cases, MajorIncidentDesk desk, IFlows flows, CurrentActor me) : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">incident.not-allowed, case.unknown, case.stale, and those of <see cref="MajorIncidentDesk"/>.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (!Permissions.Grant(me.Value.Roles, Permissions.CaseDeclareIncident))
                throw new RuleViolationException("incident.not-allowed");

            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            var (incident, isNew) = await desk.DeclareAsync(record, command.Statement, cancellationToken);
            if (isNew)
                await flows.StartAsync(FlowIds.MajorIncidentNotification, incident.Ref);
            return new Result(incident.No, isNew);
        }
    }

    /// <summary>What was typed; instants as their field sends them.</summary>
    public sealed record Form(
        string? Criterion, int? Grade, string? InterruptedAt, string? Impact, string? PresentState, string? Measures, string? Contact, string? NextUpdateAt)
    {
        public static Form Of(IFormCollection posted) => new(
            posted["criterion"], int.TryParse(posted["grade"], CultureInfo.InvariantCulture, out var grade) ? grade : null, posted["interruptedAt"], posted["impact"], posted["presentState"],
            posted["measures"], posted["contact"], posted["nextUpdateAt"]);

        public IncidentStatement Read() => new(
            Criterion ?? "", Grade ?? 0, Moments.Parse(InterruptedAt), Impact?.Trim() ?? "", PresentState?.Trim() ?? "", Measures?.Trim() ?? "", Contact?.Trim() ?? "", Moments.Parse(NextUpdateAt));
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Criterion">Code of the criterion that holds.</param>
    /// <param name="Grade">1 or 2; not milder than the criterion's.</param>
    /// <param name="NextUpdateAt">When the next notice is promised; null to leave it to the policy.</param>
    public sealed record Body(
        string? Criterion, int Grade, DateTimeOffset? InterruptedAt, string? Impact, string? PresentState, string? Measures, string? Contact, DateTimeOffset? NextUpdateAt)
    {
        public IncidentStatement Read() => new(
            Criterion ?? "", Grade, InterruptedAt, Impact?.Trim() ?? "", PresentState?.Trim() ?? "", Measures?.Trim() ?? "", Contact?.Trim() ?? "", NextUpdateAt);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/incident", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, Result>(cases, no, new Command(no, body.Read(), call.RowVersion), "POST /api/cases/{no}/incident", done => TypedResults.Ok(done)))
            .AsCommand(
                Permissions.CaseDeclareIncident, "Declare a major incident on a case: its notices begin",
                new Body("MI-2", 1, new(2026, 11, 23, 2, 0, 0, TimeSpan.FromHours(8)), "All leased lines of one city", "A team is on its way", "Traffic is moved to the second ring", "Duty desk 020-00000000", null))
            .WithVersion().Produces<Result>();

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/incident", (string no, ICases cases, MajorIncidentDesk desk, IStringLocalizer<Ui> texts, HttpContext http) =>
            OpenAsync(no, cases, desk, texts, http)).RequireAuthorization(Permissions.CaseDeclareIncident);
        pages.MapPost("/cases/{no}/incident", async Task<IResult> (string no, [FromForm] string key, ICases cases, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var form = Form.Of(await http.Request.ReadFormAsync(http.RequestAborted));
            try
            {
                var done = await run.RunAsync<Command, Result>(new Command(no, form.Read()), "POST /cases/{no}/incident", key, http.RequestAborted, no);
                http.Say(done.IsNew ? "Case.Did.incident" : "Case.Did.incident-merged", null, no, done.No);
                return Dialogs.Done(http, $"/cases/{no}");
            }
            catch (RuleViolationException rule)
            {
                return await CaseDialogs.ShowAsync<IncidentDialog>(no, cases, http, record => new { Record = record, Typed = form, Error = rule.Words(texts) });
            }
        }).RequireAuthorization(Permissions.CaseDeclareIncident);
    }

    // Whether it can be declared is said before anything is typed.
    private static async Task<IResult> OpenAsync(string no, ICases cases, MajorIncidentDesk desk, IStringLocalizer<Ui> texts, HttpContext http)
    {
        if (await cases.FindByNoAsync(no, http.RequestAborted) is not { } record)
            return Missing.Record(http, no);

        string? error = null;
        try
        {
            await desk.RequireDeclarableAsync(record, http.RequestAborted);
        }
        catch (RuleViolationException rule)
        {
            error = rule.Words(texts);
        }

        var typed = new Form(record.MajorIncidentCriterion, null, Moments.Field(record.OccurredAt), record.AffectedServices, null, null, null, null);
        return Pages.Show<IncidentDialog>(new { Record = record, Typed = typed, Error = error });
    }
}
