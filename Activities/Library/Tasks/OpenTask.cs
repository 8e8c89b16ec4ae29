using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Asks for work that outlives this flow, and goes on.</summary>
/// <remarks>Nothing waits for it and the end of the flow does not take it back; what its outcome means is a reaction of the inbox.</remarks>
[Activity("Elsa.ITR", "Tasks", "Asks for work that outlives this flow, and goes on.", DisplayName = "Open task")]
public sealed class OpenTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Kind of work in kebab case; names the form.</summary>
    [Input(Description = "Kind of work in kebab case; names the form.", Order = 1)]
    public Input<string> TaskType { get; set; } = null!;

    /// <summary>Code of the role whose holders are asked.</summary>
    [Input(Description = "Code of the role whose holders are asked.", Order = 2)]
    public Input<string> Role { get; set; } = null!;

    /// <summary>Outcomes on offer; blank takes all of the form.</summary>
    [Input(Description = "Outcomes on offer; blank takes all of the form.", UIHint = InputUIHints.MultiText, Order = 3)]
    public Input<ICollection<string>?> Outcomes { get; set; } = null!;

    /// <summary>Ids of the clocks that give the work its due time.</summary>
    [Input(Description = "Ids of the clocks that give the work its due time.", UIHint = InputUIHints.MultiText, Order = 4)]
    public Input<ICollection<string>?> Clocks { get; set; } = null!;

    /// <summary>What is asked, Chinese; blank takes the form's title.</summary>
    [Input(Description = "What is asked, in Chinese; blank takes the form's title.", Order = 5)]
    public Input<string?> TitleZh { get; set; } = null!;

    /// <summary>What is asked, English; blank takes the form's title.</summary>
    [Input(Description = "What is asked, in English; blank takes the form's title.", Order = 6)]
    public Input<string?> TitleEn { get; set; } = null!;

    /// <summary>Values known already, by field of the form.</summary>
    [Input(Description = "Values known already, by field of the form.", UIHint = InputUIHints.JsonEditor, Order = 7)]
    public Input<IDictionary<string, object>?> Prefill { get; set; } = null!;

    /// <summary>Policy timer at whose end the work is due where no clock says so; blank for none.</summary>
    [Input(Description = "Policy timer at whose end the work is due where no clock says so.", Order = 8)]
    public Input<string?> DueIn { get; set; } = null!;

    /// <summary>Number of the task.</summary>
    [Output(Description = "Number of the task.")]
    public Output<string?>? TaskNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clocks = context.Get(Clocks)?.ToList() ?? [];
        var titleZh = context.Get(TitleZh);
        var item = await context.GetRequiredService<InboxDesk>().AskAsync(
            new WorkItemRequest(context.Get(TaskType)!, context.Record(), context.Get(Role)!)
            {
                Outcomes = [.. context.Get(Outcomes) ?? []],
                ClockIds = clocks,
                DueAt = await PolicyTimes.EarliestAsync(context, context.Record(), clocks)
                    ?? (context.Get(DueIn) is { Length: > 0 } timer ? await PolicyTimes.DueAsync(context, timer, null) : null),
                Priority = await Assignees.PriorityAsync(context),
                Title = string.IsNullOrWhiteSpace(titleZh) ? null : new Bilingual(titleZh, context.Get(TitleEn) ?? titleZh),
                Input = context.Get(Prefill)?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value) ?? [],
                BlocksFlow = false,
            },
            context.CancellationToken);
        context.Set(TaskNo, item.No);
        context.JournalData["WorkItem"] = item.No;
    }
}
