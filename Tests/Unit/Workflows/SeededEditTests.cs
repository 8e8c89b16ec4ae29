using Elsa.Expressions.JavaScript;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Workflows;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Workflows;

public sealed class SeededEditTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddElsaRuntime()
        .AddElsaScripting()
        .AddActivitiesFrom(typeof(HumanTask).Assembly)
        .BuildServiceProvider();

    public static TheoryData<string> Edits => [.. SeededEdits.All.Select(edit => edit.Does)];

    [Fact]
    public void There_are_at_least_sixty_and_each_is_told_once()
    {
        Assert.True(SeededEdits.All.Count >= 60, $"{SeededEdits.All.Count}");
        Assert.Equal(SeededEdits.All.Count, SeededEdits.All.Select(edit => edit.Does).Distinct().Count());
    }

    [Theory, MemberData(nameof(Edits))]
    public void Each_edit_makes_exactly_its_differences(string does)
    {
        var edit = Find(does);

        var lines = WorkflowDiffText.Lines(Compare(edit));

        Assert.Equal(string.Join('\n', edit.Diff.Order(StringComparer.Ordinal)), string.Join('\n', lines.Order(StringComparer.Ordinal)));
    }

    [Theory, MemberData(nameof(Edits))]
    public void Turned_round_it_takes_back_what_it_did(string does)
    {
        var edit = Find(does);

        var (there, back) = (Compare(edit), Compare(edit, turned: true));

        Assert.Equal(there.Activities.Count, back.Activities.Count);
        Assert.Equal(there.Connections.Count, back.Connections.Count);
        Assert.Equal(there.Activities.Count(x => x.Kind == ChangeKind.Added), back.Activities.Count(x => x.Kind == ChangeKind.Removed));
        Assert.Equal(there.IsEmpty, back.IsEmpty);
        Assert.Equal(there.Moved, back.Moved);
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Each_edit_has_its_findings(string does)
    {
        var edit = Find(does);
        var model = Edited(edit);
        await using var scope = Services.CreateAsyncScope();

        var engine = await scope.ServiceProvider.GetRequiredService<IWorkflowValidator>().ValidateAsync(model);
        var product = new FlowRules(new FormContent()).Check(Services.GetRequiredService<WorkflowDefinitionMapper>().Map(model));

        var codes = engine.Select(x => x.Code).Concat(product.Select(x => x.Code)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', edit.Findings.Order(StringComparer.Ordinal)), string.Join('\n', codes));
    }

    [Fact]
    public void Moves_are_counted_and_nothing_else()
    {
        Assert.Equal(1, Compare(Find("move a step")).Moved);
        Assert.Equal(1, Compare(Find("bend an arrow")).Moved);
        Assert.Equal(0, Compare(Find("rename a step")).Moved);
    }

    [Fact]
    public void A_step_made_anew_is_recognised()
    {
        var likely = Assert.Single(Compare(Find("make a task anew under another id")).Likely);

        Assert.Equal(("approve", "ApprovalTask1"), (likely.OldId, likely.NewId));
        Assert.Equal(1, likely.Likeness);
    }

    [Fact]
    public void A_changed_text_touches_nobody_a_changed_role_does()
    {
        Assert.Empty(Compare(Find("rename a step")).Touched);
        Assert.Equal(["approve"], Compare(Find("give a task to a fixed role")).Touched);
        Assert.Equal(["approve"], Compare(Find("lose an arrow")).Touched);
    }

    private static SeededEdits.Edit Find(string does) => SeededEdits.All.Single(edit => edit.Does == does);

    private static WorkflowDiff Compare(SeededEdits.Edit edit, bool turned = false)
    {
        var (before, after) = (Read(FlowEdit.Of(edit.Flow)), Edited(edit));
        return Services.GetRequiredService<WorkflowComparer>().Compare(turned ? after : before, turned ? before : after);
    }

    private static WorkflowDefinitionModel Edited(SeededEdits.Edit edit)
    {
        var flow = FlowEdit.Of(edit.Flow);
        edit.Make(flow);
        return Read(flow);
    }

    private static WorkflowDefinitionModel Read(FlowEdit flow) => Services.GetRequiredService<DefinitionJson>().Read(flow.Json);
}
