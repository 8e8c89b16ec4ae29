using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Publishes a draft from a day on: records that are opened then bind it, everything under way keeps what it has.</summary>
public static class PublishPolicy
{
    /// <param name="ContentHash">What the person saw.</param>
    /// <param name="From">First local day; null or today for at once.</param>
    /// <param name="ContractIds">Contracts whose promise changes with it; the others keep theirs.</param>
    public sealed record Command(int Version, string ContentHash, DateOnly? From, string Note, IReadOnlyList<Guid> ContractIds);

    /// <param name="Version">Its number; another than the draft's where a later one was published since.</param>
    public sealed record Result(int Version, DateTimeOffset EffectiveFrom);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required] string ContentHash, DateOnly? From, [property: Required, StringLength(2000, MinimumLength = 3)] string Note, IReadOnlyList<Guid>? ContractIds = null);

    public sealed class Handler(ItrDbContext db, PolicyStore policies, AuditTrail audit, AccessScope access, TimeProvider time) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such version.</returns>
        /// <exception cref="RuleViolationException">policy.already-done, .not-a-draft, .stale, .note-missing, .nothing-changed, .from-past, .from-before, .contract.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(command.Version, cancellationToken) is not { } row)
                return null;

            Check(command, row);
            var newest = await NewestAsync(row, cancellationToken);
            if (PolicyDiff.Between(await policies.GetAsync(newest.Version, cancellationToken), policies.Read(row)).Count == 0)
                throw new RuleViolationException("policy.nothing-changed", ("version", newest.Version));

            var from = FromOf(command, newest);
            await RequireContractsAsync(command.ContractIds, cancellationToken);
            if (newest.Version > row.Version) // a later number was published while this draft waited; the highest in force counts
                row.Version = 1 + await db.Set<PolicyVersion>().Where(x => x.Kind == row.Kind).MaxAsync(x => x.Version, cancellationToken);
            (row.State, row.PublishedAt, row.EffectiveFrom, row.Note, row.ContractIds) = (PolicyState.Published, time.GetUtcNow(), from, command.Note, [.. command.ContractIds.Distinct()]);
            audit.Write("policy.publish", PolicyRecord.Of(row), $"v{newest.Version}", $"v{row.Version} {LocalTime.Format(from)}", command.Note);
            return new Result(row.Version, from);
        }

        private static void Check(Command command, PolicyVersion row)
        {
            if (row.State == PolicyState.Published)
                throw new RuleViolationException("policy.already-done", ("version", row.Version));
            if (row.State != PolicyState.Draft)
                throw new RuleViolationException("policy.not-a-draft", ("version", row.Version));
            if (row.Hash != command.ContentHash)
                throw new RuleViolationException("policy.stale", ("version", row.Version));
            if (command.Note.Trim().Length < 3)
                throw new RuleViolationException("policy.note-missing");
        }

        private async Task<PolicyVersion> NewestAsync(PolicyVersion row, CancellationToken cancellationToken) =>
            await policies.BeforeAsync(row, cancellationToken) is { } number && await policies.FindAsync(number, cancellationToken) is { } newest
                ? newest
                : throw new RuleViolationException("policy.none-published");

        private DateTimeOffset FromOf(Command command, PolicyVersion newest)
        {
            var (now, earliest) = (time.GetUtcNow(), newest.EffectiveFrom!.Value);
            if (command.From < now.LocalDate())
                throw new RuleViolationException("policy.from-past", ("found", command.From.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

            var from = command.From is { } day && day > now.LocalDate() ? day.StartOfDay() : now;
            return from < earliest ? throw new RuleViolationException("policy.from-before", ("version", newest.Version), ("earliest", LocalTime.Format(earliest))) : from;
        }

        private async Task RequireContractsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            var known = (await ListPolicies.InForceAsync(db, time, cancellationToken)).Select(x => x.Id).ToHashSet();
            if (ids.FirstOrDefault(id => !known.Contains(id)) is var unknown && unknown != Guid.Empty)
                throw new RuleViolationException("policy.contract", ("found", unknown));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/policies/{version:int}/publish", async Task<IResult> (
                int version, Body body, Shell.Command run, PolicyCache cache, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(new Command(version, body.ContentHash, body.From, body.Note.Trim(), body.ContractIds ?? []), key, run, cache, cancellationToken) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("hash of the draft, as GET answers it", new DateOnly(2027, 1, 1), "Level 2 within six hours"))
            .WithSummary("Publish a draft from a day on");

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/sla/{version:int}/publish", async Task<IResult> (int version, [FromQuery] string? example, PreviewPolicy.Handler handler, HttpContext http) =>
            await handler.HandleAsync(version, example, http.RequestAborted) is { } found ? Pages.Show<PublishPolicyPage>(new { Preview = found }) : Missing.Record(http, $"v{version}"))
            .RequireAuthorization(Permissions.PoliciesEdit);

        pages.MapPost("/admin/sla/{version:int}/publish", async Task<IResult> (int version, IFormCollection form, PreviewPolicy.Handler handler, Shell.Command run, PolicyCache cache, HttpContext http) =>
        {
            var from = form["from"].ToString().Trim();
            var isDay = DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            var command = new Command(
                version, form["hash"].ToString(), isDay ? day : null, form["note"].ToString().Trim(),
                [.. form["contract"].Select(x => Guid.TryParse(x, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)]);
            try
            {
                if (!isDay && from.Length > 0)
                    throw new RuleViolationException("policy.from-date", ("found", from));
                if (await RunAsync(command, form["key"], run, cache, http.RequestAborted) is not { } done)
                    return Missing.Record(http, $"v{version}");

                http.Say("Policy.Published", null, PolicyWords.Number(done.Version), LocalTime.Format(done.EffectiveFrom));
                return Pages.Next("/admin/sla");
            }
            catch (RuleViolationException broken) when (!broken.IsConflict())
            {
                return await handler.HandleAsync(version, null, http.RequestAborted) is { } found
                    ? Pages.Show<PublishPolicyPage>(new { Preview = found, Typed = command, Error = broken }, StatusCodes.Status422UnprocessableEntity)
                    : Missing.Record(http, $"v{version}");
            }
        }).RequireAuthorization(Permissions.PoliciesEdit);
    }

    private static async Task<Result?> RunAsync(Command command, string? key, Shell.Command run, PolicyCache cache, CancellationToken cancellationToken)
    {
        var done = await run.RunAsync<Command, Result?>(command, "POST /policies/{version}/publish", key, cancellationToken, DraftPolicy.Lock);
        cache.Forget();
        return done;
    }
}
