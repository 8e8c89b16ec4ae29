using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>The versions of the numbers, and the policies that stand in them.</summary>
public static class ListPolicies
{
    /// <param name="By">Who published it; of a draft, who changed it last. Null for the system.</param>
    /// <param name="IsShipped">It came with the product.</param>
    /// <param name="OpenCases">Open cases that follow it; null for customers, who do not see those of others.</param>
    public sealed record Version(
        int Number, PolicyStanding Standing, string ContentHash, DateTimeOffset? PublishedAt, DateTimeOffset? EffectiveFrom, string? Note, int? BasedOn, bool IsShipped, Bilingual? By, DateTimeOffset ChangedAt,
        int? OpenCases, int? OpenClocks);

    /// <param name="Contracts">Contracts in force that promise it.</param>
    public sealed record Policy(string Code, Bilingual Name, string Source, int Clocks, int? OpenClocks, int Contracts);

    public sealed record Result(IReadOnlyList<Version> Versions, IReadOnlyList<Policy> Policies)
    {
        public Version Current => Versions.First(x => x.Standing == PolicyStanding.InForce);

        public Version? Draft => Versions.FirstOrDefault(x => x is { Standing: PolicyStanding.Draft, IsShipped: false });
    }

    public sealed class Handler(ItrDbContext db, IPolicies policies, AccessScope access, CurrentActor me, TimeProvider time)
    {
        public async Task<Result> HandleAsync(CancellationToken cancellationToken)
        {
            var current = await policies.CurrentAsync(cancellationToken);
            var contracts = await InForceAsync(db, time, cancellationToken);
            var (isInternal, mayEdit) = (access.SeesInternal, Permissions.Grant(me.Value.Roles, Permissions.PoliciesEdit));
            var rows = await VersionsAsync(mayEdit, cancellationToken);
            var (cases, clocks, byPolicy) = isInternal ? await UseAsync(cancellationToken) : ([], [], []);
            var versions = rows.ConvertAll(x => x with
            {
                Standing = PolicyStandings.Of(x.PublishedAt is null ? PolicyState.Draft : PolicyState.Published, x.Number, x.EffectiveFrom, current.Version, time.GetUtcNow()),
                OpenCases = isInternal ? cases.GetValueOrDefault(x.Number) : null,
                OpenClocks = isInternal ? clocks.GetValueOrDefault(x.Number) : null,
            });
            var found = current.Policies.Values.Where(x => isInternal || x.Code != PolicyCodes.Internal).Select(x => new Policy(
                x.Code, x.Name, x.Source, current.Clocks.Values.Count(clock => clock.Policy == x.Code), isInternal ? byPolicy.GetValueOrDefault(x.Code) : null, contracts.Count(contract => contract.PolicyCode == x.Code)));
            return new Result(versions, [.. found]);
        }

        private async Task<List<Version>> VersionsAsync(bool withDrafts, CancellationToken cancellationToken)
        {
            var rows = await (
                    from row in db.Set<PolicyVersion>().AsNoTracking().Where(x => x.Kind == PolicyVersion.SlaKind && (x.State == PolicyState.Published || (withDrafts && x.State == PolicyState.Draft)))
                    join person in db.Users on row.UpdatedBy equals person.UserName into people
                    from person in people.DefaultIfEmpty()
                    orderby row.Version descending
                    select new { row.Version, row.Hash, row.PublishedAt, row.EffectiveFrom, row.Note, row.BasedOn, row.Shipped, row.UpdatedAt, Zh = person == null ? null : person.DisplayNameZh, En = person == null ? null : person.DisplayNameEn })
                .ToListAsync(cancellationToken);
            return rows.ConvertAll(x => new Version(
                x.Version, default, x.Hash, x.PublishedAt, x.EffectiveFrom, x.Note, x.BasedOn, x.Shipped is not null, x.Zh is null ? null : new Bilingual(x.Zh, x.En ?? x.Zh), x.UpdatedAt, null, null));
        }

        private async Task<(Dictionary<int, int> Cases, Dictionary<int, int> Clocks, Dictionary<string, int> ByPolicy)> UseAsync(CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem(); // numbers only: how much hangs on a version
            var cases = await OpenCasesAsync(db, cancellationToken);
            var clocks = await db.Set<SlaClock>().Where(x => x.State == ClockState.Running || x.State == ClockState.Paused)
                .GroupBy(x => new { x.PolicyVersion, x.PolicyCode }).Select(x => new { x.Key.PolicyVersion, x.Key.PolicyCode, Count = x.Count() }).ToListAsync(cancellationToken);
            return (
                cases,
                clocks.GroupBy(x => x.PolicyVersion).ToDictionary(x => x.Key, x => x.Sum(y => y.Count)),
                clocks.GroupBy(x => x.PolicyCode).ToDictionary(x => x.Key, x => x.Sum(y => y.Count)));
        }
    }

    /// <summary>Open cases by the version they follow.</summary>
    internal static Task<Dictionary<int, int>> OpenCasesAsync(ItrDbContext db, CancellationToken cancellationToken) =>
        db.Set<Case>().Where(x => x.State != CaseState.Closed && x.State != CaseState.Rejected && x.State != CaseState.Duplicate && x.State != CaseState.Cancelled)
            .GroupBy(x => x.PolicyVersion ?? x.BaseVersion).Select(x => new { Version = x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Version, x => x.Count, cancellationToken);

    /// <summary>Contracts in force today that the reader may see.</summary>
    internal static Task<List<ServiceContract>> InForceAsync(ItrDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.GetUtcNow().LocalDate();
        return db.Set<ServiceContract>().AsNoTracking()
            .Where(x => (x.State == ContractState.Effective || x.State == ContractState.Expiring) && x.EffectiveFrom <= today && today <= x.EffectiveTo)
            .OrderBy(x => x.No).ToListAsync(cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/policies", async (Handler handler, CancellationToken cancellationToken) => TypedResults.Ok(await handler.HandleAsync(cancellationToken)))
            .RequireAuthorization(Permissions.PoliciesRead)
            .WithSummary("Versions of the policies and what follows them");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/sla", async (Handler handler, HttpContext http) => Pages.Show<PoliciesPage>(new { Found = await handler.HandleAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.PoliciesRead);
}
