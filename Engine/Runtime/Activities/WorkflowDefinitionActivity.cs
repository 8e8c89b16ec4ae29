using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>A workflow used as an activity: embedded in the same instance, with its inputs, outputs and outcomes.</summary>
/// <remarks>Its type is the name of the workflow; descriptors come from <see cref="WorkflowActivities"/>.</remarks>
[Browsable(false)]
public class WorkflowDefinitionActivity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Composite(source, line), IInitializable
{
    /// <summary>Definition that is embedded.</summary>
    public string WorkflowDefinitionId { get; set; } = null!;

    /// <summary>Version that is embedded; null for the version of the activity, else the published, else the latest.</summary>
    public string? WorkflowDefinitionVersionId { get; set; }

    /// <summary>Kept for designers: number of the version published last.</summary>
    public int LatestAvailablePublishedVersion { get; set; }

    /// <summary>Kept for designers: id of the version published last.</summary>
    public string? LatestAvailablePublishedVersionId { get; set; }

    async ValueTask IInitializable.InitializeAsync(InitializationContext context)
    {
        var workflow = await context.ServiceProvider.GetRequiredService<EmbeddedWorkflows>().BuildAsync(this, context.CancellationToken);
        Variables.Clear();
        foreach (var input in workflow.Inputs)
            Variables.Add(CreateVariable(input, input.StorageDriverType));
        foreach (var output in workflow.Outputs.Where(output => Variables.All(variable => variable.Name != output.Name)))
            Variables.Add(CreateVariable(output, typeof(WorkflowInstanceStorageDriver)));
        Root = workflow;
    }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        foreach (var variable in Variables)
            ((MemoryBlockReference)variable).Set(context.ExpressionExecutionContext.Memory, null);
        foreach (var input in context.ActivityDescriptor.Inputs.Where(input => input.IsSynthetic))
            if (input.ValueGetter(this) is Input { Expression: not null } given
                && Variables.FirstOrDefault(variable => input.Name == variable.Name || input.Name == "_" + variable.Name) is { } variable)
                variable.Set(context, context.Get(given.MemoryBlockReference()));
        await context.ScheduleActivityAsync(Root, OnEmbeddedCompletedAsync);
    }

    private async ValueTask OnEmbeddedCompletedAsync(ActivityCompletedContext context)
    {
        var owner = context.TargetContext;
        foreach (var output in owner.ActivityDescriptor.Outputs.Where(output => output.IsSynthetic))
            if (Variables.FirstOrDefault(variable => variable.Name == output.Name) is { } variable && owner.Get(variable) is { } value)
                owner.Set(output.ValueGetter(this) as Output, value, output.Name);
        await owner.CompleteActivityAsync(CompletionValueOf(context.ChildContext) ?? context.Result);
    }

    private static Variable CreateVariable(ArgumentDefinition definition, Type? storageDriver)
    {
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(definition.Type))!;
        variable.Id = Variable.DefaultId(definition.Name);
        variable.Name = definition.Name;
        variable.StorageDriverType = storageDriver;
        return variable;
    }
}
