using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>One instance, one command.</summary>
internal sealed class WorkflowClient(string id, AmbientCommand ambient) : IWorkflowClient
{
    /// <inheritdoc />
    public string WorkflowInstanceId => id;

    /// <inheritdoc />
    public Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(
            "create",
            async (runner, token) =>
            {
                await runner.CreateAsync(id, request, token);
                return new CreateWorkflowInstanceResponse();
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("run", (runner, token) => runner.RunAsync(id, request, token), cancellationToken);

    /// <inheritdoc />
    public Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(
        CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("start", (runner, token) => runner.CreateAndRunAsync(id, request, token), cancellationToken);

    /// <inheritdoc />
    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        RunAsync("cancel", (runner, token) => runner.CancelAsync(id, token), cancellationToken);

    /// <inheritdoc />
    public Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default) =>
        RunAsync("export", async (runner, token) => (await runner.LoadAsync(id, token)).State, cancellationToken);

    /// <inheritdoc />
    public Task ImportStateAsync(WorkflowState workflowState, CancellationToken cancellationToken = default) =>
        RunAsync(
            "import",
            async (runner, token) =>
            {
                await runner.ImportAsync(workflowState, token);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "instances/exists",
            async (services, token) => await services.GetRequiredService<IWorkflowInstanceStore>().ExistsAsync(id, token),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> DeleteAsync(CancellationToken cancellationToken = default) =>
        RunAsync("delete", (runner, token) => runner.DeleteAsync(id, token), cancellationToken);

    private Task<T> RunAsync<T>(string verb, Func<InstanceRunner, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ambient.RunAsync(
            $"instances/{verb}", (services, token) => work(services.GetRequiredService<InstanceRunner>(), token), cancellationToken, InstanceLocks.Of(id));
}

/// <summary>Makes clients.</summary>
internal sealed class WorkflowRuntime(AmbientCommand ambient, IIdentityGenerator ids) : IWorkflowRuntime
{
    /// <inheritdoc />
    public ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default) => CreateClientAsync(null, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IWorkflowClient>(new WorkflowClient(workflowInstanceId ?? ids.GenerateId(), ambient));
}
