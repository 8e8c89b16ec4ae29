using System.ComponentModel;
using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>The activity at the root of every run: a version of a definition.</summary>
[Activity("Elsa", "Workflows", "A workflow."), Browsable(false)]
public class Workflow : Composite<object>, ICloneable
{
    /// <summary>An empty workflow.</summary>
    public Workflow() : this(new Sequence())
    {
    }

    /// <summary>A workflow that runs one activity.</summary>
    public Workflow(IActivity root) : this(
        WorkflowIdentity.VersionOne, WorkflowPublication.LatestAndPublished, new(), new(), root, [], [], [], [],
        new Dictionary<string, object>(), false, false)
    {
    }

    /// <summary>A workflow with everything it has.</summary>
    public Workflow(
        WorkflowIdentity identity,
        WorkflowPublication publication,
        WorkflowMetadata workflowMetadata,
        WorkflowOptions options,
        IActivity root,
        ICollection<Variable> variables,
        ICollection<InputDefinition> inputs,
        ICollection<OutputDefinition> outputs,
        ICollection<string> outcomes,
        IDictionary<string, object> customProperties,
        bool isReadonly,
        bool isSystem) : base(null, null)
    {
        Identity = identity;
        Publication = publication;
        WorkflowMetadata = workflowMetadata;
        Options = options;
        Root = root;
        Variables = variables;
        Inputs = inputs;
        Outputs = outputs;
        Outcomes = outcomes;
        CustomProperties = customProperties;
        IsReadonly = isReadonly;
        IsSystem = isSystem;
    }

    /// <summary>Which definition and version it is.</summary>
    public WorkflowIdentity Identity { get; set; }

    /// <summary>Whether it is the latest and whether it is published.</summary>
    public WorkflowPublication Publication { get; set; }

    /// <summary>Values it asks for.</summary>
    public ICollection<InputDefinition> Inputs { get; set; }

    /// <summary>Values it puts out.</summary>
    public ICollection<OutputDefinition> Outputs { get; set; }

    /// <summary>Outcomes when used as an activity.</summary>
    public ICollection<string> Outcomes { get; set; }

    /// <summary>Name and origin.</summary>
    public WorkflowMetadata WorkflowMetadata { get; set; }

    /// <summary>How it starts, fails and is offered.</summary>
    public WorkflowOptions Options { get; set; }

    /// <summary>Not to be edited.</summary>
    public bool IsReadonly { get; set; }

    /// <summary>Belongs to the system.</summary>
    public bool IsSystem { get; }

    /// <summary>Names this version.</summary>
    public WorkflowDefinitionHandle DefinitionHandle => WorkflowDefinitionHandle.ByDefinitionVersionId(Identity.Id);

    /// <summary>A workflow that runs one activity; a workflow is returned as it is.</summary>
    public static Workflow FromActivity(IActivity root) => root as Workflow ?? new(root);

    /// <summary>A copy that shares the root and the collections.</summary>
    public Workflow Clone() => (Workflow)MemberwiseClone();

    object ICloneable.Clone() => Clone();

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ResultVariable != null)
            context.WorkflowExecutionContext.MemoryRegister.Declare((MemoryBlockReference)ResultVariable);
        return base.ExecuteAsync(context);
    }
}
