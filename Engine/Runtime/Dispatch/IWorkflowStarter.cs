using System.Text.Json.Serialization;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Starts workflows after asking their activation strategy. Scoped.</summary>
public interface IWorkflowStarter
{
    /// <summary>Runs the first burst, unless the strategy refuses.</summary>
    /// <exception cref="Exceptions.WorkflowGraphNotFoundException">No such definition.</exception>
    Task<StartWorkflowResponse> StartWorkflowAsync(StartWorkflowRequest request, CancellationToken cancellationToken = default);
}

/// <summary>What to start.</summary>
public class StartWorkflowRequest
{
    /// <summary>The definition; say which version.</summary>
    public WorkflowDefinitionHandle? WorkflowDefinitionHandle { get; set; }

    /// <summary>A workflow at hand; its stored definition is started.</summary>
    public Workflow? Workflow { get; set; }

    /// <summary>Ties the instance to something outside.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Name of the instance.</summary>
    public string? Name { get; set; }

    /// <summary>Input by name.</summary>
    public IDictionary<string, object>? Input { get; set; }

    /// <summary>Values of variables.</summary>
    public IDictionary<string, object>? Variables { get; set; }

    /// <summary>Values kept with the instance.</summary>
    public IDictionary<string, object>? Properties { get; set; }

    /// <summary>The instance that starts this one.</summary>
    public string? ParentId { get; set; }

    /// <summary>The trigger that starts it.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>The activity to start at.</summary>
    public ActivityHandle? ActivityHandle { get; set; }
}

/// <summary>What the start came to.</summary>
public record StartWorkflowResponse
{
    /// <summary>True when the activation strategy refused.</summary>
    public bool CannotStart { get; set; }

    /// <summary>Id of the new instance.</summary>
    public string? WorkflowInstanceId { get; set; }

    /// <summary>Whether it may go on.</summary>
    public WorkflowStatus? Status { get; set; }

    /// <summary>Where it is.</summary>
    public WorkflowSubStatus? SubStatus { get; set; }

    /// <summary>Where it waits.</summary>
    public ICollection<Bookmark> Bookmarks { get; set; } = [];

    /// <summary>What went wrong.</summary>
    public ICollection<ActivityIncident> Incidents { get; set; } = [];

    /// <summary>The state as it is stored now; null when the strategy refused. Never part of a remembered answer; do not change it.</summary>
    [JsonIgnore]
    public WorkflowState? WorkflowState { get; init; }
}

/// <summary>Asks a workflow's activation strategy. Scoped.</summary>
public interface IWorkflowActivationStrategyEvaluator
{
    /// <summary>Whether another instance may start; true when the strategy is not registered.</summary>
    Task<bool> CanStartWorkflowAsync(WorkflowActivationStrategyEvaluationContext context);
}

/// <summary>What an activation strategy is asked about.</summary>
public class WorkflowActivationStrategyEvaluationContext
{
    /// <summary>The workflow.</summary>
    public Workflow Workflow { get; set; } = null!;

    /// <summary>Correlation id of the instance that is to start.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Cancelled when the answer is no longer wanted.</summary>
    public CancellationToken CancellationToken { get; set; }
}
