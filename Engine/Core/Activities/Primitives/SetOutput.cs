using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management.Activities.SetOutput;

/// <summary>Sets an output of the workflow.</summary>
[Activity("Elsa", "Composition", "Sets an output of the workflow.", Kind = ActivityKind.Action)]
public class SetOutput([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line)
{
    /// <summary>Name of the output.</summary>
    [Input(DisplayName = "Output", Description = "The output to assign.", UIHint = InputUIHints.OutputPicker)]
    public Input<string> OutputName { get; set; } = null!;

    /// <summary>The value.</summary>
    [Input(Description = "The value to assign.")]
    public Input<object?> OutputValue { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var name = OutputName.Get(context);
        var value = context.Get(OutputValue);
        var owner = context.GetAncestors().Skip(1).FirstOrDefault(ancestor => Find(ancestor, name) != null);
        if (owner == null)
        {
            context.WorkflowExecutionContext.Output[name] = value!;
            return;
        }

        // Inside a workflow used as an activity: the variable that carries the output, and what the output is bound to.
        if (owner.Variables.FirstOrDefault(variable => variable.Name == name) is { } variable)
            variable.Set(owner, value);
        owner.Set(Find(owner, name)!.ValueGetter(owner.Activity) as Output, value, name);
    }

    private static OutputDescriptor? Find(ActivityExecutionContext context, string name) =>
        context.ActivityDescriptor.Outputs.FirstOrDefault(output => output.Name == name);
}
