using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Domain.Inbox;

public sealed class WorkItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 10, 0, TimeSpan.Zero);
    private static readonly WorkItemForm Form = new FormContent().Latest("progress-note")!;
    private static readonly Actor Ann = Person("ann");
    private static readonly Actor Bob = Person("bob");

    [Fact]
    public void Completing_an_offered_item_takes_it()
    {
        var item = Item();

        item.Complete(Ann, "Done", Note, Form, Now, rowVersion: 0);

        Assert.Equal((WorkItemState.Completed, "Done", Ann.PersonId, Ann.PersonId), (item.State, item.Outcome, item.AssigneeId, item.CompletedById));
    }

    [Fact]
    public void A_second_completion_says_who_was_first_and_when()
    {
        var item = Item();
        item.Complete(Ann, "Done", Note, Form, Now, null);

        var rule = Assert.Throws<RuleViolationException>(() => item.Complete(Bob, "Done", Note, Form, Now.AddMinutes(1), null));

        Assert.Equal("work-item.already-done", rule.Code);
        Assert.Equal((Ann.Name, Now), (rule.Args["who"], rule.Args["when"]));
    }

    [Fact]
    public void Another_than_the_holder_cannot_complete_it()
    {
        var item = Item();
        item.Claim(Ann, Now);

        Assert.Equal("work-item.not-yours", Assert.Throws<RuleViolationException>(() => item.Complete(Bob, "Done", Note, Form, Now, null)).Code);
    }

    [Fact]
    public void A_person_who_saw_an_older_version_is_told()
    {
        var item = Item();
        item.RowVersion = 3;

        Assert.Equal("work-item.stale", Assert.Throws<RuleViolationException>(() => item.Complete(Ann, "Done", Note, Form, Now, 2)).Code);
    }

    [Fact]
    public void Nobody_judges_his_own_work()
    {
        var item = Item();
        item.ExcludedPersonId = Ann.PersonId;

        Assert.Equal("work-item.own-work", Assert.Throws<RuleViolationException>(() => item.Claim(Ann, Now)).Code);
    }

    [Theory]
    [CombinatorialStates]
    public void Only_open_items_change(WorkItemState state, WorkItemTrigger trigger)
    {
        var next = WorkItemLife.Table.Next(state, trigger);

        var open = state is WorkItemState.Created or WorkItemState.Claimed;
        var possible = open && (state, trigger) is not ((WorkItemState.Created, WorkItemTrigger.Release) or (WorkItemState.Claimed, WorkItemTrigger.Claim));
        Assert.Equal(possible, next is not null);
    }

    private static Dictionary<string, string?> Note => new() { ["text"] = "fan replaced" };

    private static WorkItem Item() => new() { No = "TASK-20261123-00001", TaskType = Form.Key, FormKey = Form.Key, Outcomes = ["Done"] };

    private static Actor Person(string name) => new(Guid.CreateVersion7(), name, new Bilingual(name, name), false, [], null);

    private sealed class CombinatorialStatesAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from state in Enum.GetValues<WorkItemState>()
                    from trigger in Enum.GetValues<WorkItemTrigger>()
                    select (ITheoryDataRow)new TheoryDataRow<WorkItemState, WorkItemTrigger>(state, trigger)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
