using System.Globalization;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Pages of the working calendar: a year, and the form that makes its next version.</summary>
public static class ShowCalendar
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/calendar", async ([FromQuery] int? year, [FromQuery] string? from, [FromQuery] int? days, GetCalendar.Handler handler, TimeProvider time, HttpContext http) =>
        {
            var found = await handler.HandleAsync(year, http.RequestAborted);
            var trial = CalendarTrial.Of(found.Calendar, Moments.Parse(from) ?? time.GetUtcNow(), Math.Clamp(days ?? 5, 1, CalendarTrial.MostDays));
            return Pages.Show<CalendarPage>(new { Found = found, Trial = trial });
        }).RequireAuthorization(Permissions.CalendarRead);

        pages.MapGet("/admin/calendar/{year:int}/edit", async (int year, GetCalendar.Handler handler, HttpContext http) =>
        {
            var found = await handler.HandleAsync(year, http.RequestAborted);
            return Pages.Show<EditCalendarPage>(new { Found = found, Rows = CalendarForm.Of(found.Year) });
        }).RequireAuthorization(Permissions.CalendarEdit);

        pages.MapPost("/admin/calendar/{year:int}/edit", async Task<IResult> (
            int year, IFormCollection form, GetCalendar.Handler handler, PublishCalendar.Handler publish, Shell.Command run, PolicyCache cache, HttpContext http) =>
        {
            var (typed, version, note) = (CalendarForm.Read(form), int.TryParse(form["version"], CultureInfo.InvariantCulture, out var number) ? number : 0, form["note"].ToString().Trim());
            try
            {
                if (form["do"] == "publish")
                {
                    var done = await PublishCalendar.RunAsync(new PublishCalendar.Command(version, typed.ToYear(year), note), form["key"], run, cache, http.RequestAborted);
                    http.Say("Calendar.Published", null, PolicyWords.Number(done.Version), PolicyWords.Number(done.Moving));
                    return Pages.Next($"/admin/calendar?year={year}");
                }

                var preview = await publish.PreviewAsync(version, typed.ToYear(year), http.RequestAborted);
                return Pages.Show<EditCalendarPage>(new { Found = await handler.HandleAsync(year, http.RequestAborted), Rows = typed, Preview = preview, Note = note });
            }
            catch (RuleViolationException broken) when (!broken.IsConflict())
            {
                var preview = broken.Code == "calendar.note-missing" ? await publish.PreviewAsync(version, typed.ToYear(year), http.RequestAborted) : null;
                return Pages.Show<EditCalendarPage>(
                    new { Found = await handler.HandleAsync(year, http.RequestAborted), Rows = typed, Preview = preview, Error = broken, Note = note }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.CalendarEdit);
    }
}
