using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;

namespace Elsa.Workflows;

/// <summary>Common to activity and workflow execution contexts.</summary>
public interface IExecutionContext
{
    /// <summary>Id of the context.</summary>
    string Id { get; }

    /// <summary>The activity; of a workflow, the workflow itself.</summary>
    IActivity Activity { get; }

    /// <summary>Scope of expressions.</summary>
    ExpressionExecutionContext ExpressionExecutionContext { get; }

    /// <summary>Variables declared here.</summary>
    IEnumerable<Variable> Variables { get; }

    /// <summary>Values kept with the instance.</summary>
    IDictionary<string, object> Properties { get; }
}
