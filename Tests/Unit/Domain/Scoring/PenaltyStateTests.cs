using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Scoring;

public sealed class PenaltyStateTests
{
    private static readonly Dictionary<(PenaltyState, PenaltyTrigger), PenaltyState> Expected = new()
    {
        [(PenaltyState.Proposed, PenaltyTrigger.Confirm)] = PenaltyState.Confirmed,
        [(PenaltyState.Proposed, PenaltyTrigger.Waive)] = PenaltyState.Waived,
        [(PenaltyState.Proposed, PenaltyTrigger.Dispute)] = PenaltyState.Disputed,
        [(PenaltyState.Disputed, PenaltyTrigger.Confirm)] = PenaltyState.Confirmed,
        [(PenaltyState.Disputed, PenaltyTrigger.Waive)] = PenaltyState.Waived,
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_leads_where_the_rules_say_or_is_refused(PenaltyState from, PenaltyTrigger trigger)
    {
        if (Expected.TryGetValue((from, trigger), out var to))
            Assert.Equal(to, PenaltyDesk.Table.Fire(from, trigger, "penalty.wrong-state"));
        else
            Assert.Equal("penalty.wrong-state", Assert.Throws<RuleViolationException>(() => PenaltyDesk.Table.Fire(from, trigger, "penalty.wrong-state")).Code);
    }

    public static TheoryData<PenaltyState, PenaltyTrigger> Pairs()
    {
        var data = new TheoryData<PenaltyState, PenaltyTrigger>();
        foreach (var state in Enum.GetValues<PenaltyState>())
        {
            foreach (var trigger in Enum.GetValues<PenaltyTrigger>())
                data.Add(state, trigger);
        }

        return data;
    }
}
