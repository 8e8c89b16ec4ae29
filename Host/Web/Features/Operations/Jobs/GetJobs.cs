using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Jobs;

/// <summary>What is to be done outside of bursts: timers and effects, how late they are, and what was given up.</summary>
public static class GetJobs
{
    private const int PageSize = 25;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <param name="View">One of <see cref="Views"/>.</param>
    /// <param name="Kind">Kind of the rows; null for all.</param>
    /// <param name="After">Cursor.</param>
    public sealed record Query([FromQuery(Name = "view")] string? View = null, [FromQuery(Name = "kind")] string? Kind = null, [FromQuery(Name = "after")] string? After = null)
    {
        public const string Dead = "dead";
        public const string Waiting = "waiting";
        public const string Late = "late";

        public static IReadOnlyList<string> Views { get; } = [Dead, Waiting, Late];

        public string Shown => View is not null && Views.Contains(View) ? View : Dead;

        public string Url()
        {
            var query = QueryString.Create("view", Shown);
            if (!string.IsNullOrWhiteSpace(Kind))
                query = query.Add("kind", Kind);
            if (After is not null)
                query = query.Add("after", After);
            return "/operations/jobs" + query;
        }
    }

    /// <param name="IsTimer">A timer, else an effect.</param>
    /// <param name="At">When it is or was due.</param>
    public sealed record Row(bool IsTimer, string Id, string Kind, DateTimeOffset At, int Attempts, string? RecordNo, string? InstanceId, string? Node, string? Error, bool IsDead);

    /// <param name="LateP99">99 of 100 timers fired in the last 24 hours were no later than this.</param>
    public sealed record Counts(int DeadEffects, int DeadTimers, int WaitingEffects, int DueTimers, int Fired, TimeSpan LateP99, TimeSpan LateMost);

    public sealed record Page(IReadOnlyList<Row> Rows, string? Next, IReadOnlyList<ListInstances.Choice> Kinds);

    public sealed class Handler(ItrDbContext db, TimeProvider time)
    {
        public async Task<Counts> CountAsync(CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var effects = await db.Set<OutboxMessage>().Where(x => x.State != OutboxState.Done).GroupBy(x => x.State).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            var parked = await db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Parked, cancellationToken);
            var due = await db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Pending && x.DueAt <= now, cancellationToken);
            var since = now - Window;
            var fired = await db.Set<Deadline>().AsNoTracking().Where(x => x.State == DeadlineState.Fired && x.DueAt >= since && x.FiredAt != null)
                .Select(x => new { x.DueAt, x.FiredAt }).ToListAsync(cancellationToken);
            var late = fired.Select(x => x.FiredAt!.Value - x.DueAt).Order().ToList();
            return new Counts(
                effects.GetValueOrDefault(OutboxState.Parked), parked, effects.GetValueOrDefault(OutboxState.Pending), due, late.Count,
                late.Count == 0 ? TimeSpan.Zero : late[(int)Math.Ceiling(late.Count * .99) - 1], late.Count == 0 ? TimeSpan.Zero : late[^1]);
        }

        public async Task<Page> HandleAsync(Query query, CancellationToken cancellationToken)
        {
            var rows = query.Shown == Query.Late ? [] : await EffectsAsync(query, cancellationToken);
            rows.AddRange(query.Shown == Query.Waiting ? [] : await TimersAsync(query, cancellationToken));
            var page = rows.OrderBy(x => x.At).ThenBy(x => x.Id, StringComparer.Ordinal).Take(PageSize + 1).ToList();
            var next = page.Count > PageSize ? Cursor.Of(page[PageSize - 1].At, page[PageSize - 1].Id) : null;
            return new Page([.. page.Take(PageSize)], next, await KindsAsync(query.Shown, cancellationToken));
        }

        private async Task<List<Row>> EffectsAsync(Query query, CancellationToken cancellationToken)
        {
            var state = query.Shown == Query.Dead ? OutboxState.Parked : OutboxState.Pending;
            var effects = db.Set<OutboxMessage>().AsNoTracking().Where(x => x.State == state);
            if (!string.IsNullOrWhiteSpace(query.Kind))
                effects = effects.Where(x => x.Kind == query.Kind);
            if (Cursor.Read(query.After) is var (since, id))
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
                effects = effects.Where(x => x.AvailableAt > since || (x.AvailableAt == since && string.Compare(x.Id, id) > 0));
#pragma warning restore CA1309
            return await effects.OrderBy(x => x.AvailableAt).ThenBy(x => x.Id).Take(PageSize + 1)
                .Select(x => new Row(false, x.Id, x.Kind, x.AvailableAt, x.Attempts, x.RecordId, x.InstanceId, x.LeaseOwner, x.Error, x.State == OutboxState.Parked)).ToListAsync(cancellationToken);
        }

        private async Task<List<Row>> TimersAsync(Query query, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var timers = query.Shown == Query.Dead
                ? db.Set<Deadline>().AsNoTracking().Where(x => x.State == DeadlineState.Parked)
                : db.Set<Deadline>().AsNoTracking().Where(x => x.State == DeadlineState.Pending && x.DueAt <= now);
            if (!string.IsNullOrWhiteSpace(query.Kind))
                timers = timers.Where(x => x.Kind == query.Kind);
            if (Cursor.Read(query.After) is var (since, id))
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
                timers = timers.Where(x => x.DueAt > since || (x.DueAt == since && string.Compare(x.Id, id) > 0));
#pragma warning restore CA1309
            return await timers.OrderBy(x => x.DueAt).ThenBy(x => x.Id).Take(PageSize + 1)
                .Select(x => new Row(true, x.Id, x.Kind, x.DueAt, x.Attempts, null, null, x.LeaseOwner, x.Error, x.State == DeadlineState.Parked)).ToListAsync(cancellationToken);
        }

        private async Task<IReadOnlyList<ListInstances.Choice>> KindsAsync(string view, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var kinds = new List<ListInstances.Choice>();
            if (view != Query.Late)
            {
                var state = view == Query.Dead ? OutboxState.Parked : OutboxState.Pending;
                kinds.AddRange((await db.Set<OutboxMessage>().Where(x => x.State == state).GroupBy(x => x.Kind).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken)).Select(x => new ListInstances.Choice(x.Key, x.Count)));
            }

            if (view != Query.Waiting)
            {
                var timers = view == Query.Dead ? db.Set<Deadline>().Where(x => x.State == DeadlineState.Parked) : db.Set<Deadline>().Where(x => x.State == DeadlineState.Pending && x.DueAt <= now);
                kinds.AddRange((await timers.GroupBy(x => x.Kind).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken)).Select(x => new ListInstances.Choice(x.Key, x.Count)));
            }

            return kinds;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/operations/jobs", async ([AsParameters] Query query, Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(query, cancellationToken)))
            .RequireAuthorization(Permissions.OperationsRead)
            .WithSummary("Timers and effects that wait, are late or were given up");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/operations/jobs", async ([AsParameters] Query query, Handler handler, ListInstances.Handler instances, IRecurringJobs jobs, HttpContext http) => Shell.Pages.Show<JobsPage>(new
        {
            Query = query,
            Rows = await handler.HandleAsync(query, http.RequestAborted),
            Counts = await handler.CountAsync(http.RequestAborted),
            Instances = await instances.CountAsync(http.RequestAborted),
            Recurring = await RunRecurring.RowsAsync(jobs, http.RequestAborted),
        }))
            .RequireAuthorization(Permissions.OperationsRead);
}
