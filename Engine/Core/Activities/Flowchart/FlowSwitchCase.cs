using Elsa.Expressions.Models;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>A case of <see cref="Activities.FlowSwitch"/>.</summary>
public class FlowSwitchCase
{
    /// <summary>For readers of JSON.</summary>
    public FlowSwitchCase()
    {
    }

    /// <summary>A case with an expression.</summary>
    public FlowSwitchCase(string label, Expression condition) => (Label, Condition) = (label, condition);

    /// <summary>A case with a delegate.</summary>
    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, bool> condition) : this(label, Expression.DelegateExpression(condition))
    {
    }

    /// <summary>A case with a delegate.</summary>
    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition)
        : this(label, Expression.DelegateExpression(condition))
    {
    }

    /// <summary>The outcome.</summary>
    public string Label { get; set; } = null!;

    /// <summary>Whether the case matches; a Boolean, null does not match.</summary>
    public Expression Condition { get; set => field = value ?? Expression.LiteralExpression(false); } = Expression.LiteralExpression(false);
}
