using System.Collections.Immutable;
using System.ComponentModel;
using Elsa.Common.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>A definition used as an activity: embedded into the graph, part of the same instance.</summary>
[Browsable(false)]
public class WorkflowDefinitionActivity : Composite, IInitializable
{
    private static readonly AsyncLocal<ImmutableHashSet<string>?> Embedding = new();
    private IReadOnlyList<(string Name, Variable Variable)> _inputs = [];
    private Workflow? _workflow;

    /// <summary>Id of the definition.</summary>
    public string WorkflowDefinitionId { get; set; } = null!;

    /// <summary>Id of the version; null takes the version of that number, else the published one.</summary>
    public string? WorkflowDefinitionVersionId { get; set; }

    /// <summary>Number of the newest published version; kept for the designer.</summary>
    public int LatestAvailablePublishedVersion { get; set; }

    /// <summary>Id of the newest published version; kept for the designer.</summary>
    public string? LatestAvailablePublishedVersionId { get; set; }

    /// <inheritdoc />
    public async ValueTask InitializeAsync(InitializationContext context)
    {
        var definition = await FindAsync(context.ServiceProvider.GetRequiredService<IWorkflowDefinitionStore>(), context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected definition '{WorkflowDefinitionVersionId ?? WorkflowDefinitionId}' of activity '{Id}', but there is none.");
        var outer = Embedding.Value ?? [];
        if (outer.Contains(definition.Id))
            throw new InvalidOperationException($"Expected workflow '{definition.Name}' not to contain itself, but activity '{Id}' embeds it again.");

        Embedding.Value = outer.Add(definition.Id);
        try
        {
            // A copy of its own: a graph gives its activities their node ids.
            _workflow = await context.ServiceProvider.GetRequiredService<EmbeddedWorkflows>().BuildAsync(definition, context.CancellationToken);
        }
        finally
        {
            Embedding.Value = outer;
        }

        var descriptor = EmbeddedWorkflows.Describe(definition, _workflow);
        (Type, Version) = (descriptor.TypeName, descriptor.Version);
        context.ServiceProvider.GetRequiredService<IActivityRegistry>().Add(typeof(EmbeddedWorkflows), descriptor);
        Root = _workflow;
        DeclareVariables(_workflow);
    }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await base.ExecuteAsync(context);
        foreach (var (name, variable) in _inputs)
        {
            if (SyntheticProperties.TryGetValue(name, out var input) && input is Input { Expression: not null } given)
                variable.Set(context, context.Get(given.MemoryBlockReference()));
        }
    }

    /// <inheritdoc />
    protected override async ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        if (CompletionValueOf(context.ChildContext) is Outcomes outcomes)
            await context.TargetContext.CompleteActivityAsync(outcomes);
    }

    private async Task<WorkflowDefinition?> FindAsync(IWorkflowDefinitionStore store, CancellationToken cancellationToken)
    {
        if (WorkflowDefinitionVersionId is { } versionId && await store.FindAsync(versionId, cancellationToken) is { } version)
            return version;

        return await store.FindAsync(WorkflowDefinitionId, VersionOptions.SpecificVersion(Version), cancellationToken)
            ?? await store.FindAsync(WorkflowDefinitionId, VersionOptions.Published, cancellationToken)
            ?? await store.FindAsync(WorkflowDefinitionId, VersionOptions.Latest, cancellationToken);
    }

    // Inputs and outputs live in variables, so that they survive a wait inside.
    private void DeclareVariables(Workflow workflow)
    {
        Variables.Clear();
        _inputs = [.. workflow.Inputs.Select(x => (x.Name, Declare("input", x, x.StorageDriverType)))];
        foreach (var output in workflow.Outputs)
            Declare("output", output, null);
    }

    private Variable Declare(string kind, ArgumentDefinition argument, Type? driver)
    {
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(argument.Type))!;
        variable.Id = $"{Id}:{kind}:{argument.Name}";
        variable.Name = argument.Name;
        variable.StorageDriverType = driver ?? typeof(WorkflowInstanceStorageDriver);
        Variables.Add(variable);
        return variable;
    }
}
