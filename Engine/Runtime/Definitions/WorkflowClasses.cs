using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Workflow classes that the host registered (<c>AddWorkflow</c>); only these are ever instantiated.</summary>
internal sealed class WorkflowClasses(IEnumerable<WorkflowClass> classes, IServiceProvider services)
{
    private readonly Dictionary<string, Type> _types = classes.DistinctBy(x => x.Type).ToDictionary(x => x.Type.FullName!, x => x.Type, StringComparer.Ordinal);

    /// <summary>The registered types.</summary>
    public IReadOnlyCollection<Type> Types => _types.Values;

    /// <summary>Runs the class's build.</summary>
    public async Task<Workflow> BuildAsync(Type type, CancellationToken cancellationToken)
    {
        var builder = services.GetRequiredService<IWorkflowBuilderFactory>().CreateBuilder();
        return await builder.BuildWorkflowAsync((IWorkflow)ActivatorUtilities.GetServiceOrCreateInstance(services, type), cancellationToken);
    }

    /// <summary>Builds the class of a stored version; its identity comes from the row.</summary>
    /// <exception cref="InvalidOperationException">The class is not registered any more.</exception>
    public async Task<Workflow> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.MaterializerContext is not { } name || !_types.TryGetValue(name, out var type))
            throw new InvalidOperationException($"Expected the workflow class '{definition.MaterializerContext}' of '{definition.Id}' to be registered, but it is not.");

        var workflow = await BuildAsync(type, cancellationToken);
        workflow.Identity = new WorkflowIdentity(definition.DefinitionId, definition.Version, definition.Id);
        workflow.Publication = new WorkflowPublication(definition.IsLatest, definition.IsPublished);
        return workflow;
    }
}

/// <summary>A registered workflow class.</summary>
/// <param name="Type">The class; implements <see cref="IWorkflow"/>.</param>
public sealed record WorkflowClass(Type Type);
