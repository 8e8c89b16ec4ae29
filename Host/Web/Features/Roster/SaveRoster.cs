using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Roster;

/// <summary>Replaces one group's shifts of a week. Who is on duty is told first; who may see and take work does not depend on it (D14).</summary>
public static class SaveRoster
{
    /// <param name="Slot">Key of the shift.</param>
    public sealed record Entry(string Slot, Guid UserId, bool IsPrimary);

    public sealed record Command(DateOnly Monday, Guid OrgId, string Role, IReadOnlyList<Entry> Entries);

    public sealed class Handler(ItrDbContext db, GetRoster.Handler roster, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such group that the person runs.</returns>
        /// <exception cref="RuleViolationException">roster.stranger, .two-first.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var week = RosterWeek.Of(command.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), default);
            if ((await roster.HandleAsync(week, command.Role, command.OrgId, cancellationToken)).FirstOrDefault(x => x.MayEdit) is not { } group)
                return false;
            if (command.Entries.Any(entry => group.Members.All(member => member.Id != entry.UserId)))
                throw new RuleViolationException("roster.stranger");
            if (command.Entries.GroupBy(entry => entry.Slot).FirstOrDefault(slot => slot.Count(entry => entry.IsPrimary) > 1) is { } twice)
                throw new RuleViolationException("roster.two-first", ("slot", twice.Key[..10]));

            var (start, end) = (week.Start, week.End);
            var stored = await db.Set<DutyShift>().Where(x => x.OrgId == command.OrgId && x.Role == command.Role && start <= x.Start && x.Start < end).ToListAsync(cancellationToken);
            var slots = week.Slots.ToDictionary(slot => slot.Key);
            var wanted = command.Entries.Where(entry => slots.ContainsKey(entry.Slot)).ToList();
            foreach (var shift in stored.Where(x => !wanted.Exists(entry => entry.UserId == x.UserId && slots[entry.Slot].Start == x.Start)))
                db.Remove(shift);
            foreach (var entry in wanted)
            {
                var slot = slots[entry.Slot];
                if (stored.Find(x => x.UserId == entry.UserId && x.Start == slot.Start) is { } kept)
                    (kept.IsPrimary, kept.End) = (entry.IsPrimary, slot.End);
                else
                    db.Add(new DutyShift { OrgId = command.OrgId, UserId = entry.UserId, Role = command.Role, Start = slot.Start, End = slot.End, IsPrimary = entry.IsPrimary });
            }

            audit.Write("roster.week", new RecordRef("DutyRoster", command.OrgId, $"{command.Role} {week.Text}"), $"{stored.Count}", $"{wanted.Count}");
            return true;
        }
    }

    /// <param name="Slot">Day and d or n for its day or night shift, e.g. 2026-11-23n.</param>
    public sealed record BodyEntry(string Slot, string UserName, bool IsPrimary);

    /// <param name="Week">Any day of the week, yyyy-MM-dd.</param>
    /// <param name="Org">Id of the group's organisation, as the roster shows it.</param>
    public sealed record Body(DateOnly Week, Guid Org, string Role, IReadOnlyList<BodyEntry> Shifts);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/duty", async Task<Results<NoContent, NotFound>> (Body body, GetRoster.Handler roster, Shell.Command run, CancellationToken cancellationToken) =>
            {
                var week = RosterWeek.Of(body.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), default);
                if ((await roster.HandleAsync(week, body.Role, body.Org, cancellationToken)).FirstOrDefault(x => x.MayEdit) is not { } group)
                    return TypedResults.NotFound();

                var slots = week.Slots.Select(slot => slot.Key).ToHashSet();
                if (body.Shifts.FirstOrDefault(shift => !slots.Contains(shift.Slot)) is { } other)
                    throw new RuleViolationException("roster.other-week", ("slot", other.Slot), ("week", week.Text));

                var entries = body.Shifts.Select(shift => new Entry(shift.Slot, group.Members.FirstOrDefault(x => x.UserName == shift.UserName)?.Id ?? Guid.Empty, shift.IsPrimary));
                return await run.RunAsync<Command, bool>(new Command(week.Monday, body.Org, body.Role, [.. entries]), "PUT /api/duty", null, cancellationToken, $"roster:{body.Org}:{body.Role}")
                    ? TypedResults.NoContent()
                    : TypedResults.NotFound();
            })
            .RequireAuthorization(Permissions.RosterEdit).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new { week = "2026-11-23", org = Guid.Empty, role = "Tier1Engineer", shifts = new[] { new BodyEntry("2026-11-23d", "t1gz", true), new BodyEntry("2026-11-23n", "t1sz", true) } })
            .WithSummary("Replace one group's shifts of a week");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/duty/edit", async Task<IResult> (
            IFormCollection form, GetRoster.Handler roster, Shell.Command run, IStringLocalizer<Ui> texts, TimeProvider time, HttpContext http) =>
        {
            var week = RosterWeek.Of(form["week"], time.GetUtcNow());
            var role = form["role"].ToString();
            if (!Guid.TryParse(form["org"], out var org))
                return Missing.Record(http, role);

            var entries = form.Where(field => field.Key.StartsWith("s.", StringComparison.Ordinal) && field.Value.ToString() is "on" or "first")
                .Select(field => field.Key.Split('.')).Where(parts => parts.Length == 3 && Guid.TryParse(parts[2], out _))
                .Select(parts => new Entry(parts[1], Guid.Parse(parts[2]), form[string.Join('.', parts)] == "first")).ToList();
            try
            {
                if (!await run.RunAsync<Command, bool>(new Command(week.Monday, org, role, entries), "POST /duty/edit", form["key"], http.RequestAborted, $"roster:{org}:{role}"))
                    return Missing.Record(http, Names.Of("Role", role));
            }
            catch (RuleViolationException rule)
            {
                return (await roster.HandleAsync(week, role, org, http.RequestAborted)).FirstOrDefault(x => x.MayEdit) is { } group
                    ? Pages.Show<EditRosterPage>(new { Week = week, Group = group, Typed = entries, Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity)
                    : Missing.Record(http, Names.Of("Role", role));
            }

            http.Say("Roster.Saved");
            return Pages.Next($"/duty?week={week.Text}");
        }).RequireAuthorization(Permissions.RosterEdit);
}
