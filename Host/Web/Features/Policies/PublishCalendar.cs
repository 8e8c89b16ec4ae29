using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Publishes the holidays of a year as the next version of the working calendar; open clocks that count days are counted again (sla.md §2).</summary>
public static class PublishCalendar
{
    /// <param name="Version">Version of the calendar that the person saw.</param>
    /// <param name="Year">The rows as they shall be.</param>
    public sealed record Command(int Version, CalendarYear Year, string Note);

    /// <param name="Version">The calendar's new version.</param>
    /// <param name="Moving">Open clocks that will be due at another instant; the rest of the count moves thresholds only.</param>
    public sealed record Result(int Version, int Moving);

    /// <param name="Moves">Clocks that will be due at another instant, the next due first; no more than <see cref="Shown"/>.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="ThresholdsOnly">Clocks that are due when they were, but warn at another instant.</param>
    public sealed record Preview(IReadOnlyList<Move> Moves, int Count, int ThresholdsOnly);

    public sealed record Move(string RecordNo, string ClockId, Bilingual Name, DateTimeOffset OldDue, DateTimeOffset NewDue);

    /// <summary>The first page of what moves.</summary>
    public const int Shown = 20;

    /// <summary>The body of the routes.</summary>
    public sealed record Body(int Version, [property: Required] CalendarYear Year, string? Note = null);

    public sealed class Handler(ItrDbContext db, PolicyStore policies, ClockPreview preview) : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">calendar.stale, .note-missing, and what <see cref="CalendarRules"/> refuses.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var calendar = await RequireAsync(command.Version, command.Year, cancellationToken);
            if (command.Note.Trim().Length < 3)
                throw new RuleViolationException("calendar.note-missing");

            var moving = (await preview.OpenAsync(command.Year, cancellationToken)).Count(x => x.DueAt != x.Clock.DueAt);
            var row = await policies.PublishYearAsync(calendar.Id, command.Year, command.Note.Trim(), cancellationToken);
            return new Result(row.Version, moving);
        }

        /// <inheritdoc cref="HandleAsync" path="/exception"/>
        public async Task<Preview> PreviewAsync(int version, CalendarYear year, CancellationToken cancellationToken)
        {
            await RequireAsync(version, year, cancellationToken);
            var all = await preview.OpenAsync(year, cancellationToken);
            var moves = all.Where(x => x.DueAt != x.Clock.DueAt).OrderBy(x => x.Clock.DueAt).ToList();
            var shown = new List<Move>();
            foreach (var (clock, due) in moves.Take(Shown))
                shown.Add(new Move(clock.RecordNo, clock.ClockId, (await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clock(clock.ClockId).Name, clock.DueAt, due));
            return new Preview(shown, moves.Count, all.Count - moves.Count);
        }

        private async Task<BusinessCalendar> RequireAsync(int version, CalendarYear year, CancellationToken cancellationToken)
        {
            var calendar = (await policies.CurrentAsync(cancellationToken)).WorkingCalendar;
            var newest = await db.Set<LoadedYear>().Where(x => x.CalendarId == calendar.Id).MaxAsync(x => (int?)x.Version, cancellationToken) ?? 1;
            if (newest != version)
                throw new RuleViolationException("calendar.stale", ("version", newest));

            CalendarRules.Require(calendar, year);
            return calendar;
        }
    }

    private static readonly Body Sample = new(
        1, new CalendarYear(2027, true, [new Holiday(new("元旦", "New Year"), new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 3))], [], "Notice of the State Council"), "The official notice is out");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/calendar/preview", async (Body body, Handler handler, CancellationToken cancellationToken) => TypedResults.Ok(await handler.PreviewAsync(body.Version, body.Year, cancellationToken)))
            .RequireAuthorization(Permissions.CalendarEdit)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(Sample)
            .WithSummary("Which open clocks a year of holidays would move");
        api.MapPost("/calendar/publish", async (
                Body body, Shell.Command run, PolicyCache cache, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                TypedResults.Ok(await RunAsync(new Command(body.Version, body.Year, body.Note ?? ""), key, run, cache, cancellationToken)))
            .RequireAuthorization(Permissions.CalendarEdit)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(Sample)
            .WithSummary("Publish a year of holidays");
    }

    public static async Task<Result> RunAsync(Command command, string? key, Shell.Command run, PolicyCache cache, CancellationToken cancellationToken)
    {
        var done = await run.RunAsync<Command, Result>(command, "POST /calendar/publish", key, cancellationToken, "policies:calendar");
        cache.Forget();
        return done;
    }
}
