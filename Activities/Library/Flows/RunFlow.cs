using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Flows;

/// <summary>Runs another flow, on the same record unless another is named, and waits for its end.</summary>
/// <remarks>
/// Outcomes: those of <see cref="Outcomes"/>, which the other flow gives in its output <c>outcome</c> (R16), and <c>Cancelled</c> when it
/// was cancelled from outside. An outcome that is not named is an incident. Cancelling this step cancels the other flow and withdraws its
/// record if it is another one; a record that can no longer be withdrawn goes on to its own end.
/// </remarks>
[Activity("Elsa.ITR", "Flows", "Runs another flow, on the same record unless another is named, and waits for its end.", DisplayName = "Run flow")]
[FlowNode(Cancelled)]
public sealed class RunFlow : Activity
{
    private const string Cancelled = nameof(Cancelled);
    private const string ChildKey = "ChildInstanceId";
    private const string RecordKey = "OtherRecord";
    private const string OutcomesKey = "Outcomes";
    private const string KeepKey = "Keep";

    // The engine wakes whoever waits under this name for the end of a dispatched flow.
    private const string BookmarkName = "Elsa.DispatchWorkflow";

    /// <summary>Creates the step.</summary>
    public RunFlow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => OnSignalReceived<CancelSignal>(OnCancelledAsync);

    /// <summary>Definition id, e.g. <c>itr-fault-level-1</c>; its published version runs.</summary>
    [Input(Description = "Definition id of the other flow; its published version runs.", UIHint = InputUIHints.WorkflowDefinitionPicker, Order = 1)]
    public Input<string> DefinitionId { get; set; } = null!;

    /// <summary>Inputs besides the record.</summary>
    [Input(Description = "Inputs besides the record.", UIHint = InputUIHints.JsonEditor, Order = 2)]
    public Input<IDictionary<string, object>?> FlowInput { get; set; } = null!;

    /// <summary>Outcomes the other flow may end with.</summary>
    [Input(Description = "Outcomes the other flow may end with.", UIHint = InputUIHints.DynamicOutcomes, Order = 3)]
    public Input<ICollection<string>> Outcomes { get; set; } = null!;

    /// <summary>Another record than this flow's, as <c>type|id|number</c>; blank for the same.</summary>
    [Input(Description = "Another record than this flow's, as type|id|number; blank for the same.", Order = 4)]
    public Input<string?> OtherRecord { get; set; } = null!;

    /// <summary>Outputs of the other flow that are kept in variables of the same name.</summary>
    [Input(Description = "Outputs of the other flow that are kept in variables of the same name.", UIHint = InputUIHints.MultiText, Order = 5)]
    public Input<ICollection<string>?> Keep { get; set; } = null!;

    /// <summary>The other flow's outcome.</summary>
    [Output(Description = "The other flow's outcome.")]
    public Output<string?>? Outcome { get; set; }

    /// <summary>The other flow's instance.</summary>
    [Output(Description = "The other flow's instance.")]
    public Output<string?>? InstanceId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = context.Get(OtherRecord) is { Length: > 0 } other ? RecordRef.Parse(other) : context.Record();
        var child = await FlowStart.StartAsync(context, context.Get(DefinitionId)!, record, context.Get(FlowInput), waits: true);
        context.SetProperty(ChildKey, child);
        if (record != context.Record())
            context.SetProperty(RecordKey, record.Text());
        context.SetProperty(OutcomesKey, string.Join(',', context.Get(Outcomes)!));
        context.SetProperty(KeepKey, string.Join(',', context.Get(Keep) ?? []));
        context.Set(InstanceId, child);
        context.JournalData["Instance"] = child;
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new DispatchWorkflowStimulus(child),
            BookmarkName = BookmarkName,
            Callback = OnEndedAsync,
            IncludeActivityInstanceId = false,
        });
    }

    private async ValueTask OnEndedAsync(ActivityExecutionContext context)
    {
        var outcome = context.TryGetWorkflowInput<string>("outcome", out var given) && !string.IsNullOrEmpty(given) ? given : Cancelled;
        var offered = context.GetProperty<string>(OutcomesKey)!.Split(',');
        if (outcome != Cancelled && !offered.Contains(outcome))
        {
            throw new InvalidOperationException(
                $"Expected flow instance {context.GetProperty<string>(ChildKey)} to end with one of {string.Join(", ", offered)}, but it ended with '{outcome}'.");
        }

        foreach (var name in (context.GetProperty<string>(KeepKey) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (context.TryGetWorkflowInput<object>(name, out var output))
                context.SetFlowVariable(name, output);
        }

        context.Set(Outcome, outcome);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private static async ValueTask OnCancelledAsync(CancelSignal signal, SignalContext context)
    {
        var step = context.ReceiverActivityExecutionContext;
        if (!context.IsSelf || step.GetProperty<string>(ChildKey) is not { } child)
            return;

        if (step.GetProperty<string>(RecordKey) is not { } other
            || await step.GetRequiredService<RecordDesk>().GiveUpAsync(RecordRef.Parse(other), "不再需要 / no longer needed", context.CancellationToken))
            await step.GetRequiredService<IWorkflowCancellationService>().CancelWorkflowAsync(child, context.CancellationToken);
    }
}
