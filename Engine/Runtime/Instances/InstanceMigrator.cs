using System.Runtime.CompilerServices;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>
/// Lets running instances go on with another version of their definition (D24). Where an instance stands is found by activity id; bookmarks,
/// timers, children and work items stay as they are. What cannot go on is refused with every reason, and nothing of it changes. Scoped.
/// </summary>
public sealed class InstanceMigrator(AmbientCommand ambient)
{
    /// <summary>What a migration of the instance would do. Changes nothing.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    /// <exception cref="WorkflowGraphNotFoundException">No such version.</exception>
    public Task<MigrationOutcome> PreviewAsync(string instanceId, MigrationTarget target, CancellationToken cancellationToken = default) =>
        ambient.RunAsync("instances/preview-migration", Work(instanceId, target, preview: true), cancellationToken);

    /// <summary>Migrates the instance in one transaction. Refused: the outcome says why, and nothing has changed.</summary>
    /// <inheritdoc cref="PreviewAsync" path="/exception"/>
    public Task<MigrationOutcome> MigrateAsync(string instanceId, MigrationTarget target, CancellationToken cancellationToken = default) =>
        ambient.RunAsync("instances/migrate", Work(instanceId, target, preview: false), cancellationToken, InstanceLocks.Of(instanceId));

    /// <summary>
    /// Previews or migrates every running instance that is on a version, one after the other, each in a transaction of its own. Outcomes come
    /// as they are known; stop reading to stop. An instance that ended or vanished meanwhile has a refused outcome.
    /// </summary>
    /// <param name="fromDefinitionVersionId">Id of the version the instances are on.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="preview">True changes nothing.</param>
    /// <param name="cancellationToken">Stops after the instance at hand.</param>
    public async IAsyncEnumerable<MigrationOutcome> MigrateAllAsync(
        string fromDefinitionVersionId, MigrationTarget target, bool preview, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var filter = new WorkflowInstanceFilter { DefinitionVersionId = fromDefinitionVersionId, WorkflowStatus = WorkflowStatus.Running };
        await foreach (var id in InstancePages.IdsAsync(ambient, filter, cancellationToken))
            yield return await OneOfManyAsync(id, target, preview, cancellationToken);
    }

    private async Task<MigrationOutcome> OneOfManyAsync(string id, MigrationTarget target, bool preview, CancellationToken cancellationToken)
    {
        try
        {
            return await ambient.RunApartAsync("instances/migrate", Work(id, target, preview), cancellationToken, InstanceLocks.Of(id));
        }
        catch (WorkflowInstanceNotFoundException missing)
        {
            return MigrationOutcome.Refused(id, new MigrationFinding("instance.missing", null, missing.Message));
        }
    }

    private static Func<IServiceProvider, CancellationToken, Task<MigrationOutcome>> Work(string instanceId, MigrationTarget target, bool preview) =>
        async (services, token) =>
        {
            var stored = await services.GetRequiredService<InstanceRunner>().LoadAsync(instanceId, token);
            var (outcome, run) = await services.GetRequiredService<InstanceMigration>().MigrateAsync(stored.State, target, token);
            if (run is null || preview)
                return outcome;

            await services.GetRequiredService<InstanceMigration>().MoveBookmarksAsync(run, token);
            run.AddExecutionLogEntry("Migrated", $"From version {outcome.FromVersion} to version {outcome.ToVersion}.");
            var state = await services.GetRequiredService<IWorkflowRunner>().ExtractAsync(run);
            await services.GetRequiredService<CommitHandler>().CommitAsync(run, state, stored, token);
            return outcome;
        };
}

