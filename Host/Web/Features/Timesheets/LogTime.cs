using System.Globalization;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>A person logs his working time on a case or on one of its tasks.</summary>
public static class LogTime
{
    /// <param name="No">Number of the case or of the task.</param>
    /// <param name="IsTask">Whether it is a task.</param>
    public sealed record Command(string No, bool IsTask, TimesheetKind Kind, DateOnly On, int Minutes, string Note);

    /// <summary>The body of the route.</summary>
    /// <param name="Kind">What it went into.</param>
    /// <param name="On">Local date.</param>
    /// <param name="Minutes">In quarters of an hour.</param>
    /// <param name="Note">What was done.</param>
    public sealed record Body(TimesheetKind Kind, DateOnly On, int Minutes, string? Note);

    public sealed class Handler(ICases cases, IWorkItems items, TimesheetDesk timesheets) : ICommandHandler<Command, Guid?>
    {
        /// <returns>Id of the entry; null when there is no such case or task in the viewer's scope.</returns>
        /// <exception cref="RuleViolationException">timesheet.steps, .day, .note-length, .day-full.</exception>
        public async Task<Guid?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var item = command.IsTask ? await items.FindByNoAsync(command.No, cancellationToken) : null;
            var record = command.IsTask ? item?.Record : (await cases.FindByNoAsync(command.No, cancellationToken))?.Ref;
            return record is null ? null : (await timesheets.BookAsync(record, item, command.Kind, command.On, command.Minutes, command.Note, cancellationToken)).Id;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/{no}/hours", (string no, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                AnswerAsync(new Command(no, IsTask: false, body.Kind, body.On, body.Minutes, body.Note?.Trim() ?? ""), "POST /api/cases/{no}/hours", key, run, cancellationToken))
            .RequireAuthorization(Permissions.TimeLog).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(TimesheetKind.Analysis, new DateOnly(2026, 11, 23), 90, "Read the alarms of both ends"))
            .WithSummary("Log working time on a case");
        api.MapPost("/work-items/{no}/hours", (string no, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                AnswerAsync(new Command(no, IsTask: true, body.Kind, body.On, body.Minutes, body.Note?.Trim() ?? ""), "POST /api/work-items/{no}/hours", key, run, cancellationToken))
            .RequireAuthorization(Permissions.TimeLog).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(TimesheetKind.Analysis, new DateOnly(2026, 11, 23), 90, "Read the alarms of both ends"))
            .WithSummary("Log working time on a task");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/time", async Task<IResult> (string no, ICases cases, HttpContext http) =>
                await cases.FindByNoAsync(no, http.RequestAborted) is { } record
                    ? Pages.Show<TimeDialog>(new { Sub = $"{no} · {record.Title}", Action = $"/cases/{no}/time", Back = $"/cases/{no}?tab=time" })
                    : Missing.Record(http, no))
            .RequireAuthorization(Permissions.TimeLog);
        pages.MapGet("/work-items/{no}/time", async Task<IResult> (string no, string? returnUrl, IWorkItems items, HttpContext http) =>
                await items.FindByNoAsync(no, http.RequestAborted) is { } item
                    ? Pages.Show<TimeDialog>(new { Sub = $"{no} · {item.Title}", Action = $"/work-items/{no}/time", Back = returnUrl ?? $"/work-items/{no}", Kind = TaskTime.KindOf(item.TaskType).ToString() })
                    : Missing.Record(http, no))
            .RequireAuthorization(Permissions.TimeLog);
        pages.MapPost("/cases/{no}/time", (string no, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) => GoAsync(no, isTask: false, run, texts, http)).RequireAuthorization(Permissions.TimeLog);
        pages.MapPost("/work-items/{no}/time", (string no, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) => GoAsync(no, isTask: true, run, texts, http)).RequireAuthorization(Permissions.TimeLog);
    }

    private static async Task<IResult> AnswerAsync(Command command, string route, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        await run.RunAsync<Command, Guid?>(command, route, key, cancellationToken, LockOf(run, command)) is { } id ? TypedResults.Created($"/api/hours/{id}", new { Id = id }) : TypedResults.NotFound();

    private static async Task<IResult> GoAsync(string no, bool isTask, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http)
    {
        var form = TimeForm.Of(await http.Request.ReadFormAsync(http.RequestAborted));
        var back = Appearance.LocalUrl(form.ReturnUrl ?? (isTask ? $"/work-items/{no}" : $"/cases/{no}?tab=time"));
        try
        {
            var command = new Command(
                no, isTask, Enum.TryParse<TimesheetKind>(form.Kind, out var kind) ? kind : TimesheetKind.Remote,
                DateOnly.TryParse(form.On, CultureInfo.InvariantCulture, out var on) ? on : throw new RuleViolationException("timesheet.day", ("on", form.On), ("days", "–")),
                int.TryParse(form.Minutes, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0, form.Note?.Trim() ?? "");
            if (await run.RunAsync<Command, Guid?>(command, isTask ? "POST /work-items/{no}/time" : "POST /cases/{no}/time", form.Key, http.RequestAborted, LockOf(run, command)) is null)
                return Missing.Record(http, no);
        }
        catch (RuleViolationException rule)
        {
            return Pages.Show<TimeDialog>(
                new { Sub = no, Action = isTask ? $"/work-items/{no}/time" : $"/cases/{no}/time", Back = back, form.Kind, form.On, form.Minutes, form.Note, Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
        }

        http.Say("Time.Logged", null, Localization.Durations.Short(TimeSpan.FromMinutes(int.Parse(form.Minutes!, CultureInfo.InvariantCulture))), no);
        return Dialogs.Done(http, back);
    }

    // Two entries of one person on one day are counted one after the other.
    private static string LockOf(Shell.Command run, Command command) => $"hours:{run.Person}:{command.On:yyyyMMdd}";
}
