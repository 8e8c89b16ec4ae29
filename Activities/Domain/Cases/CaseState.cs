using System.Collections.Frozen;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>Registered, not graded.</summary>
    New,
    /// <summary>Graded, not given to anybody.</summary>
    Classified,
    /// <summary>Given to a team.</summary>
    Dispatched,
    /// <summary>Somebody took it.</summary>
    Accepted,
    /// <summary>Being worked on.</summary>
    InProgress,
    /// <summary>Every restoration clock is paused.</summary>
    Suspended,
    /// <summary>The engineer says it is done, the customer has not answered.</summary>
    CompletionProposed,
    /// <summary>Done; callback, survey and documents are open.</summary>
    Resolved,
    /// <summary>The customer was not satisfied.</summary>
    Reopened,
    /// <summary>Nothing is open.</summary>
    Closed,
    /// <summary>Not served.</summary>
    Rejected,
    /// <summary>Another case handles it.</summary>
    Duplicate,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What can happen to the state of a case.</summary>
public enum CaseTrigger
{
    /// <summary>Type and level are decided.</summary>
    Classify,
    /// <summary>A team gets it.</summary>
    Dispatch,
    /// <summary>Somebody takes it.</summary>
    Accept,
    /// <summary>Work begins.</summary>
    StartWork,
    /// <summary>The last running restoration clock is paused.</summary>
    Suspend,
    /// <summary>A restoration clock runs again.</summary>
    Resume,
    /// <summary>The engineer proposes completion.</summary>
    ProposeCompletion,
    /// <summary>The customer says it is not solved.</summary>
    RejectCompletion,
    /// <summary>The level changed, another flow takes over.</summary>
    ChangeLevel,
    /// <summary>It is solved.</summary>
    Resolve,
    /// <summary>The customer is not satisfied after all.</summary>
    Reopen,
    /// <summary>Nothing is open any more.</summary>
    Close,
    /// <summary>It will not be served.</summary>
    Reject,
    /// <summary>Another case handles it.</summary>
    MarkDuplicate,
    /// <summary>It is withdrawn.</summary>
    Cancel,
}

/// <summary>The state machine of a case: data-model §5 with the transitions of R15.</summary>
public static class CaseStates
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<CaseState, CaseTrigger> Table = new(
        (CaseState.New, CaseTrigger.Classify, CaseState.Classified),
        (CaseState.New, CaseTrigger.Resolve, CaseState.Resolved),       // solved by knowledge
        (CaseState.New, CaseTrigger.Reject, CaseState.Rejected),
        (CaseState.New, CaseTrigger.MarkDuplicate, CaseState.Duplicate),
        (CaseState.New, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Classified, CaseTrigger.Dispatch, CaseState.Dispatched),
        (CaseState.Classified, CaseTrigger.Reject, CaseState.Rejected),
        (CaseState.Classified, CaseTrigger.MarkDuplicate, CaseState.Duplicate),      // found when graded again
        (CaseState.Classified, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Dispatched, CaseTrigger.Accept, CaseState.Accepted),
        (CaseState.Dispatched, CaseTrigger.Classify, CaseState.Classified),     // turned into a fault (01.11, 01.12)
        (CaseState.Dispatched, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Accepted, CaseTrigger.StartWork, CaseState.InProgress),
        (CaseState.Accepted, CaseTrigger.Classify, CaseState.Classified),
        (CaseState.Accepted, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.InProgress, CaseTrigger.Suspend, CaseState.Suspended),
        (CaseState.InProgress, CaseTrigger.ProposeCompletion, CaseState.CompletionProposed),
        (CaseState.InProgress, CaseTrigger.Resolve, CaseState.Resolved),       // no fault, nothing to confirm
        (CaseState.InProgress, CaseTrigger.ChangeLevel, CaseState.Dispatched),
        (CaseState.InProgress, CaseTrigger.Classify, CaseState.Classified),
        (CaseState.InProgress, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Suspended, CaseTrigger.Resume, CaseState.InProgress),
        (CaseState.Suspended, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.CompletionProposed, CaseTrigger.RejectCompletion, CaseState.InProgress),
        (CaseState.CompletionProposed, CaseTrigger.Resolve, CaseState.Resolved),
        (CaseState.CompletionProposed, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Resolved, CaseTrigger.Reopen, CaseState.Reopened),
        (CaseState.Resolved, CaseTrigger.Close, CaseState.Closed),
        (CaseState.Resolved, CaseTrigger.Cancel, CaseState.Cancelled),
        (CaseState.Reopened, CaseTrigger.StartWork, CaseState.InProgress),
        (CaseState.Reopened, CaseTrigger.Cancel, CaseState.Cancelled));

    // Steps a record takes by itself when a later one is reported: who proposes completion has accepted and worked.
    private static readonly FrozenDictionary<CaseState, CaseTrigger> OnTheWay = new Dictionary<CaseState, CaseTrigger>
    {
        [CaseState.Dispatched] = CaseTrigger.Accept,
        [CaseState.Accepted] = CaseTrigger.StartWork,
        [CaseState.Reopened] = CaseTrigger.StartWork,
        [CaseState.Suspended] = CaseTrigger.Resume,
    }.ToFrozenDictionary();

    /// <summary>Nothing follows these.</summary>
    public static readonly IReadOnlyList<CaseState> Final = [CaseState.Closed, CaseState.Rejected, CaseState.Duplicate, CaseState.Cancelled];

    /// <summary>Nothing follows the state.</summary>
    /// <param name="state">A state.</param>
    public static bool IsFinal(CaseState state) => Final.Contains(state);

    /// <summary>The states a case passes when the trigger happens, the last one included.</summary>
    /// <param name="from">The present state.</param>
    /// <param name="trigger">What happened; may be later than the next step, the steps between are taken silently.</param>
    /// <returns>One state or a few; empty when the case is already where the trigger leads.</returns>
    /// <exception cref="RuleViolationException">case.wrong-state.</exception>
    public static IReadOnlyList<CaseState> Walk(CaseState from, CaseTrigger trigger)
    {
        if (Table.Next(from, trigger) is { } direct)
            return [direct];

        if (!IsFinal(from) && Table.Rows.Any(row => row.Trigger == trigger && row.To == from))
            return [];
        if (from == CaseState.Suspended && trigger == CaseTrigger.StartWork)
            return []; // it was at work before its clocks stood still, and stays suspended until they go on (R15)

        var passed = new List<CaseState>();
        for (var state = from; OnTheWay.TryGetValue(state, out var step);)
        {
            state = Table.Next(state, step)!.Value;
            passed.Add(state);
            if (Table.Next(state, trigger) is not { } to)
                continue;

            passed.Add(to);
            return passed;
        }

        throw new RuleViolationException("case.wrong-state", ("state", from), ("trigger", trigger));
    }
}
