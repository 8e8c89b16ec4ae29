using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Describes a workflow in code.</summary>
public interface IWorkflowBuilder
{
    /// <summary>Id that stays over all versions; the class name by default.</summary>
    string? DefinitionId { get; set; }

    /// <summary>Id of this version; <c>&lt;class&gt;:v1</c> by default.</summary>
    string? Id { get; set; }

    /// <summary>Tenant, or null for all.</summary>
    string? TenantId { get; set; }

    /// <summary>Number of the version; 1 by default.</summary>
    int Version { get; set; }

    /// <summary>Name shown; the definition id by default.</summary>
    string? Name { get; set; }

    /// <summary>What it is for.</summary>
    string? Description { get; set; }

    /// <summary>Not to be edited.</summary>
    bool IsReadonly { get; set; }

    /// <summary>Belongs to the system.</summary>
    bool IsSystem { get; set; }

    /// <summary>How it starts, fails and is offered.</summary>
    WorkflowOptions WorkflowOptions { get; }

    /// <summary>What runs; an empty sequence by default.</summary>
    IActivity? Root { get; set; }

    /// <summary>Variables of the workflow.</summary>
    ICollection<Variable> Variables { get; set; }

    /// <summary>Inputs.</summary>
    ICollection<InputDefinition> Inputs { get; set; }

    /// <summary>Outputs.</summary>
    ICollection<OutputDefinition> Outputs { get; set; }

    /// <summary>Outcomes when used as an activity.</summary>
    ICollection<string> Outcomes { get; set; }

    /// <summary>The variable whose value the run returns.</summary>
    Variable? Result { get; set; }

    /// <summary>Whatever else belongs to the definition.</summary>
    IDictionary<string, object> CustomProperties { get; }

    /// <summary>Sets the definition id.</summary>
    IWorkflowBuilder WithDefinitionId(string definitionId);

    /// <summary>Sets the id of this version.</summary>
    IWorkflowBuilder WithId(string id);

    /// <summary>Sets the tenant.</summary>
    IWorkflowBuilder WithTenantId(string tenantId);

    /// <summary>Adds an unnamed variable, stored with the instance.</summary>
    Variable<T> WithVariable<T>();

    /// <summary>Adds a variable that is not stored between bursts unless a driver is set.</summary>
    Variable<T> WithVariable<T>(string name, T value);

    /// <summary>Adds an unnamed variable with a default, stored with the instance.</summary>
    Variable<T> WithVariable<T>(T value);

    /// <summary>Adds a variable.</summary>
    IWorkflowBuilder WithVariable<T>(Variable<T> variable);

    /// <summary>Adds a variable.</summary>
    IWorkflowBuilder WithVariable(Variable variable);

    /// <summary>Adds variables.</summary>
    IWorkflowBuilder WithVariables(params Variable[] variables);

    /// <summary>Adds an input.</summary>
    InputDefinition WithInput<T>(string name, string? description = default);

    /// <summary>Adds an input.</summary>
    InputDefinition WithInput(string name, Type type, string? description = default);

    /// <summary>Adds an input.</summary>
    InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = default);

    /// <summary>Adds an input.</summary>
    InputDefinition WithInput(Action<InputDefinition> setup);

    /// <summary>Adds an input.</summary>
    IWorkflowBuilder WithInput(InputDefinition inputDefinition);

    /// <summary>Adds an output.</summary>
    OutputDefinition WithOutput<T>(string name, string? description = default);

    /// <summary>Adds an output.</summary>
    OutputDefinition WithOutput(string name, Type type, string? description = default);

    /// <summary>Adds an output.</summary>
    OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = default);

    /// <summary>Adds an output.</summary>
    OutputDefinition WithOutput(Action<OutputDefinition> setup);

    /// <summary>Adds an output.</summary>
    OutputDefinition WithOutput(OutputDefinition outputDefinition);

    /// <summary>Sets a custom property.</summary>
    IWorkflowBuilder WithCustomProperty(string name, object value);

    /// <summary>Sets the strategy that decides whether a new instance may start.</summary>
    IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy;

    /// <summary>Forbids editing.</summary>
    IWorkflowBuilder AsReadonly();

    /// <summary>Marks the workflow as belonging to the system.</summary>
    IWorkflowBuilder AsSystemWorkflow();

    /// <summary>The workflow as described so far; ids are assigned.</summary>
    Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets the definition describe itself, then builds it.</summary>
    Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default);
}

/// <summary>Makes builders.</summary>
public interface IWorkflowBuilderFactory
{
    /// <summary>A new builder.</summary>
    IWorkflowBuilder CreateBuilder();
}
