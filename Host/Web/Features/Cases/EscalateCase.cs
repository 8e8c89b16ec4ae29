using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A person calls management: opens the case's escalation or raises the open one (R22).</summary>
public static class EscalateCase
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, ManagementLevel Level, string Reason, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    /// <param name="Level">M1 when missing; a customer's call goes where the flow says.</param>
    public sealed record Body(ManagementLevel? Level, string? Reason);

    /// <param name="No">Number of the escalation.</param>
    public sealed record Raised(string No);

    public sealed class Handler(ICases cases, EscalationDesk escalations, CurrentActor me) : ICommandHandler<Command, string>
    {
        /// <returns>Number of the escalation.</returns>
        /// <exception cref="RuleViolationException">case.unknown, case.stale, case.reason-required.</exception>
        public async Task<string> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Reason.Length == 0)
                throw new RuleViolationException("case.reason-required", ("kind", "escalation"));

            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            var urgency = record.Level switch { 1 => EscalationUrgency.Critical, 2 => EscalationUrgency.High, _ => EscalationUrgency.Normal };
            var level = Viewer.Of(me.Value).IsCustomer ? LevelForCustomer(record) : command.Level;
            return (await escalations.RaiseAsync(record.Ref, level, urgency, Bilingual.Same(command.Reason), "person", cancellationToken)).No;
        }
    }

    // Flow 12: the customer's button calls M1, for level 1 M2; who stands there he need not know.
    private static ManagementLevel LevelForCustomer(Case record) => record.Level == 1 ? ManagementLevel.M2 : ManagementLevel.M1;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/escalate", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, string>(
                    cases, no, new Command(no, body.Level ?? ManagementLevel.M1, body.Reason?.Trim() ?? "", call.RowVersion), "POST /api/cases/{no}/escalate", escalation => TypedResults.Ok(new Raised(escalation))))
            .AsCommand(Permissions.CaseEscalate, "Call management: opens the case's escalation or raises the open one", new Body(ManagementLevel.M2, "The spare part is not on its way"))
            .WithVersion().Produces<Raised>();

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/escalate", (string no, ICases cases, IDirectory directory, IEscalations escalations, CurrentActor me, HttpContext http) =>
            DialogAsync(no, null, null, null, cases, directory, escalations, me, http)).RequireAuthorization(Permissions.CaseEscalate);
        pages.MapPost("/cases/{no}/escalate", (
                string no, [FromForm] ManagementLevel? level, [FromForm] string? reason, [FromForm] string key,
                ICases cases, IDirectory directory, IEscalations escalations, CurrentActor me, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.escalate",
                () => run.RunAsync<Command, string>(new Command(no, level ?? ManagementLevel.M1, reason?.Trim() ?? ""), "POST /cases/{no}/escalate", key, http.RequestAborted, no),
                error => DialogAsync(no, level, reason, error, cases, directory, escalations, me, http)))
            .RequireAuthorization(Permissions.CaseEscalate);
    }

    private static async Task<IResult> DialogAsync(
        string no, ManagementLevel? level, string? reason, string? error, ICases cases, IDirectory directory, IEscalations escalations, CurrentActor me, HttpContext http)
    {
        if (await cases.FindByNoAsync(no, http.RequestAborted) is not { } record)
            return Missing.Record(http, no);

        if (Viewer.Of(me.Value).IsCustomer)
            return Pages.Show<EscalateDialog>(new { Record = record, Reason = reason, Error = error });

        var owners = new List<(ManagementLevel Level, PersonInfo? Owner)>();
        foreach (var each in Enum.GetValues<ManagementLevel>())
            owners.Add((each, (await directory.OwnerOfLevelAsync(each, record.Ref, http.RequestAborted))?.Acting));
        var open = await escalations.OpenAsync(record.Ref, http.RequestAborted);
        return Pages.Show<EscalateDialog>(new { Record = record, Owners = owners, Open = open, Level = level, Reason = reason, Error = error });
    }
}
