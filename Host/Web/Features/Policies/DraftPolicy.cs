using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Makes the next version as a draft with the content of a published one.</summary>
public static class DraftPolicy
{
    /// <param name="From">Number of a published version.</param>
    public sealed record Command(int From);

    public sealed record Result(int Version, string ContentHash);

    /// <summary>Commands on the versions take turns: their numbers count up.</summary>
    public const string Lock = "policies:sla";

    public sealed class Handler(ItrDbContext db, PolicyStore policies, AuditTrail audit) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such published version.</returns>
        /// <exception cref="RuleViolationException">policy.draft-exists.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(command.From, cancellationToken) is not { State: PolicyState.Published } from)
                return null;

            var rows = await db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind).Select(x => new { x.Version, x.State, x.Shipped }).ToListAsync(cancellationToken);
            if (rows.Find(x => x is { State: PolicyState.Draft, Shipped: null }) is { } standing)
                throw new RuleViolationException("policy.draft-exists", ("version", standing.Version));

            var draft = new PolicyVersion { Kind = PolicyVersion.SlaKind, Version = rows.Max(x => x.Version) + 1, BasedOn = from.Version, Json = from.Json, Hash = from.Hash };
            db.Add(draft);
            audit.Write("policy.draft", PolicyRecord.Of(draft), null, $"v{draft.Version}", $"v{from.Version}");
            return new Result(draft.Version, draft.Hash);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/policies/drafts", async Task<IResult> (Command body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(body, key, run, cancellationToken) is { } made ? TypedResults.Ok(made) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Command(1))
            .WithSummary("Begin the next version as a draft");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/admin/sla/drafts", async Task<IResult> ([FromForm] int from, [FromForm] string key, Shell.Command run, HttpContext http) =>
        {
            if (await RunAsync(new Command(from), key, run, http.RequestAborted) is not { } made)
                return Missing.Record(http, $"v{from}");

            http.Say("Policy.DraftMade", null, PolicyWords.Number(made.Version), PolicyWords.Number(from));
            return Pages.Next($"/admin/sla/{made.Version}");
        }).RequireAuthorization(Permissions.PoliciesEdit);

    private static Task<Result?> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result?>(command, "POST /policies/drafts", key, cancellationToken, Lock);
}

/// <summary>A version as a record: what was done to it stands in the audit trail under it.</summary>
public static class PolicyRecord
{
    public static RecordRef Of(PolicyVersion row) => new(nameof(PolicyVersion), row.Id, $"{row.Kind} v{row.Version}");
}
