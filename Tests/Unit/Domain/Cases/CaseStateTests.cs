using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Cases;

public sealed class CaseStateTests
{
    // The whole table once more, written as the specification writes it: data-model §5 and R15.
    private static readonly Dictionary<CaseState, string> Expected = new()
    {
        [CaseState.New] = "Classify→Classified Resolve→Resolved Reject→Rejected MarkDuplicate→Duplicate Cancel→Cancelled",
        [CaseState.Classified] = "Dispatch→Dispatched Reject→Rejected MarkDuplicate→Duplicate Cancel→Cancelled",
        [CaseState.Dispatched] = "Accept→Accepted Classify→Classified Cancel→Cancelled",
        [CaseState.Accepted] = "StartWork→InProgress Classify→Classified Cancel→Cancelled",
        [CaseState.InProgress] =
            "Suspend→Suspended ProposeCompletion→CompletionProposed Resolve→Resolved ChangeLevel→Dispatched Classify→Classified Cancel→Cancelled",
        [CaseState.Suspended] = "Resume→InProgress Cancel→Cancelled",
        [CaseState.CompletionProposed] = "RejectCompletion→InProgress Resolve→Resolved Cancel→Cancelled",
        [CaseState.Resolved] = "Reopen→Reopened Close→Closed Cancel→Cancelled",
        [CaseState.Reopened] = "StartWork→InProgress Cancel→Cancelled",
        [CaseState.Closed] = "",
        [CaseState.Rejected] = "",
        [CaseState.Duplicate] = "",
        [CaseState.Cancelled] = "",
    };

    public static TheoryData<CaseState, CaseTrigger> Pairs()
    {
        var pairs = new TheoryData<CaseState, CaseTrigger>();
        foreach (var state in Enum.GetValues<CaseState>())
        {
            foreach (var trigger in Enum.GetValues<CaseTrigger>())
                pairs.Add(state, trigger);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_state_and_trigger_leads_where_the_specification_says(CaseState state, CaseTrigger trigger)
    {
        var expected = Expected[state].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => x.Split('→')).ToDictionary(x => Enum.Parse<CaseTrigger>(x[0]), x => Enum.Parse<CaseState>(x[1]));

        Assert.Equal(expected.TryGetValue(trigger, out var to) ? to : null, CaseStates.Table.Next(state, trigger));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_walk_ends_where_its_trigger_leads_or_is_refused(CaseState state, CaseTrigger trigger)
    {
        IReadOnlyList<CaseState> path;
        try
        {
            path = CaseStates.Walk(state, trigger);
        }
        catch (RuleViolationException refused)
        {
            Assert.Equal("case.wrong-state", refused.Code);
            Assert.Null(CaseStates.Table.Next(state, trigger));
            return;
        }

        if ((state, trigger) is (CaseState.Suspended, CaseTrigger.StartWork))
        {
            Assert.Empty(path); // work goes on while the clocks stand still
            return;
        }

        var end = path.Count == 0 ? state : path[^1];
        Assert.False(CaseStates.IsFinal(state));
        Assert.Contains(CaseStates.Table.Rows, row => row.Trigger == trigger && row.To == end);
    }

    [Fact]
    public void Whoever_proposes_completion_has_accepted_and_worked()
    {
        Assert.Equal(
            [CaseState.Accepted, CaseState.InProgress, CaseState.CompletionProposed],
            CaseStates.Walk(CaseState.Dispatched, CaseTrigger.ProposeCompletion));
    }

    [Fact]
    public void A_trigger_that_leads_where_the_case_stands_changes_nothing()
    {
        Assert.Empty(CaseStates.Walk(CaseState.InProgress, CaseTrigger.StartWork));
        Assert.Empty(CaseStates.Walk(CaseState.Dispatched, CaseTrigger.Dispatch));
    }

    [Fact]
    public void A_fault_without_level_is_not_dispatched()
    {
        var record = new Case("CASE-20261123-0001", new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero)) { CaseType = CaseType.Fault };
        record.Fire(CaseTrigger.Classify, record.ReceivedAt);

        var refused = Assert.Throws<RuleViolationException>(() => record.Fire(CaseTrigger.Dispatch, record.ReceivedAt));

        Assert.Equal("case.level-missing", refused.Code);
        Assert.Equal(CaseState.Classified, record.State);
    }

    [Fact]
    public void Reopening_counts_and_ends_keep_their_reason()
    {
        var at = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        var record = Case.TakeOver("CASE-20261123-0001", at, CaseState.Resolved);

        record.Fire(CaseTrigger.Reopen, at);
        record.Fire(CaseTrigger.Resolve, at.AddHours(1));
        record.Fire(CaseTrigger.Cancel, at.AddHours(2), "withdrawn");

        Assert.Equal(1, record.ReopenCount);
        Assert.Equal(at.AddHours(1), record.ResolvedAt);
        Assert.Equal((at.AddHours(2), "withdrawn"), (record.ClosedAt, record.CloseReason));
    }
}
