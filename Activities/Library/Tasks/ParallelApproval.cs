using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Asks several roles the same form, together or one after the other.</summary>
/// <remarks>
/// Outcomes: <c>Approved</c> when everybody (mode Any: somebody) answered without refusing; <c>Rejected</c> and <c>Returned</c> as soon as
/// the mode can no longer be met; <c>TimedOut</c>. A refusal is the outcome <c>Return</c>, or any outcome the form marks as negative.
/// One after the other, each sees what the one before entered. Source: R18, flow conventions §3.
/// </remarks>
[Activity("Elsa.ITR", "Tasks", "Asks several roles the same form, together or one after the other.", DisplayName = "Parallel approval")]
[FlowNode("Approved", "Rejected", "Returned", TimedOut)]
public sealed class ParallelApproval([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : TaskActivity(source, line)
{
    private const string AnsweredKey = "Answered";
    private const string RefusalKey = "Refusal";
    private const string RolesKey = "Roles";
    private const string ModeKey = "Mode";

    /// <summary>Codes of the roles, in the order they are asked.</summary>
    [Input(Description = "Codes of the roles, in the order they are asked.", UIHint = InputUIHints.MultiText, Order = 2)]
    public Input<ICollection<string>> Roles { get; set; } = null!;

    /// <summary><c>All</c>, <c>Any</c> or <c>Sequential</c> (all, one after the other).</summary>
    [Input(
        Description = "All, Any, or Sequential: all, one after the other.", UIHint = InputUIHints.DropDown,
        Options = new[] { "All", "Any", "Sequential" }, DefaultValue = "All", Order = 4)]
    public Input<string> Mode { get; set; } = new("All");

    /// <summary>Outcomes of the form on offer; all of them when left out.</summary>
    [Input(Description = "Outcomes of the form on offer; all of them when left out.", UIHint = InputUIHints.MultiText, Order = 5)]
    public Input<ICollection<string>?> Choices { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await BeginAsync(context);
        var roles = context.Get(Roles)!.ToList();
        var mode = context.Get(Mode)!;
        context.SetProperty(RolesKey, string.Join(',', roles));
        context.SetProperty(ModeKey, mode);
        context.SetProperty(AnsweredKey, 0);
        foreach (var role in mode == "Sequential" ? roles.Take(1) : roles)
            await AskAsync(context, role, context.Get(Choices) ?? [], slot: role);
    }

    private protected override async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        var values = TakeAnswer(context);
        var outcome = ChosenOutcome(context);
        var roles = context.GetProperty<string>(RolesKey)!.Split(',');
        var mode = context.GetProperty<string>(ModeKey)!;
        var answered = context.UpdateProperty<int>(AnsweredKey, count => count + 1);
        var refused = IsRefusal(context, outcome);
        if (refused)
            context.SetProperty(RefusalKey, outcome);

        if (!refused && mode == "Any" || !refused && answered == roles.Length && context.GetProperty<string>(RefusalKey) is null)
            await EndAsync(context, "Approved");
        else if (refused && mode != "Any" || answered == roles.Length)
            await EndAsync(context, context.GetProperty<string>(RefusalKey) == "Return" ? "Returned" : "Rejected");
        else if (mode == "Sequential")
            await AskAsync(context, roles[answered], context.Get(Choices) ?? [], slot: roles[answered], input: Merge(await PrefilledAsync(context), values));
    }

    private bool IsRefusal(ActivityExecutionContext context, string outcome) =>
        outcome == "Return"
        || context.GetRequiredService<IWorkItemForms>().Latest(context.Get(TaskType)!)?.OutcomeOf(outcome)?.Negative == true;

    private static async Task EndAsync(ActivityExecutionContext context, string outcome)
    {
        await context.GetRequiredService<InboxDesk>().WithdrawAsync(context.Id, outcome, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private static Dictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> first, IReadOnlyDictionary<string, object?> second)
    {
        var merged = new Dictionary<string, object?>(first, StringComparer.Ordinal);
        foreach (var (key, value) in second.Where(pair => pair.Key != WorkItemForm.CommentKey))
            merged[key] = value;
        return merged;
    }
}