/// <summary>Where instances are to go.</summary>
/// <param name="DefinitionVersionId">Id of the version they go on with; of the same definition.</param>
public sealed record MigrationTarget(string DefinitionVersionId)
{
    /// <summary>Activity id in that version by activity id in the version the instance is on, where they differ; others keep their id.</summary>
    public IReadOnlyDictionary<string, string> Activities { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a migration went, or would go.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Succeeded">It is migrated, or could be.</param>
/// <param name="FromVersion">Number of the version it was on.</param>
/// <param name="ToVersion">Number of the version it was to go on with.</param>
/// <param name="Places">Where it waits or is faulted, before and after.</param>
/// <param name="Problems">Why it cannot be migrated.</param>
/// <param name="Notes">What will be different in it.</param>
public sealed record MigrationOutcome(
    string InstanceId,
    bool Succeeded,
    int FromVersion,
    int ToVersion,
    IReadOnlyList<MovedActivity> Places,
    IReadOnlyList<MigrationFinding> Problems,
    IReadOnlyList<MigrationFinding> Notes)
{
    internal static MigrationOutcome Refused(string instanceId, MigrationFinding problem, int fromVersion = 0, int toVersion = 0) =>
        new(instanceId, false, fromVersion, toVersion, [], [problem], []);
}

/// <summary>Migrates a state in memory, inside a running command. Scoped.</summary>
internal sealed class InstanceMigration(IWorkflowDefinitionService definitions, IWorkflowRunner runner, IBookmarkStore bookmarks)
{
    /// <summary>The run on the new version, not stored; null when it is refused. The state is used up.</summary>
    public async Task<(MigrationOutcome Outcome, WorkflowExecutionContext? Run)> MigrateAsync(
        WorkflowState state, MigrationTarget target, CancellationToken cancellationToken)
    {
        var to = await GraphAsync(target.DefinitionVersionId, cancellationToken);
        var identity = to.Workflow.Identity;
        if (ReasonNot(state, identity) is { } reason)
            return (MigrationOutcome.Refused(state.Id, reason, state.DefinitionVersion, identity.Version), null);

        var from = await GraphAsync(state.DefinitionVersionId, cancellationToken);
        var migration = new StateMigration(from, to, target.Activities);
        WorkflowExecutionContext? run = null;
        if (migration.Rewrite(state))
        {
            run = await runner.CreateContextAsync(to, state, cancellationToken);
            await migration.AdaptAsync(run);
        }

        var succeeded = migration.Problems.Count == 0;
        var outcome = new MigrationOutcome(
            state.Id, succeeded, state.DefinitionVersion, identity.Version, migration.Places, migration.Problems, migration.Notes);
        return (outcome, succeeded ? run : null);
    }

    /// <summary>Gives the rows of the bookmarks the ids of the activities that now wait there. Ids, hashes and timers of bookmarks stay.</summary>
    public async Task MoveBookmarksAsync(WorkflowExecutionContext run, CancellationToken cancellationToken)
    {
        var moved = run.Bookmarks.ToDictionary(bookmark => bookmark.Id);
        foreach (var row in await bookmarks.FindManyAsync(new BookmarkFilter { WorkflowInstanceId = run.Id }, cancellationToken))
        {
            if (moved.TryGetValue(row.Id, out var bookmark))
                (row.ActivityId, row.ActivityNodeId) = (bookmark.ActivityId, bookmark.ActivityNodeId);
        }
    }

    private static MigrationFinding? ReasonNot(WorkflowState state, WorkflowIdentity target)
    {
        if (state.Status != WorkflowStatus.Running)
            return new("instance.ended", null, $"Expected the instance to be running, but it is {state.SubStatus}. What has ended stays as it was.");
        if (state.DefinitionId != target.DefinitionId)
            return new("definition.other", null, $"Expected a version of definition '{state.DefinitionId}', but the target is one of '{target.DefinitionId}'.");
        return state.DefinitionVersionId == target.Id
            ? new("version.same", null, $"Expected another version than {target.Version}, on which the instance already is.")
            : null;
    }

    private async Task<WorkflowGraph> GraphAsync(string versionId, CancellationToken cancellationToken) =>
        await definitions.FindWorkflowGraphAsync(versionId, cancellationToken)
        ?? throw new WorkflowGraphNotFoundException(
            $"Expected version '{versionId}' of a workflow definition, but there is none.", WorkflowDefinitionHandle.ByDefinitionVersionId(versionId));
}
