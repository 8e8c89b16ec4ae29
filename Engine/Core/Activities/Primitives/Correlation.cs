using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Sets the name of the instance.</summary>
[Activity("Elsa", "Primitives", "Set the name of the workflow instance to a specified value.")]
public class SetName : CodeActivity
{
    /// <inheritdoc/>
    public SetName([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>With a name.</summary>
    public SetName(Input<string> value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        Value = value;

    /// <summary>The name.</summary>
    [Input(Description = "The value to set as the workflow instance's name.")]
    public Input<string> Value { get; set; } = new("");

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.Name = context.Get(Value);
}

/// <summary>Sets the correlation id of the instance.</summary>
[Activity("Elsa", "Primitives", "Set the CorrelationId of the workflow to a given value.")]
public class Correlate : CodeActivity
{
    /// <inheritdoc/>
    public Correlate([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>With a fixed id.</summary>
    public Correlate(string correlationId, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => CorrelationId = new(correlationId);

    /// <summary>With the value of a variable.</summary>
    public Correlate(Variable<string> correlationId, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => CorrelationId = new(correlationId);

    /// <summary>With a computed id.</summary>
    public Correlate(
        Func<ExpressionExecutionContext, string> correlationId, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => CorrelationId = new(correlationId);

    /// <summary>The id; ties the run to something outside.</summary>
    [Input(DisplayName = "Correlation Id", Description = "An expression that evaluates to the value to store as the correlation id")]
    public Input<string> CorrelationId { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.CorrelationId = CorrelationId.GetOrDefault(context);
}
