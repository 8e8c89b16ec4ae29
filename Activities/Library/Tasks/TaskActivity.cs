using Elsa.Extensions;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>What all task activities share: they ask, wait for the answer or a deadline, and take back what is open when cancelled.</summary>
/// <remarks>Inputs are read once, when the work is asked (D3); what is needed later is kept with the execution.</remarks>
public abstract class TaskActivity : Activity
{
    /// <summary>Outcome when <see cref="Within"/> has passed unanswered.</summary>
    public const string TimedOut = nameof(TimedOut);

    private const string KeepKey = "Keep";
    private const string WithinKey = "Within";
    private const string WithinFromKey = "WithinFrom";

    /// <summary>Registers the reaction to cancellation.</summary>
    protected TaskActivity(string? source, int? line)
        : base(source, line) => OnSignalReceived<CancelSignal>(OnCancelledAsync);

    /// <summary>Kind of work in kebab case; names the form, e.g. <c>fault-accept</c>.</summary>
    [Input(Description = "Kind of work in kebab case; names the form.", Order = 1)]
    public Input<string> TaskType { get; set; } = null!;

    /// <summary>Where the candidates are, one of <see cref="OrgScope"/>; blank takes the usual scope of the role.</summary>
    [Input(
        Description = "Where the candidates are looked for, seen from the record; blank takes the usual scope of the role.",
        UIHint = InputUIHints.DropDown, Order = 3,
        Options = new[] { "", "CaseOffice", "CaseRegion", "Hq", "Spc", "CustomerOfCase", "PartnerOfCase" })]
    public Input<string?> Scope { get; set; } = null!;

    /// <summary>Clocks that give the work its due time.</summary>
    [Input(Description = "Ids of the clocks that give the work its due time.", UIHint = InputUIHints.MultiText, Order = 6)]
    public Input<ICollection<string>?> Clocks { get; set; } = null!;

    /// <summary>What is asked, Chinese; blank takes the form's title.</summary>
    [Input(Description = "What is asked, in Chinese; blank takes the form's title.", Category = "Texts", Order = 7)]
    public Input<string?> TitleZh { get; set; } = null!;

    /// <summary>What is asked, English; blank takes the form's title.</summary>
    [Input(Description = "What is asked, in English; blank takes the form's title.", Category = "Texts", Order = 8)]
    public Input<string?> TitleEn { get; set; } = null!;

    /// <summary>Values known already, by field of the form.</summary>
    [Input(Description = "Values known already, by field of the form.", UIHint = InputUIHints.JsonEditor, Order = 9)]
    public Input<IDictionary<string, object>?> Prefill { get; set; } = null!;

    /// <summary>Fields of the answer that are written to variables of the same name.</summary>
    [Input(Description = "Fields of the answer that are written to variables of the same name.", UIHint = InputUIHints.MultiText, Order = 10)]
    public Input<ICollection<string>?> Keep { get; set; } = null!;

    /// <summary>Clock or policy timer whose due time is the latest answer; blank waits for ever.</summary>
    [Input(Description = "Clock or policy timer that limits the answer; blank waits for ever.", Order = 11)]
    public Input<string?> Within { get; set; } = null!;

    /// <summary>Instant a policy timer of <see cref="Within"/> counts from, ISO 8601; blank counts from now.</summary>
    [Input(Description = "Instant the policy timer counts from, ISO 8601; blank counts from now.", Order = 12)]
    public Input<string?> WithinFrom { get; set; } = null!;

    /// <summary>False for side work: the end of the flow takes it back, and nothing waits for it.</summary>
    [Input(Description = "Off for side work: the end of the flow takes it back.", DefaultValue = true, Order = 13)]
    public Input<bool> Blocking { get; set; } = new(true);

    /// <summary>Business event raised when somebody first takes the work; blank for none.</summary>
    [Input(Description = "Business event raised when somebody first takes the work.", Order = 14)]
    public Input<string?> ClaimEvent { get; set; } = null!;

    /// <summary>Person id of whoever must not do it because it judges his work; blank for nobody.</summary>
    [Input(Description = "Person id of whoever must not do it, because it judges his own work.", Order = 15)]
    public Input<string?> NotBy { get; set; } = null!;

    /// <summary>On asks it for the case that the record of a supporting flow belongs to, with the clocks of the case.</summary>
    [Input(Description = "On asks it for the case the record belongs to, with the clocks of the case.", Order = 16)]
    public Input<bool> OnCase { get; set; } = new(false);

    /// <summary>When the work is due where no clock says so, ISO 8601; blank for no due time.</summary>
    [Input(Description = "When the work is due where no clock says so, ISO 8601.", Order = 17)]
    public Input<string?> DueAt { get; set; } = null!;

    /// <summary>Person id of who answered; blank for the system.</summary>
    [Output(Description = "Person id of who answered.")]
    public Output<string?>? CompletedBy { get; set; }

    /// <summary>When it was answered, ISO 8601 UTC.</summary>
    [Output(Description = "When it was answered, ISO 8601 UTC.")]
    public Output<string?>? CompletedAt { get; set; }

    /// <summary>The entered values as JSON object.</summary>
    [Output(Description = "The entered values as JSON object.")]
    public Output<string?>? Answer { get; set; }

