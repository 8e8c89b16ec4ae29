using System.Globalization;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>Who logged time corrects it, with a reason; zero takes it back.</summary>
public static class CorrectTime
{
    public sealed record Command(Guid Id, int Minutes, string Reason);

    /// <summary>The body of the route.</summary>
    public sealed record Body(int Minutes, string? Reason);

    public sealed class Handler(ITimesheets timesheets, TimesheetDesk desk) : ICommandHandler<Command, string?>
    {
        /// <returns>Number of the record; null when there is no such entry in the viewer's scope.</returns>
        /// <exception cref="RuleViolationException">timesheet.not-yours, .approved, .reason-required, .note-length, .steps, .day-full.</exception>
        public async Task<string?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await timesheets.FindAsync(command.Id, cancellationToken) is not { } entry)
                return null;

            await desk.CorrectAsync(entry, command.Minutes, command.Reason, cancellationToken);
            return entry.RecordNo;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/hours/{id:guid}", async Task<IResult> (Guid id, Body body, Shell.Command run, CancellationToken cancellationToken) =>
                await RunAsync(run, new Command(id, body.Minutes, body.Reason?.Trim() ?? ""), null, cancellationToken) is null ? TypedResults.NotFound() : TypedResults.NoContent())
            .RequireAuthorization(Permissions.TimeLog).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(90, "Travel was booked twice"))
            .WithSummary("Correct logged time of one's own, with a reason; zero minutes take it back");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/hours/{id:guid}", async Task<IResult> (Guid id, ITimesheets timesheets, HttpContext http) =>
                await timesheets.FindAsync(id, http.RequestAborted) is { } entry ? Pages.Show<TimeDialog>(DialogOf(entry, null, null, null)) : Missing.Record(http, id.ToString()))
            .RequireAuthorization(Permissions.TimeLog);
        pages.MapPost("/hours/{id:guid}", async Task<IResult> (Guid id, ITimesheets timesheets, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            {
                if (await timesheets.FindAsync(id, http.RequestAborted) is not { } entry)
                    return Missing.Record(http, id.ToString());

                var form = TimeForm.Of(await http.Request.ReadFormAsync(http.RequestAborted));
                try
                {
                    await RunAsync(run, new Command(id, int.TryParse(form.Minutes, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1, form.Reason?.Trim() ?? ""), form.Key, http.RequestAborted);
                }
                catch (RuleViolationException rule)
                {
                    return Pages.Show<TimeDialog>(DialogOf(entry, form.Minutes, form.Reason, rule.Words(texts)), StatusCodes.Status422UnprocessableEntity);
                }

                http.Say("Time.Corrected", null, entry.RecordNo);
                return Dialogs.Done(http, BackOf(entry));
            })
            .RequireAuthorization(Permissions.TimeLog);
    }

    private static Task<string?> RunAsync(Shell.Command run, Command command, string? key, CancellationToken cancellationToken) =>
        run.RunAsync<Command, string?>(command, "PUT /api/hours/{id}", key, cancellationToken, $"hours:{run.Person}");

    private static object DialogOf(TimesheetEntry entry, string? minutes, string? reason, string? error) => new
    {
        Sub = $"{entry.RecordNo} · {entry.WorkedOn:yyyy-MM-dd}",
        Action = $"/hours/{entry.Id}",
        Back = BackOf(entry),
        Kind = entry.Kind.ToString(),
        Minutes = minutes ?? entry.Minutes.ToString(CultureInfo.InvariantCulture),
        Reason = reason,
        IsCorrection = true,
        Error = error,
    };

    private static string BackOf(TimesheetEntry entry) => entry.RecordType == RecordTypes.Case ? $"/cases/{entry.RecordNo}?tab=time" : Records.RecordLinks.Of(entry.RecordNo);
}
