using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>How often promises of the past year would have been broken under a draft, against the version before it: the same ledgers, read with other numbers.</summary>
public static class ReplayYear
{
    private const int MostListed = 20;

    /// <param name="Rows">Clocks whose numbers the draft changes, by level; clocks that nobody ran are left out.</param>
    /// <param name="Changed">How many clocks the draft gives other numbers.</param>
    /// <param name="Untold">Clocks that ended in the year and cannot be compared; see <see cref="ClockReplay.IsKept"/>.</param>
    public sealed record Result(int Version, int Against, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Row> Rows, int Changed, int Untold);

    /// <param name="Ended">Met or missed in the year.</param>
    /// <param name="Before">Missed under the version before.</param>
    /// <param name="After">Missed under the draft.</param>
    /// <param name="Newly">Records that would have been missed under the draft only, the newest first; at most 20.</param>
    public sealed record Row(string ClockId, Bilingual Name, int Level, int Ended, int Before, int After, IReadOnlyList<string> Newly);

    public sealed class Handler(ItrDbContext db, PolicyStore policies, AccessScope access, TimeProvider time)
    {
        /// <returns>Null when there is no such draft.</returns>
        public async Task<Result?> HandleAsync(int version, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(version, cancellationToken) is not { State: PolicyState.Draft } row || await policies.BeforeAsync(row, cancellationToken) is not { } against)
                return null;

            var (to, before, after) = (time.GetUtcNow(), await policies.GetAsync(against, cancellationToken), policies.Read(row));
            var from = to.LocalDate().AddYears(-1).StartOfDay();
            var changed = PolicyDiff.Between(before, after).Where(x => x.Part == PolicyPart.Clock && x is { IsNew: false, IsGone: false } && x.Fields.Any(field => field.Name is "targets" or "pausable" or "appliesWhen")).Select(x => x.Id).ToList();
            if (changed.Count == 0)
                return new Result(version, against, from, to, [], 0, 0);

            using var system = access.EnterSystem();
            var ended = db.Set<SlaClock>().AsNoTracking().Where(x => changed.Contains(x.ClockId) && (x.State == ClockState.Met || x.State == ClockState.Missed) && x.StoppedAt >= from && x.StoppedAt < to);
            var sets = new Dictionary<int, SlaPolicySet>();
            foreach (var number in await ended.Select(x => x.PolicyVersion).Distinct().ToListAsync(cancellationToken))
                sets[number] = await policies.GetAsync(number, cancellationToken);

            var (tallies, untold) = (new Dictionary<(string ClockId, int Level), Tally>(), 0);
            await foreach (var clock in ended.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var own = sets[clock.PolicyVersion].Clock(clock.ClockId);
                var kept = clock.PolicyVersion == against ? clock.State == ClockState.Met : ClockReplay.IsKept(clock, own, before.Clock(clock.ClockId), before.WorkingCalendar);
                if (kept is { } was && ClockReplay.IsKept(clock, own, after.Clock(clock.ClockId), after.WorkingCalendar) is { } would)
                    TallyOf(clock).Add(clock, was, would);
                else
                    untold++;
            }

            var rows = tallies.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.ClockId, StringComparer.Ordinal).Select(x => x.Value.ToRow(x.Key.ClockId, after.Clock(x.Key.ClockId).Name, x.Key.Level));
            return new Result(version, against, from, to, [.. rows], changed.Count, untold);

            Tally TallyOf(SlaClock clock) => tallies.TryGetValue((clock.ClockId, clock.Severity), out var found) ? found : tallies[(clock.ClockId, clock.Severity)] = new Tally();
        }
    }

    private sealed class Tally
    {
        private readonly List<(DateTimeOffset At, string No)> _newly = [];
        private int _ended, _before, _after;

        public void Add(SlaClock clock, bool was, bool would)
        {
            _ended++;
            _before += was ? 0 : 1;
            _after += would ? 0 : 1;
            if (was && !would)
                _newly.Add((clock.StoppedAt!.Value, clock.RecordNo));
        }

        public Row ToRow(string clockId, Bilingual name, int level) =>
            new(clockId, name, level, _ended, _before, _after, [.. _newly.OrderByDescending(x => x.At).ThenBy(x => x.No, StringComparer.Ordinal).Select(x => x.No).Distinct().Take(MostListed)]);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/policies/{version:int}/past-year", async Task<IResult> (int version, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(version, cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("How often promises of the past year would have been broken under a draft");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/sla/{version:int}/past-year", async Task<IResult> (int version, Handler handler, HttpContext http) =>
                await handler.HandleAsync(version, http.RequestAborted) is { } found ? Pages.Show<PastYearPage>(new { Year = found }) : Missing.Record(http, $"v{version}"))
            .RequireAuthorization(Permissions.PoliciesEdit);
}
