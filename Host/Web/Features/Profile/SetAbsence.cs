using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>Somebody is absent for a time and names who stands in for him, or is back before its end. It ends by itself.</summary>
public static class SetAbsence
{
    public sealed record Command(Guid PersonId, Guid DeputyId, DateTimeOffset From, DateTimeOffset To, string? Reason);

    public sealed record End(Guid Id);

    public sealed class Handler(ItrDbContext db, Absences absences, AuditTrail audit, TimeProvider time) : ICommandHandler<Command, Guid>, ICommandHandler<End, bool>
    {
        /// <exception cref="RuleViolationException">absence.not-yours, .period, .overlap, .deputy, .deputy-absent, .conflict.</exception>
        public async Task<Guid> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if ((await absences.PeopleAsync(cancellationToken)).FirstOrDefault(x => x.Id == command.PersonId) is not { } person)
                throw new RuleViolationException("absence.not-yours");
            if (command.To <= command.From || command.To <= time.GetUtcNow() || command.To - command.From > TimeSpan.FromDays(366))
                throw new RuleViolationException("absence.period");
            if (command.DeputyId == person.Id || (await absences.DeputiesAsync([person], cancellationToken)).FirstOrDefault(x => x.Id == command.DeputyId) is not { } deputy)
                throw new RuleViolationException("absence.deputy");

            var overlaps = await db.Set<Delegation>().AsNoTracking()
                .Where(x => (x.FromUserId == person.Id || x.FromUserId == deputy.Id) && x.From < command.To && command.From < x.To).ToListAsync(cancellationToken);
            if (overlaps.Find(x => x.FromUserId == person.Id) is { } other)
                throw new RuleViolationException("absence.overlap", ("from", Moments.Field(other.From)), ("to", Moments.Field(other.To)));
            if (overlaps.Count > 0)
                throw new RuleViolationException("absence.deputy-absent", ("deputy", deputy.Name));

            var roles = await db.Set<RoleGrant>().Where(x => x.UserId == person.Id || x.UserId == deputy.Id).Select(x => x.Role).Distinct().ToListAsync(cancellationToken);
            if (RoleRules.ConflictOf(roles) is { } conflict)
                throw new RuleViolationException("absence.conflict", ("one", Names.Of("Role", conflict.One)), ("other", Names.Of("Role", conflict.Other)));

            var absence = new Delegation { FromUserId = person.Id, ToUserId = deputy.Id, From = command.From, To = command.To, Reason = command.Reason };
            db.Add(absence);
            audit.Write("user.absence", person.Ref, null, $"{deputy.UserName} {Moments.Field(command.From)} – {Moments.Field(command.To)}", command.Reason);
            return absence.Id;
        }

        /// <returns>False when there is no such absence that the person may end.</returns>
        public async Task<bool> HandleAsync(End command, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            if (await db.Set<Delegation>().FirstOrDefaultAsync(x => x.Id == command.Id && x.To > now, cancellationToken) is not { } absence
                || (await absences.PeopleAsync(cancellationToken)).FirstOrDefault(x => x.Id == absence.FromUserId) is not { } person)
                return false;

            audit.Write("user.absence-end", person.Ref, Moments.Field(absence.To), Moments.Field(now));
            if (absence.From >= now)
                db.Remove(absence);
            else
                absence.To = now;
            return true;
        }
    }

    /// <param name="Person">User name of the absent; the caller when missing.</param>
    /// <param name="Deputy">User name of who stands in.</param>
    public sealed record Body(string? Person, string Deputy, DateTimeOffset From, DateTimeOffset To, string? Reason);

    public sealed record Set(Guid Id);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/absences", async (
                Body body, Absences absences, CurrentActor me, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var person = (await absences.PeopleAsync(cancellationToken)).FirstOrDefault(x => body.Person is { Length: > 0 } name ? x.UserName == name : x.Id == me.Value.PersonId);
                var deputy = person is null ? null : (await absences.DeputiesAsync([person], cancellationToken)).FirstOrDefault(x => x.UserName == body.Deputy);
                var command = new Command(person?.Id ?? Guid.Empty, deputy?.Id ?? Guid.Empty, body.From, body.To, string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim());
                return TypedResults.Created("/api/absences", new Set(await run.RunAsync<Command, Guid>(command, "POST /api/absences", key, cancellationToken, $"absence:{command.PersonId}")));
            })
            .RequireAuthorization(Permissions.AbsenceSet).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new { deputy = "t1sz", from = "2026-12-01T00:00:00+08:00", to = "2026-12-04T00:00:00+08:00", reason = "Leave" })
            .WithSummary("Somebody is absent for a time and another stands in");

        api.MapDelete("/absences/{id:guid}", async Task<Results<NoContent, NotFound>> (Guid id, Shell.Command run, CancellationToken cancellationToken) =>
                await run.RunAsync<End, bool>(new End(id), "DELETE /api/absences/{id}", null, cancellationToken, $"absence:{id}") ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.AbsenceSet)
            .WithSummary("He is back, or does not go");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/me/absence", async Task<IResult> (
            [FromForm] Guid? person, [FromForm] Guid? deputy, [FromForm] string? from, [FromForm] string? to, [FromForm] string? reason, [FromForm] string? key,
            ShowAbsences.Handler absences, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            try
            {
                if (Moments.Parse(from) is not { } begin || Moments.Parse(to) is not { } end)
                    throw new RuleViolationException("absence.period");

                var command = new Command(person ?? Guid.Empty, deputy ?? Guid.Empty, begin, end, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
                await run.RunAsync<Command, Guid>(command, "POST /me/absence", key, http.RequestAborted, $"absence:{command.PersonId}");
                http.Say("Absence.Saved");
                return Pages.Next("/me/absence");
            }
            catch (RuleViolationException rule)
            {
                var typed = new AbsencePage.Form(person, deputy, from, to, reason);
                return Pages.Show<AbsencePage>(new { Found = await absences.HandleAsync(http.RequestAborted), Typed = typed, Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.AbsenceSet);

        pages.MapPost("/me/absence/{id:guid}/end", async Task<IResult> (Guid id, [FromForm] string? key, Shell.Command run, HttpContext http) =>
        {
            if (!await run.RunAsync<End, bool>(new End(id), "POST /me/absence/{id}/end", key, http.RequestAborted, $"absence:{id}"))
                return Missing.Record(http, id.ToString("N")[..8]);

            http.Say("Absence.Ended");
            return Pages.Next("/me/absence");
        }).RequireAuthorization(Permissions.AbsenceSet);
    }
}
