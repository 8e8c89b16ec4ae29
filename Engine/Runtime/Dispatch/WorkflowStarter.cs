using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Asks the activation strategy and runs the first burst.</summary>
internal sealed class WorkflowStarter(AmbientCommand ambient, IIdentityGenerator ids) : IWorkflowStarter
{
    /// <inheritdoc />
    public Task<StartWorkflowResponse> StartWorkflowAsync(StartWorkflowRequest request, CancellationToken cancellationToken = default) =>
        ambient.RunAsync("instances/start", (services, token) => StartAsync(services, request, token), cancellationToken);

    private async Task<StartWorkflowResponse> StartAsync(IServiceProvider services, StartWorkflowRequest request, CancellationToken cancellationToken)
    {
        var handle = request.WorkflowDefinitionHandle
            ?? request.Workflow?.DefinitionHandle
            ?? throw new ArgumentException("Expected a definition handle or a workflow, but the request has neither.", nameof(request));
        var definitions = services.GetRequiredService<IWorkflowDefinitionService>();
        var workflow = await definitions.FindWorkflowAsync(handle, cancellationToken)
            ?? throw new WorkflowGraphNotFoundException($"Expected workflow definition {handle}, but there is none.", handle);

        var strategy = services.GetRequiredService<IWorkflowActivationStrategyEvaluator>();
        var question = new WorkflowActivationStrategyEvaluationContext
        {
            Workflow = workflow,
            CorrelationId = request.CorrelationId,
            CancellationToken = cancellationToken,
        };
        if (!await strategy.CanStartWorkflowAsync(question))
            return new StartWorkflowResponse { CannotStart = true };

        var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(ids.GenerateId(), cancellationToken);
        var response = await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(workflow.Identity.Id),
                CorrelationId = request.CorrelationId,
                Name = request.Name,
                Input = request.Input,
                Variables = request.Variables,
                Properties = request.Properties,
                ParentId = request.ParentId,
                TriggerActivityId = request.TriggerActivityId,
                ActivityHandle = request.ActivityHandle,
            },
            cancellationToken);
        return new StartWorkflowResponse
        {
            WorkflowInstanceId = response.WorkflowInstanceId,
            Status = response.Status,
            SubStatus = response.SubStatus,
            Bookmarks = response.Bookmarks,
            Incidents = response.Incidents,
            WorkflowState = response.WorkflowState,
        };
    }
}
