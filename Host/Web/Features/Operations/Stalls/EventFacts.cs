using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Whether the events that instances wait for have come, when they should, and whether they still can.</summary>
public sealed class EventFacts(ItrDbContext db, IPolicies policies)
{
    private const string WaitStep = "Elsa.ITR.WaitForBusinessEvent";

    /// <returns>By bookmark id.</returns>
    public async Task<IReadOnlyDictionary<string, StallFacts.WaitEvent>> ReadAsync(
        IReadOnlyList<StoredBookmark> bookmarks, IReadOnlyDictionary<string, WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var waits = bookmarks.Select(x => (Bookmark: x, Name: InstanceWaits.Text(x.Payload, "name"), RecordNo: InstanceWaits.Text(x.Payload, "recordNo"))).Where(x => x is { Name: not null, RecordNo: not null }).ToList();
        if (waits.Count == 0)
            return new Dictionary<string, StallFacts.WaitEvent>();

        var (names, numbers, ids) = (waits.Select(x => x.Name!).Distinct().ToList(), waits.Select(x => x.RecordNo!).Distinct().ToList(), waits.Select(x => x.Bookmark.WorkflowInstanceId).Distinct().ToList());
        var happened = (await db.Set<BusinessEvent>().AsNoTracking().Where(x => numbers.Contains(x.RecordNo) && names.Contains(x.Name))
            .Select(x => new { x.Id, x.Name, x.RecordNo, x.Filter, x.At }).ToListAsync(cancellationToken)).ToLookup(x => (x.Name, x.RecordNo));
        var taken = (await db.Set<EventClaim>().AsNoTracking().Where(x => ids.Contains(x.InstanceId)).Select(x => new { x.InstanceId, x.NodeId, x.EventId }).ToListAsync(cancellationToken))
            .Select(x => (x.InstanceId, x.NodeId, x.EventId)).ToHashSet();
        var filters = await FiltersAsync([.. waits.Select(x => x.Bookmark)], cancellationToken);
        var expected = await ExpectedAsync(numbers, cancellationToken);
        var ended = await db.Set<Case>().AsNoTracking().Where(x => numbers.Contains(x.No) && CaseStates.Final.Contains(x.State)).ToDictionaryAsync(x => x.No, x => x.State.ToString(), cancellationToken);

        return waits.ToDictionary(x => x.Bookmark.Id, x =>
        {
            var (wait, name, no) = (x.Bookmark, x.Name!, x.RecordNo!);
            var begun = instances[wait.WorkflowInstanceId].CreatedAt;
            DateTimeOffset? stored = filters.TryGetValue(wait.ActivityInstanceId ?? "", out var filter)
                ? happened[(name, no)].Where(e => e.At >= begun && (filter is null || filter == e.Filter) && !taken.Contains((wait.WorkflowInstanceId, wait.ActivityNodeId, e.Id))).Select(e => (DateTimeOffset?)e.At).Min()
                : null;
            var clock = expected[(name, no)].OrderBy(c => c.DueAt).FirstOrDefault();
            return new StallFacts.WaitEvent(name, no, stored, clock?.ClockId, clock?.DueAt, clock?.RecordType == RecordTypes.ThirdPartyEngagement, ended.GetValueOrDefault(no));
        });
    }

    // Other steps wait under the same name and look at more than the filter; only the plain ones are judged.
    private async Task<Dictionary<string, string?>> FiltersAsync(IReadOnlyList<StoredBookmark> bookmarks, CancellationToken cancellationToken)
    {
        var steps = bookmarks.Where(x => x.ActivityInstanceId is not null).Select(x => x.ActivityInstanceId!).ToList();
        var records = await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => steps.Contains(x.Id) && x.ActivityType == WaitStep && x.ActivityState != null)
            .Select(x => new { x.Id, x.ActivityState }).ToListAsync(cancellationToken);
        return records.ToDictionary(x => x.Id, x => InstanceWaits.Text(x.ActivityState, "filter") is { Length: > 0 } filter ? filter : null);
    }

    // An event is expected when the clock that it stops is due.
    private async Task<ILookup<(string Name, string RecordNo), SlaClock>> ExpectedAsync(List<string> numbers, CancellationToken cancellationToken)
    {
        var clocks = await db.Set<SlaClock>().AsNoTracking().Where(x => numbers.Contains(x.RecordNo) && x.State == ClockState.Running).ToListAsync(cancellationToken);
        var expected = new List<((string, string), SlaClock)>();
        foreach (var byVersion in clocks.GroupBy(x => x.PolicyVersion))
        {
            var policy = await policies.GetAsync(byVersion.Key, cancellationToken); // kept in memory
            expected.AddRange(byVersion.Where(x => policy.Clocks.ContainsKey(x.ClockId) && policy.Clock(x.ClockId).StopEvent is not null)
                .Select(x => ((policy.Clock(x.ClockId).StopEvent!.Name, x.RecordNo), x)));
        }

        return expected.ToLookup(x => x.Item1, x => x.Item2);
    }
}
