using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <inheritdoc cref="IWorkflowBuilder"/>
public sealed class WorkflowBuilder(IWorkflowGraphBuilder graphBuilder, ISystemClock clock) : IWorkflowBuilder
{
    /// <inheritdoc/>
    public string? DefinitionId { get; set; }

    /// <inheritdoc/>
    public string? Id { get; set; }

    /// <inheritdoc/>
    public string? TenantId { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <inheritdoc/>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public bool IsReadonly { get; set; }

    /// <inheritdoc/>
    public bool IsSystem { get; set; }

    /// <inheritdoc/>
    public WorkflowOptions WorkflowOptions { get; } = new();

    /// <inheritdoc/>
    public IActivity? Root { get; set; }

    /// <inheritdoc/>
    public ICollection<Variable> Variables { get; set; } = [];

    /// <inheritdoc/>
    public ICollection<InputDefinition> Inputs { get; set; } = [];

    /// <inheritdoc/>
    public ICollection<OutputDefinition> Outputs { get; set; } = [];

    /// <inheritdoc/>
    public ICollection<string> Outcomes { get; set; } = [];

    /// <inheritdoc/>
    public Variable? Result { get; set; }

    /// <inheritdoc/>
    public IDictionary<string, object> CustomProperties { get; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public IWorkflowBuilder WithDefinitionId(string definitionId) => With(() => DefinitionId = definitionId);

    /// <inheritdoc/>
    public IWorkflowBuilder WithId(string id) => With(() => Id = id);

    /// <inheritdoc/>
    public IWorkflowBuilder WithTenantId(string tenantId) => With(() => TenantId = tenantId);

    /// <inheritdoc/>
    public Variable<T> WithVariable<T>() => Add(new Variable<T> { StorageDriverType = typeof(WorkflowInstanceStorageDriver) });

    /// <inheritdoc/>
    public Variable<T> WithVariable<T>(string name, T value) => Add(new Variable<T>(name, value));

    /// <inheritdoc/>
    public Variable<T> WithVariable<T>(T value) => WithVariable<T>().WithValue(value);

    /// <inheritdoc/>
    public IWorkflowBuilder WithVariable<T>(Variable<T> variable) => With(() => Variables.Add(variable));

    /// <inheritdoc/>
    public IWorkflowBuilder WithVariable(Variable variable) => With(() => Variables.Add(variable));

    /// <inheritdoc/>
    public IWorkflowBuilder WithVariables(params Variable[] variables)
    {
        foreach (var variable in variables)
            Variables.Add(variable);
        return this;
    }

    /// <inheritdoc/>
    public InputDefinition WithInput<T>(string name, string? description = default) => WithInput(name, typeof(T), description);

    /// <inheritdoc/>
    public InputDefinition WithInput(string name, Type type, string? description = default) =>
        WithInput(name, type, input => input.Description = description ?? "");

    /// <inheritdoc/>
    public InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = default) => WithInput(input =>
    {
        input.Name = name;
        input.Type = type;
        setup?.Invoke(input);
    });

    /// <inheritdoc/>
    public InputDefinition WithInput(Action<InputDefinition> setup)
    {
        var input = new InputDefinition();
        setup(input);
        Inputs.Add(input);
        return input;
    }

    /// <inheritdoc/>
    public IWorkflowBuilder WithInput(InputDefinition inputDefinition) => With(() => Inputs.Add(inputDefinition));

    /// <inheritdoc/>
    public OutputDefinition WithOutput<T>(string name, string? description = default) => WithOutput(name, typeof(T), description);

    /// <inheritdoc/>
    public OutputDefinition WithOutput(string name, Type type, string? description = default) =>
        WithOutput(name, type, output => output.Description = description ?? "");

    /// <inheritdoc/>
    public OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = default) => WithOutput(output =>
    {
        output.Name = name;
        output.Type = type;
        setup?.Invoke(output);
    });

    /// <inheritdoc/>
    public OutputDefinition WithOutput(Action<OutputDefinition> setup)
    {
        var output = new OutputDefinition();
        setup(output);
        return WithOutput(output);
    }

    /// <inheritdoc/>
    public OutputDefinition WithOutput(OutputDefinition outputDefinition)
    {
        Outputs.Add(outputDefinition);
        return outputDefinition;
    }

    /// <inheritdoc/>
    public IWorkflowBuilder WithCustomProperty(string name, object value) => With(() => CustomProperties[name] = value);

    /// <inheritdoc/>
    public IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy =>
        With(() => WorkflowOptions.ActivationStrategyType = typeof(T));

    /// <inheritdoc/>
    public IWorkflowBuilder AsReadonly() => With(() => IsReadonly = true);

    /// <inheritdoc/>
    public IWorkflowBuilder AsSystemWorkflow() => With(() => IsSystem = true);

    /// <inheritdoc/>
    public async Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default)
    {
        var definitionId = DefinitionId ?? "1";
        var identity = new WorkflowIdentity(definitionId, Version, Id ?? $"{definitionId}:v1", TenantId);
        var metadata = new WorkflowMetadata(Name ?? DefinitionId, Description, clock.UtcNow);
        var workflow = new Workflow(
            identity, WorkflowPublication.LatestAndPublished, metadata, WorkflowOptions, Root ?? new Sequence(),
            Variables, Inputs, Outputs, Outcomes, CustomProperties, IsReadonly, IsSystem)
        {
            ResultVariable = Result,
        };

        VariableNames.Assign(Variables, "Variable_", 0);
        await graphBuilder.BuildAsync(workflow, cancellationToken);
        return workflow;
    }

    /// <inheritdoc/>
    public async Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default)
    {
        DefinitionId = workflowDefinition.GetType().Name;
        await workflowDefinition.BuildAsync(this, cancellationToken);
        return await BuildWorkflowAsync(cancellationToken);
    }

    private WorkflowBuilder With(Action change)
    {
        change();
        return this;
    }

    private Variable<T> Add<T>(Variable<T> variable)
    {
        Variables.Add(variable);
        return variable;
    }
}

/// <inheritdoc cref="IWorkflowBuilderFactory"/>
public sealed class WorkflowBuilderFactory(IWorkflowGraphBuilder graphBuilder, ISystemClock clock) : IWorkflowBuilderFactory
{
    /// <inheritdoc/>
    public IWorkflowBuilder CreateBuilder() => new WorkflowBuilder(graphBuilder, clock);
}
