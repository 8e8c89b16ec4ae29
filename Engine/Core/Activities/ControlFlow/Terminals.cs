using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Where a flowchart starts.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.", Kind = ActivityKind.Action)]
public class Start([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line), IStartNode;

/// <summary>Ends its flowchart or sequence.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.", Kind = ActivityKind.Action)]
public class End([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line), ITerminalNode;

/// <summary>Ends the whole run.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public class Finish([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line), ITerminalNode
{
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        run.ClearCompletionCallbacks();
        run.Scheduler.Clear();
        run.Bookmarks.Clear();
        run.TransitionTo(WorkflowSubStatus.Finished);
    }
}

/// <summary>Ends the nearest loop.</summary>
[Activity("Elsa", "Looping", "Break out of a loop.")]
public class Break([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line), ITerminalNode
{
    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.SendSignalAsync(new BreakSignal());
}

/// <summary>Ends the nearest composite with outcomes: the workflow, or a workflow used as an activity.</summary>
[Activity("Elsa", "Composition", "Signals the current composite activity to complete itself as a whole.")]
public class Complete : Activity, ITerminalNode
{
    /// <inheritdoc/>
    public Complete([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>With fixed outcomes.</summary>
    public Complete(IEnumerable<string> outcomes, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<object>(outcomes.ToArray()), source, line)
    {
    }

    /// <summary>With outcomes computed by a delegate.</summary>
    public Complete(
        Func<ExpressionExecutionContext, ICollection<string>> outcomes, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<object>(context => outcomes(context)), source, line)
    {
    }

    /// <summary>With one outcome computed by a delegate.</summary>
    public Complete(
        Func<ExpressionExecutionContext, string> outcome, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<object>(context => outcome(context)), source, line)
    {
    }

    /// <summary>With outcomes.</summary>
    public Complete(Input<object> outcomes, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        Outcomes = outcomes;

    /// <summary>One text or a list of texts; nothing means <c>Done</c>.</summary>
    [Input(Description = "The outcome or set of outcomes to complete this activity with.", DefaultSyntax = "Object", UIHint = InputUIHints.OutcomePicker)]
    public Input<object> Outcomes { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.CompleteCompositeAsync(NamesOf(context.Get(Outcomes)));
        await context.CompleteActivityAsync();
    }

    private static string[] NamesOf(object? outcomes) => outcomes switch
    {
        string name => [name],
        JsonElement { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(item => item.ToString())],
        JsonElement { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } scalar => [scalar.ToString()],
        IEnumerable<object?> names => [.. names.Select(name => Convert.ToString(name, CultureInfo.InvariantCulture) ?? "")],
        _ => ["Done"],
    };
}

/// <summary>Throws.</summary>
[Activity("Elsa", "Primitives", "Faults the workflow.")]
public class Fault([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line)
{
    /// <summary>Code; <c>0</c> by default.</summary>
    [Input(Description = "Code to categorize the fault.")]
    public Input<string> Code { get; set; } = null!;

    /// <summary>Category; <c>General</c> by default.</summary>
    [Input(Description = "Category to categorize the fault.")]
    public Input<string> Category { get; set; } = null!;

    /// <summary>Type; <c>System</c> by default.</summary>
    [Input(DisplayName = "Type", Description = "The type of fault.")]
    public Input<string> FaultType { get; set; } = null!;

    /// <summary>Message of the incident.</summary>
    [Input(Description = "The message to include with the fault.")]
    public Input<string?> Message { get; set; } = null!;

    /// <summary>With fixed values.</summary>
    public static Fault Create(string code, string category, string type, string? message = null) =>
        new(null, null) { Code = new(code), Category = new(category), FaultType = new(type), Message = new(message) };

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => throw new Exceptions.FaultException(
        Code.GetOrDefault(context) ?? "0",
        Category.GetOrDefault(context) ?? "General",
        FaultType.GetOrDefault(context) ?? DefaultFaultTypes.System,
        Message.GetOrDefault(context));
}
