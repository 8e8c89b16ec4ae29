using Elsa.Workflows.Management.Entities;

namespace Elsa.Workflows.Management
{
    /// <summary>Tells what keeps versions from being deleted. Part of the running command; scoped.</summary>
    internal sealed class DefinitionUse(IWorkflowInstanceStore instances, WorkflowConsumers consumers)
    {
        /// <exception cref="Exceptions.DefinitionInUseException">Instances run on one of them, or another definition embeds one.</exception>
        public async Task RequireNoneAsync(
            string definitionId, IReadOnlyList<WorkflowDefinition> removed, bool isWhole, CancellationToken cancellationToken)
        {
            var ids = removed.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
            var running = await instances.ListRunningIdsAsync(ids, cancellationToken);
            var embedding = (await consumers.FindAsync(definitionId, cancellationToken))
                .Where(x => isWhole || x.Uses.Exists(use => use.WorkflowDefinitionVersionId is { } versionId && ids.Contains(versionId)))
                .Select(x => x.Version.DefinitionId).Distinct().Order(StringComparer.Ordinal).ToList();
            if (running.Count > 0 || embedding.Count > 0)
                throw new Exceptions.DefinitionInUseException(definitionId, running.Count, embedding);
        }
    }
}

namespace Elsa.Workflows.Management.Exceptions
{
    /// <summary>Versions that are in use are not deleted.</summary>
    /// <param name="definitionId">Their definition.</param>
    /// <param name="runningInstances">How many instances run on them.</param>
    /// <param name="consumers">Ids of definitions that embed them.</param>
    public sealed class DefinitionInUseException(string definitionId, int runningInstances, IReadOnlyList<string> consumers) : Exception(
        $"Expected nothing to use '{definitionId}', but {runningInstances} instances run on it and {consumers.Count} definitions embed it"
        + $"{(consumers.Count > 0 ? $" ({string.Join(", ", consumers)})" : "")}. Cancel or migrate the instances and take it out of the definitions first.")
    {
        /// <summary>The definition.</summary>
        public string DefinitionId { get; } = definitionId;

        /// <summary>How many instances run on it.</summary>
        public int RunningInstances { get; } = runningInstances;

        /// <summary>Ids of definitions that embed it.</summary>
        public IReadOnlyList<string> Consumers { get; } = consumers;
    }
}
