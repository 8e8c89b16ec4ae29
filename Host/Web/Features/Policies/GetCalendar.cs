using System.Text.Json.Serialization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>A year of the working calendar as it is in force, with the versions that were published.</summary>
public static class GetCalendar
{
    /// <param name="Version">Newest version of the calendar; the policy's own rows are version 1.</param>
    /// <param name="Years">Loaded years.</param>
    /// <param name="Year">The rows shown; without holidays where the year was never loaded.</param>
    /// <param name="IsLoaded">Somebody loaded that year.</param>
    /// <param name="OpenClocks">Open clocks that the calendar moves.</param>
    /// <param name="Published">Versions since the policy's own, newest first.</param>
    /// <param name="Calendar">For drawing; not part of the API.</param>
    public sealed record Details(
        string CalendarId, Bilingual Name, int Version, IReadOnlyList<CalendarYear> Years, CalendarYear Year, bool IsLoaded, int OpenClocks, IReadOnlyList<Published> Published,
        [property: JsonIgnore] BusinessCalendar Calendar);

    public sealed record Published(int Version, int Year, string Note, Bilingual? By, DateTimeOffset At);

    public sealed class Handler(ItrDbContext db, IPolicies policies, IClocks clocks, AccessScope access, TimeProvider time)
    {
        /// <param name="year">Calendar year; null for this one.</param>
        public async Task<Details> HandleAsync(int? year, CancellationToken cancellationToken)
        {
            var calendar = (await policies.CurrentAsync(cancellationToken)).WorkingCalendar;
            var shown = year is >= 2000 and <= 2100 ? year.Value : time.GetUtcNow().LocalDate().Year;
            var loaded = calendar.Years.FirstOrDefault(x => x.Year == shown);
            var rows = await (
                    from row in db.Set<LoadedYear>().AsNoTracking().Where(x => x.CalendarId == calendar.Id)
                    join person in db.Users on row.CreatedBy equals person.UserName into people
                    from person in people.DefaultIfEmpty()
                    orderby row.Version descending
                    select new { row.Version, row.Year, row.Note, row.CreatedAt, Zh = person == null ? null : person.DisplayNameZh, En = person == null ? null : person.DisplayNameEn })
                .ToListAsync(cancellationToken);
            using var system = access.EnterSystem(); // a number only
            return new Details(
                calendar.Id, calendar.Name, rows.Count == 0 ? 1 : rows[0].Version, [.. calendar.Years.OrderBy(x => x.Year)], loaded ?? new CalendarYear(shown, false, [], [], ""), loaded is not null,
                await clocks.CountOpenDayClocksAsync(cancellationToken), rows.ConvertAll(x => new Published(x.Version, x.Year, x.Note, x.Zh is null ? null : new Bilingual(x.Zh, x.En ?? x.Zh), x.CreatedAt)), calendar);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/calendar", async ([FromQuery] int? year, Handler handler, CancellationToken cancellationToken) => TypedResults.Ok(await handler.HandleAsync(year, cancellationToken)))
            .RequireAuthorization(Permissions.CalendarRead)
            .WithSummary("A year of the working calendar");
}
