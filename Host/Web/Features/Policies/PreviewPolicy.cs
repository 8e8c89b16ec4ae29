using System.Text.Json.Serialization;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>What publishing a draft would change, and what it would leave alone.</summary>
public static class PreviewPolicy
{
    /// <param name="Against">Number of the newest published version.</param>
    /// <param name="Earliest">No version may take effect before the one published last.</param>
    /// <param name="OpenCases">Open cases; all of them keep the version they started with.</param>
    /// <param name="OpenClocks">Running and paused clocks; none moves.</param>
    /// <param name="Contracts">Contracts in force whose promise may be changed with it.</param>
    /// <param name="Draft">The draft itself; not part of the API.</param>
    public sealed record Result(
        int Version, int Against, string ContentHash, DateTimeOffset Earliest, IReadOnlyList<PolicyChange> Changes, int OpenCases, int OpenClocks, IReadOnlyList<Contract> Contracts, FindExample.Result? Example,
        [property: JsonIgnore] SlaPolicySet Draft);

    /// <param name="Version">The version its new cases bind now.</param>
    public sealed record Contract(Guid Id, string No, string NameZh, string NameEn, string PolicyCode, int Version)
    {
        public static Contract Of(ServiceContract contract, IPolicies policies) =>
            new(contract.Id, contract.No, contract.NameZh, contract.NameEn, contract.PolicyCode, policies.VersionOf(contract));
    }

    public sealed class Handler(ItrDbContext db, PolicyStore policies, FindExample.Handler examples, AccessScope access, TimeProvider time)
    {
        /// <param name="example">Number of a case to calculate with; null for the newest that has a changed clock.</param>
        /// <returns>Null when there is no such draft.</returns>
        public async Task<Result?> HandleAsync(int version, string? example, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(version, cancellationToken) is not { State: PolicyState.Draft } row || await policies.BeforeAsync(row, cancellationToken) is not { } against)
                return null;

            var (draft, newest) = (policies.Read(row), (await policies.FindAsync(against, cancellationToken))!);
            var changes = PolicyDiff.Between(await policies.GetAsync(against, cancellationToken), draft);
            var clocks = changes.Where(change => change.Part == PolicyPart.Clock && change.Fields.Any(field => field.Name == "targets")).Select(change => change.Id).ToList();
            using var system = access.EnterSystem();
            var open = await ListPolicies.OpenCasesAsync(db, cancellationToken);
            var running = await db.Set<SlaClock>().CountAsync(x => x.State == ClockState.Running || x.State == ClockState.Paused, cancellationToken);
            var contracts = await ListPolicies.InForceAsync(db, time, cancellationToken);
            return new Result(
                row.Version, against, row.Hash, newest.EffectiveFrom!.Value, changes, open.Values.Sum(), running, [.. contracts.Select(contract => Contract.Of(contract, policies))],
                await examples.HandleAsync(draft, clocks, example, cancellationToken), draft);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/policies/{version:int}/preview", async Task<IResult> (int version, [FromQuery] string? example, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(version, example, cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What publishing a draft would change");
}
