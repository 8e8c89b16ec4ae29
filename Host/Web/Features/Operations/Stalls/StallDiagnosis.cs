using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Names why an instance does not go on (conventions §9). Pure: the same facts give the same answer.</summary>
public static class StallDiagnosis
{
    /// <summary>An event may be this late before its wait counts as stuck: 24 h elapsed (conventions §9).</summary>
    public static readonly TimeSpan EventGrace = TimeSpan.FromHours(24);

    /// <summary>Background work is taken within seconds; after this long nobody is at it (the rhythm of the stall scan).</summary>
    public static readonly TimeSpan WorkGrace = TimeSpan.FromMinutes(5);

    /// <summary>Two transactions that tell each other something are both visible after this long.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromMinutes(1);

    /// <summary>A step that runs more often within an hour goes round in circles; waves of a campaign stay far below.</summary>
    public const int MostRepeats = 200;

    // What the limits of scripts say ("Expected at most 5000000 statements, but …"); a script's own errors read otherwise.
    private static readonly string[] LimitWords = [" at most ", " end within ", " fit the stack"];

    /// <returns>The causes, gravest first; empty for an instance that waits for what can come.</returns>
    public static IReadOnlyList<Stall> Of(StallFacts facts, DateTimeOffset now)
    {
        if (!facts.HasVersion)
            return [new Stall(StallCause.VersionMissing, null, facts.UpdatedAt, null, [new Stall.Word("FlowDefinition", facts.FlowId), facts.Version])];

        var found = new List<Stall>();
        found.AddRange(facts.Faults.Select(OfFault));
        found.AddRange(facts.Effects.Select(effect => OfEffect(effect, now)).OfType<Stall>());
        found.AddRange(facts.Waits.Where(wait => !wait.IsListener).Select(wait => OfWait(wait, now)).OfType<Stall>());
        if (facts.Repeated is { Times: > MostRepeats } repeated)
            found.Add(new Stall(StallCause.Looping, repeated.Step, facts.UpdatedAt, null, [repeated.Times]));
        if (found.Count == 0 && OfNothing(facts, now) is { } nothing)
            found.Add(nothing);
        return found;
    }

    /// <summary>What the scan notes: the first cause of its own; a faulted step is counted as failed, and a child's trouble is the child's.</summary>
    public static Stall? ToNote(IReadOnlyList<Stall> found) => found.FirstOrDefault(x => !StallCauses.IsFault(x.Cause) && x.Cause != StallCause.ChildStuck);

    private static Stall OfFault(StallFacts.Fault fault)
    {
        var cause = CauseOf(fault);
        return new Stall(cause, fault.Step, fault.At, fault.ActivityInstanceId, [fault.Message, fault.RetryAt]) { RetryAt = fault.RetryAt };
    }

    private static StallCause CauseOf(StallFacts.Fault fault)
    {
        if (Is("Elsa.Expressions.JavaScript.ScriptException"))
            return fault.Message.StartsWith("Expected ", StringComparison.Ordinal) && LimitWords.Any(word => fault.Message.Contains(word, StringComparison.Ordinal)) ? StallCause.ScriptTimeout : StallCause.ScriptFailed;
        if (Is("Elsa.ITR.Domain.Shared.RuleViolationException"))
            return StallCause.RuleBroken;
        if (fault.RetryAt is not null)
            return StallCause.RetryScheduled;
        return Is("System.Net.Http.HttpRequestException") || Is("System.Net.Sockets.SocketException") || Is("System.TimeoutException") || Is("System.IO.IOException")
            || Is("System.Threading.Tasks.TaskCanceledException")
            ? StallCause.OutsideFailed
            : StallCause.StepFailed;

        bool Is(string type) => fault.Types.Contains(type, StringComparer.Ordinal);
    }

    private static Stall? OfEffect(StallFacts.Effect effect, DateTimeOffset now) => effect switch
    {
        { State: OutboxState.Parked } => new Stall(StallCause.EffectGivenUp, null, effect.CreatedAt, effect.Id, [new Stall.Word("OutboxKind", effect.Kind), effect.Error, effect.Attempts]),
        { LeaseOwner: { } owner, LeaseUntil: { } until } when until < now - SettledAfter => new Stall(StallCause.DeadLease, null, until, effect.Id, [new Stall.Word("OutboxKind", effect.Kind), owner, until]),
        { LeaseOwner: null, Attempts: 0 } when effect.AvailableAt < now - WorkGrace => new Stall(StallCause.EffectLate, null, effect.AvailableAt, effect.Id, [new Stall.Word("OutboxKind", effect.Kind), effect.AvailableAt]),
        _ => null,
    };

