using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Describes workflows used as activities anew once a change of one is committed, and forgets graphs that embed it.</summary>
internal sealed class WorkflowActivitiesRefresh(CommandScope command, IServiceScopeFactory scopes, IActivityRegistry registry, GraphCache graphs)
    : INotificationHandler<WorkflowDefinitionPublished>,
        INotificationHandler<WorkflowDefinitionRetracted>,
        INotificationHandler<WorkflowDefinitionVersionsDeleted>
{
    /// <inheritdoc />
    public Task HandleAsync(WorkflowDefinitionPublished notification, CancellationToken cancellationToken) =>
        RefreshAsync(notification.WorkflowDefinition.UsableAsActivity);

    /// <inheritdoc />
    public Task HandleAsync(WorkflowDefinitionRetracted notification, CancellationToken cancellationToken) =>
        RefreshAsync(notification.WorkflowDefinition.UsableAsActivity);

    /// <inheritdoc />
    public Task HandleAsync(WorkflowDefinitionVersionsDeleted notification, CancellationToken cancellationToken) =>
        RefreshAsync(registry.Find(descriptor =>
            descriptor.CustomProperties.TryGetValue("WorkflowDefinitionId", out var id) && notification.DefinitionId.Equals(id)) is not null);

    private Task RefreshAsync(bool isActivity)
    {
        if (isActivity)
            command.AfterCommit(async token =>
            {
                await using var scope = scopes.CreateAsyncScope();
                await registry.RefreshDescriptorsAsync(scope.ServiceProvider.GetRequiredService<WorkflowActivities>(), token);
                graphs.Clear();
            });
        return Task.CompletedTask;
    }
}
