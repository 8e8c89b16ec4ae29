using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Reads what the diagnosis needs; a fixed number of queries for any number of instances.</summary>
public sealed class StallFactReader(ItrDbContext db, AccessScope access, TaskFacts tasks, EventFacts events, TimeProvider time)
{
    private static readonly TimeSpan LoopWindow = TimeSpan.FromHours(1);

    /// <returns>In no particular order; instances that do not exist are left out.</returns>
    public async Task<IReadOnlyList<StallFacts>> ReadAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem(); // an instance stands still whoever looks at it
        var instances = await db.Set<WorkflowInstance>().AsNoTracking().Where(x => instanceIds.Contains(x.Id)).ToListAsync(cancellationToken);
        var ids = instances.ConvertAll(x => x.Id);
        var bookmarks = await db.Set<StoredBookmark>().AsNoTracking().Where(x => ids.Contains(x.WorkflowInstanceId)).ToListAsync(cancellationToken);
        var faulted = await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => ids.Contains(x.WorkflowInstanceId) && x.Status == ActivityStatus.Faulted)
            .Select(x => new { x.Id, x.WorkflowInstanceId, x.ActivityId, x.Exception, x.StartedAt }).ToListAsync(cancellationToken);
        var effects = (await EffectsAsync(instances, cancellationToken)).ToLookup(x => x.InstanceId);
        var timers = await TimersAsync([.. bookmarks.Select(x => x.Id), .. faulted.Select(x => x.Id)], cancellationToken);
        var versions = await VersionsAsync(instances, cancellationToken);
        var repeats = await RepeatsAsync([.. instances.Where(x => x.Status == WorkflowStatus.Running).Select(x => x.Id)], cancellationToken);

        var work = await tasks.ReadAsync([.. bookmarks.Where(x => x.Name == WorkItemStimulus.BookmarkName)], cancellationToken);
        var awaited = await events.ReadAsync([.. bookmarks.Where(x => x is { Name: BusinessEventStimulus.BookmarkName, IsListener: false })], instances.ToDictionary(x => x.Id), cancellationToken);
        var children = await ChildrenAsync(bookmarks, cancellationToken);

        var faults = faulted.ToLookup(x => x.WorkflowInstanceId, x => OfFault(x.Id, x.ActivityId, x.Exception, x.StartedAt, timers.GetValueOrDefault(x.Id)));
        var waits = bookmarks.ToLookup(x => x.WorkflowInstanceId, x => new StallFacts.Wait(
            x.Id, x.ActivityInstanceId, x.ActivityId, InstanceWaits.KindOf(x.Name), x.CreatedAt, x.IsListener,
            work.GetValueOrDefault(x.Id), awaited.GetValueOrDefault(x.Id), OfTimer(timers.GetValueOrDefault(x.Id)), children.GetValueOrDefault(x.Id)));
        return
        [
            .. instances.Select(x => new StallFacts(
                x.Id, x.DefinitionId, x.Version, x.DefinitionVersionId, versions.Contains(x.DefinitionVersionId), x.SubStatus, x.CreatedAt, x.UpdatedAt,
                [.. faults[x.Id].OrderBy(fault => fault.At)], [.. waits[x.Id].OrderBy(wait => wait.Since)], [.. effects[x.Id].OrderBy(row => row.CreatedAt).Select(OfEffect)],
                repeats.GetValueOrDefault(x.Id))),
        ];
    }

    // Pending rows have an index of their own. One that was given up left an incident with its instance, so the whole table is searched for those only.
    private async Task<List<OutboxMessage>> EffectsAsync(List<WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var ids = instances.ConvertAll(x => x.Id);
        var effects = await db.Set<OutboxMessage>().AsNoTracking().Where(x => x.State == OutboxState.Pending && ids.Contains(x.InstanceId!)).ToListAsync(cancellationToken);
        var marked = instances.Where(x => x.IncidentCount > 0).Select(x => x.Id).ToList();
        if (marked.Count > 0)
            effects.AddRange(await db.Set<OutboxMessage>().AsNoTracking().Where(x => x.State == OutboxState.Parked && marked.Contains(x.InstanceId!)).ToListAsync(cancellationToken));
        return effects;
    }

    // A bookmark or a faulted step has at most one that is not over.
    private async Task<Dictionary<string, Deadline>> TimersAsync(List<string> owners, CancellationToken cancellationToken)
    {
        if (owners.Count == 0)
            return [];

        var found = await db.Set<Deadline>().AsNoTracking()
            .Where(x => owners.Contains(x.OwnerId) && (x.State == DeadlineState.Pending || x.State == DeadlineState.Parked)).ToListAsync(cancellationToken);
        return found.OrderBy(x => x.State).GroupBy(x => x.OwnerId).ToDictionary(x => x.Key, x => x.First());
    }

    private async Task<HashSet<string>> VersionsAsync(List<WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var meant = instances.Select(x => x.DefinitionVersionId).Distinct().ToList();
        return (await db.Set<WorkflowDefinition>().Where(x => meant.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, StallFacts.Repeat>> RepeatsAsync(List<string> running, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - LoopWindow;
        var many = await db.Set<ActivityExecutionRecord>().Where(x => running.Contains(x.WorkflowInstanceId) && x.StartedAt >= since)
            .GroupBy(x => new { x.WorkflowInstanceId, x.ActivityId }).Where(x => x.Count() > StallDiagnosis.MostRepeats)
            .Select(x => new { x.Key.WorkflowInstanceId, x.Key.ActivityId, Times = x.Count() }).ToListAsync(cancellationToken);
        return many.GroupBy(x => x.WorkflowInstanceId).ToDictionary(x => x.Key, x => x.OrderByDescending(step => step.Times).Select(step => new StallFacts.Repeat(step.ActivityId, step.Times)).First());
    }

    private async Task<Dictionary<string, StallFacts.WaitChild>> ChildrenAsync(List<StoredBookmark> bookmarks, CancellationToken cancellationToken)
    {
        var waits = bookmarks.Select(x => (x.Id, Child: InstanceWaits.ChildOf(x))).Where(x => x.Child is not null).ToList();
        if (waits.Count == 0)
            return [];

        var meant = waits.Select(x => x.Child!).ToList();
        var found = await db.Set<WorkflowInstance>().AsNoTracking().Where(x => meant.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
        return waits.ToDictionary(x => x.Id, x => found.TryGetValue(x.Child!, out var child)
            ? new StallFacts.WaitChild(child.Id, true, child.DefinitionId, child.Status, child.SubStatus, child.FinishedAt, child.Status == WorkflowStatus.Running && (child.FaultedActivityCount > 0 || child.StalledAt is not null))
            : new StallFacts.WaitChild(x.Child!, false, null, default, default, null, false));
    }

    private static StallFacts.Fault OfFault(string id, string step, string? exception, DateTimeOffset at, Deadline? retry)
    {
        var types = new List<string>();
        string? message = null;
        if (exception is not null)
        {
            using var document = JsonDocument.Parse(exception);
            for (var error = document.RootElement; error.ValueKind == JsonValueKind.Object; error = error.TryGetProperty("innerException", out var inner) ? inner : default)
            {
                types.Add(error.GetProperty("type").GetString()!);
                if (!types[^1].EndsWith(".InputEvaluationException", StringComparison.Ordinal)) // says which input, not what is wrong
                    message ??= error.GetProperty("message").GetString();
            }
        }

        return new StallFacts.Fault(id, step, types, message ?? "", at, retry is { State: DeadlineState.Pending } ? retry.DueAt : null);
    }

    private static StallFacts.WaitTimer? OfTimer(Deadline? timer) =>
        timer is null ? null : new StallFacts.WaitTimer(timer.Id, timer.State, timer.DueAt, timer.Attempts, timer.LeaseOwner, timer.LeaseUntil, timer.Error);

    private static StallFacts.Effect OfEffect(OutboxMessage row) =>
        new(row.Id, row.Kind, row.State, row.Attempts, row.CreatedAt, row.AvailableAt, row.LeaseOwner, row.LeaseUntil, row.Error);
}