    private static Stall? OfWait(StallFacts.Wait wait, DateTimeOffset now) => wait.Kind switch
    {
        WaitKind.Task => OfTask(wait),
        WaitKind.Time => OfTimer(wait, now),
        WaitKind.Flow => OfChild(wait, now),
        _ => wait.Event is { } waited ? OfEvent(wait, waited, now) : null,
    };

    private static Stall? OfTask(StallFacts.Wait wait)
    {
        if (wait.Task is not { } task)
            return new Stall(StallCause.TaskMissing, wait.Step, wait.Since, wait.ActivityInstanceId, []);
        if (task.State is not (WorkItemState.Created or WorkItemState.Claimed))
            return new Stall(StallCause.TaskEnded, wait.Step, wait.Since, wait.ActivityInstanceId, [task.No, task.Title, new Stall.Word(nameof(WorkItemState), task.State.ToString())]);

        StallCause? cause = task switch
        {
            { Holder: not null, HolderIsActive: false } => StallCause.HolderDisabled,
            { Holder: not null } => null,
            { NoCandidate: true } => StallCause.NoCandidate,
            { Candidates: 0 } => StallCause.CandidatesGone,
            { OnlyExcluded: true } => StallCause.OnlyExcluded,
            _ => null,
        };
        return cause is { } named ? new Stall(named, wait.Step, wait.Since, task.No, [task.No, task.Title, new Stall.Word("Role", task.Role), task.Holder]) : null;
    }

    private static Stall? OfEvent(StallFacts.Wait wait, StallFacts.WaitEvent waited, DateTimeOffset now)
    {
        var name = InstanceWaits.Told(waited.Name);
        if (waited.StoredAt is { } stored && stored < now - SettledAfter)
            return new Stall(StallCause.EventMissed, wait.Step, stored, wait.BookmarkId, [name, waited.RecordNo, stored]);
        if (waited.EndedAs is { } state)
            return new Stall(StallCause.EventImpossible, wait.Step, wait.Since, wait.BookmarkId, [name, waited.RecordNo, new Stall.Word("CaseState", state)]);
        return waited.ExpectedAt is { } expected && expected + EventGrace < now
            ? new Stall(waited.IsVendors ? StallCause.VendorLate : StallCause.EventOverdue, wait.Step, expected, wait.BookmarkId, [name, waited.RecordNo, expected, waited.ClockId])
            : null;
    }

    private static Stall? OfTimer(StallFacts.Wait wait, DateTimeOffset now) => wait.Timer switch
    {
        null => new Stall(StallCause.TimerMissing, wait.Step, wait.Since, wait.ActivityInstanceId, []),
        { State: DeadlineState.Parked } timer => new Stall(StallCause.TimerGivenUp, wait.Step, timer.DueAt, timer.DeadlineId, [timer.DueAt, timer.Error, timer.Attempts]),
        { LeaseOwner: { } owner, LeaseUntil: { } until } timer when until < now - SettledAfter => new Stall(StallCause.DeadLease, wait.Step, until, timer.DeadlineId, [new Stall.Word("OutboxKind", "timer"), owner, until]),
        { LeaseOwner: null, Attempts: 0 } timer when timer.DueAt < now - WorkGrace => new Stall(StallCause.TimerLate, wait.Step, timer.DueAt, timer.DeadlineId, [timer.DueAt]),
        _ => null,
    };

    private static Stall? OfChild(StallFacts.Wait wait, DateTimeOffset now) => wait.Child switch
    {
        null => null, // many children at once: they report one by one
        { Exists: false } child => new Stall(StallCause.ChildMissing, wait.Step, wait.Since, wait.ActivityInstanceId, [child.Id]),
        { Status: WorkflowStatus.Finished } child when (child.EndedAt ?? wait.Since) < now - SettledAfter =>
            new Stall(StallCause.ChildEnded, wait.Step, child.EndedAt ?? wait.Since, wait.ActivityInstanceId, [new Stall.Word("FlowDefinition", child.FlowId!), new Stall.Word("WorkflowSubStatus", child.SubStatus.ToString()), child.Id]),
        { IsStuck: true } child => new Stall(StallCause.ChildStuck, wait.Step, wait.Since, child.Id, [new Stall.Word("FlowDefinition", child.FlowId!), child.Id]),
        _ => null,
    };

    private static Stall? OfNothing(StallFacts facts, DateTimeOffset now)
    {
        if (facts.Effects.Count > 0)
            return null;
        if (facts.State == WorkflowSubStatus.Pending)
            return facts.CreatedAt < now - WorkGrace ? new Stall(StallCause.NeverStarted, null, facts.CreatedAt, null, [facts.CreatedAt]) : null;
        return facts.Waits.All(wait => wait.IsListener) ? new Stall(StallCause.NothingWaits, null, facts.UpdatedAt, null, [facts.UpdatedAt, facts.Waits.Count]) : null;
    }
}
