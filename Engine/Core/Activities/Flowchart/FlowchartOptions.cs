using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.Workflows.Activities.Flowchart.Options
{
    /// <summary>How flowcharts of this host run.</summary>
    public class FlowchartOptions
    {
        /// <summary>Mode of instances that say nothing else.</summary>
        public FlowchartExecutionMode DefaultExecutionMode { get; set; } = FlowchartExecutionMode.CounterBased;
    }
}

namespace Elsa.Workflows.Activities.Flowchart.Contracts
{
    /// <summary>An activity that joins branches.</summary>
    public interface IJoinNode : IActivity;
}

namespace Elsa.Workflows.Activities.Flowchart.Extensions
{
    /// <summary>Chooses the flowchart mode of an instance.</summary>
    public static class FlowchartModeExtensions
    {
        /// <summary>Runs flowcharts with tokens.</summary>
        public static Workflows.Options.RunWorkflowOptions WithTokenBasedFlowchart(this Workflows.Options.RunWorkflowOptions options) =>
            options.WithFlowchartExecutionMode(FlowchartExecutionMode.TokenBased);

        /// <summary>Runs flowcharts with counters.</summary>
        public static Workflows.Options.RunWorkflowOptions WithCounterBasedFlowchart(this Workflows.Options.RunWorkflowOptions options) =>
            options.WithFlowchartExecutionMode(FlowchartExecutionMode.CounterBased);

        /// <summary>Runs flowcharts in the given mode; it stays with the instance.</summary>
        public static Workflows.Options.RunWorkflowOptions WithFlowchartExecutionMode(
            this Workflows.Options.RunWorkflowOptions options, FlowchartExecutionMode mode)
        {
            options.Properties ??= new Dictionary<string, object>();
            options.Properties[Activities.Flowchart.ExecutionModePropertyKey] = mode;
            return options;
        }
    }
}