    /// <summary>Asks one role for the work, and waits for the answer.</summary>
    private protected async Task<WorkItem> AskAsync(
        ActivityExecutionContext context, string role, IEnumerable<string> outcomes, string slot = "", Guid? assignee = null,
        IReadOnlyDictionary<string, object?>? input = null)
    {
        var record = await context.RecordAsync(context.Get(OnCase) ? "Case" : null);
        var clocks = context.Get(Clocks)?.ToList() ?? [];
        var titleZh = context.Get(TitleZh);
        var run = context.WorkflowExecutionContext;
        var item = await context.GetRequiredService<InboxDesk>().AskAsync(
            new WorkItemRequest(context.Get(TaskType)!, record, role)
            {
                Scope = Enum.TryParse<OrgScope>(context.Get(Scope), out var scope) ? scope : null,
                Outcomes = [.. outcomes],
                Title = string.IsNullOrWhiteSpace(titleZh) ? null : new Bilingual(titleZh, context.Get(TitleEn) ?? titleZh),
                AssigneeId = assignee,
                ExcludedPersonId = Guid.TryParse(context.Get(NotBy), out var excluded) ? excluded : null,
                ClockIds = clocks,
                DueAt = await PolicyTimes.EarliestAsync(context, record, clocks) ?? context.Get(DueAt).ToInstant(nameof(DueAt)),
                Priority = await Assignees.PriorityAsync(context),
                Input = input ?? await PrefilledAsync(context),
                BlocksFlow = context.Get(Blocking),
                ClaimEvent = context.Get(ClaimEvent) is { Length: > 0 } claimEvent ? claimEvent : null,
                Origin = new WorkItemOrigin(
                    run.Workflow.Identity.DefinitionId, run.Workflow.Identity.Version, Id, run.Id, context.Id, context.NodeId, slot),
            },
            context.CancellationToken);

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = WorkItemStimulus.Of(item.Id),
            BookmarkName = WorkItemStimulus.BookmarkName,
            Callback = OnAnsweredAsync,
            IncludeActivityInstanceId = false,
        });
        context.JournalData["WorkItem"] = item.No;
        return item;
    }

    /// <summary>Keeps what the answer needs, and arms the time limit. Called once, before the first question.</summary>
    private protected async Task BeginAsync(ActivityExecutionContext context)
    {
        context.SetProperty(KeepKey, string.Join(',', context.Get(Keep) ?? []));
        context.SetProperty(WithinKey, context.Get(Within));
        context.SetProperty(WithinFromKey, context.Get(WithinFrom) is { Length: > 0 } from ? from : FormJson.Text(context.GetRequiredService<TimeProvider>().GetUtcNow())); // once: looking again must not postpone it
        await ArmLimitAsync(context);
    }

    /// <summary>Writes the answer to the outputs and to the variables named by <see cref="Keep"/>.</summary>
    private protected IReadOnlyDictionary<string, object?> TakeAnswer(ActivityExecutionContext context)
    {
        var answer = context.GetWorkflowInput<string>(WorkItemAnswer.Fields);
        context.Set(Answer, answer);
        context.Set(CompletedBy, context.GetWorkflowInput<string>(WorkItemAnswer.CompletedBy));
        context.Set(CompletedAt, context.GetWorkflowInput<string>(WorkItemAnswer.CompletedAt));

        var values = FormJson.Read(answer);
        foreach (var name in (context.GetProperty<string>(KeepKey) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            context.SetFlowVariable(name, values.GetValueOrDefault(name));

        return values;
    }

    /// <summary>The chosen outcome of the answer that resumed the run.</summary>
    private protected static string ChosenOutcome(ActivityExecutionContext context) =>
        context.GetWorkflowInput<string>(WorkItemAnswer.Outcome);

    /// <summary>Called when one of the asked items was completed.</summary>
    private protected abstract ValueTask OnAnsweredAsync(ActivityExecutionContext context);

    /// <summary>What the form shows at first: facts of the record with the names of its fields, and what the step adds.</summary>
    private protected async Task<IReadOnlyDictionary<string, object?>> PrefilledAsync(ActivityExecutionContext context)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var form = context.GetRequiredService<IWorkItemForms>().Latest(context.Get(TaskType)!);
        var facts = await Snapshots.OfRecordAsync(context);
        foreach (var field in form?.Fields ?? [])
        {
            if (facts.GetValueOrDefault(field.Key) is { } fact && (field.Type != FormFieldType.Table || fact is not string text || field.Read(text, out _) is null)) // words are no rows
                values[field.Key] = fact;
        }

        foreach (var (name, value) in context.Get(Prefill) ?? new Dictionary<string, object>())
            values[name] = value;
        return values;
    }

    private async Task ArmLimitAsync(ActivityExecutionContext context)
    {
        if (context.GetProperty<string>(WithinKey) is not { Length: > 0 } within)
            return;

        var from = context.GetProperty<string>(WithinFromKey).ToInstant(nameof(WithinFrom));
        if (await PolicyTimes.DueAsync(context, within, from) is { } due)
            context.DelayUntil(due, OnLimitAsync);
    }

    private async ValueTask OnLimitAsync(ActivityExecutionContext context)
    {
        // The clock may have moved since the limit was armed: paused, corrected, superseded by a longer one.
        var from = context.GetProperty<string>(WithinFromKey).ToInstant(nameof(WithinFrom));
        var due = await PolicyTimes.DueAsync(context, context.GetProperty<string>(WithinKey)!, from);
        if (due is { } later && later > context.GetRequiredService<TimeProvider>().GetUtcNow())
        {
            context.DelayUntil(later, OnLimitAsync);
            return;
        }

        await context.GetRequiredService<InboxDesk>().ExpireAsync(context.Id, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(TimedOut);
    }

    private static async ValueTask OnCancelledAsync(CancelSignal signal, SignalContext context)
    {
        var task = context.ReceiverActivityExecutionContext;
        if (context.IsSelf)
            await task.GetRequiredService<InboxDesk>().WithdrawAsync(task.Id, null, context.CancellationToken);
    }
}
