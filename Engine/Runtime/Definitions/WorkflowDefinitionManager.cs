using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Deletes versions that nothing uses; their instances are deleted after the commit, each in a transaction of its own.</summary>
internal sealed class WorkflowDefinitionManager(AmbientCommand ambient, IWorkflowDefinitionStore store) : IWorkflowDefinitionManager
{
    /// <inheritdoc />
    public Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default) =>
        DeleteAsync(definitionId, _ => true, cancellationToken);

    /// <inheritdoc />
    public async Task<bool> DeleteByIdAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        await store.FindAsync(definitionVersionId, cancellationToken) is { } row
        && await DeleteAsync(row.DefinitionId, x => x.Id == definitionVersionId, cancellationToken) > 0;

    /// <inheritdoc />
    public async Task<bool> DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        await DeleteAsync(definitionId, x => x.Version == version, cancellationToken) > 0;

    private Task<long> DeleteAsync(string definitionId, Func<Entities.WorkflowDefinition, bool> which, CancellationToken cancellationToken) =>
        ambient.RunAsync(
            "definitions/delete",
            async (services, token) =>
            {
                var versions = await store.ListVersionsAsync(definitionId, token);
                List<Entities.WorkflowDefinition> meant = [.. versions.Where(which)];
                if (meant.Count > 0)
                    await services.GetRequiredService<DefinitionUse>().RequireNoneAsync(definitionId, meant, meant.Count == versions.Count, token);

                var removed = await services.GetRequiredService<DefinitionVersions>().RemoveAsync(definitionId, which, token);
                var versionIds = removed.Select(x => x.Id).ToList();
                var outbox = services.GetRequiredService<IOutbox>();
                foreach (var instanceId in await services.GetRequiredService<IWorkflowInstanceStore>().ListIdsAsync(versionIds, token))
                    outbox.Add(DeleteInstanceHandler.RowKind, new DeleteInstanceHandler.Target(instanceId), isInternal: true);
                return (long)removed.Count;
            },
            cancellationToken,
            $"definition:{definitionId}");
}

/// <summary>Deletes an instance whose version was deleted.</summary>
internal sealed class DeleteInstanceHandler(InstanceRunner runner) : IOutboxHandler
{
    public const string RowKind = "delete-instance";

    /// <inheritdoc />
    public string Kind => RowKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(OutboxMessage message) => [InstanceLocks.Of(RowJson.Read<Target>(message.Payload).InstanceId)];

    /// <inheritdoc />
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        runner.DeleteAsync(RowJson.Read<Target>(message.Payload).InstanceId, cancellationToken);

    internal sealed record Target(string InstanceId);
}
