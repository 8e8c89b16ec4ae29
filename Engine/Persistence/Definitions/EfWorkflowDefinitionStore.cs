using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Definitions;

/// <summary>Table <c>workflow_definitions</c>.</summary>
internal sealed class EfWorkflowDefinitionStore(DbContext context) : IWorkflowDefinitionStore
{
    private static readonly PerModel<Func<DbContext, string, CancellationToken, Task<WorkflowDefinitionHead?>>> PublishedHead = new(() => EF.CompileAsyncQuery(
        (DbContext db, string definitionId, CancellationToken _) => db.Set<WorkflowDefinition>()
            .Where(x => x.DefinitionId == definitionId && x.IsPublished)
            .Select(x => new WorkflowDefinitionHead(x.Id, x.DefinitionId, x.Version, x.ContentHash, x.PublishedAt != null))
            .FirstOrDefault()));

    private static readonly PerModel<Func<DbContext, string, CancellationToken, Task<WorkflowDefinitionHead?>>> HeadOfVersion = new(() => EF.CompileAsyncQuery(
        (DbContext db, string id, CancellationToken _) => db.Set<WorkflowDefinition>()
            .Where(x => x.Id == id)
            .Select(x => new WorkflowDefinitionHead(x.Id, x.DefinitionId, x.Version, x.ContentHash, x.PublishedAt != null))
            .FirstOrDefault()));

    /// <inheritdoc />
    public ValueTask<WorkflowDefinition?> FindAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        context.Set<WorkflowDefinition>().FindAsync([definitionVersionId], cancellationToken);

    /// <inheritdoc />
    public async ValueTask<WorkflowDefinition?> FindAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        if (Changed().Any(x => x.DefinitionId == definitionId))
            return (await ListVersionsAsync(definitionId, cancellationToken)).LastOrDefault(x => VersionMatch.Matches(versionOptions, x));

        return await VersionMatch.Apply(context.Set<WorkflowDefinition>().Where(x => x.DefinitionId == definitionId), versionOptions)
            .OrderByDescending(x => x.Version)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var stored = await context.Set<WorkflowDefinition>().Where(x => x.DefinitionId == definitionId).ToListAsync(cancellationToken);
        return
        [
            .. stored.Where(x => context.Entry(x).State != EntityState.Deleted)
                .Union(Changed().Where(x => x.DefinitionId == definitionId))
                .OrderBy(x => x.Version),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<WorkflowDefinition>> ListAsync(
        VersionOptions versionOptions, bool usableAsActivityOnly, CancellationToken cancellationToken = default) =>
        await VersionMatch.Apply(context.Set<WorkflowDefinition>().AsNoTracking(), versionOptions)
            .Where(x => !usableAsActivityOnly || x.UsableAsActivity)
            .OrderBy(x => x.DefinitionId).ThenBy(x => x.Version)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<WorkflowDefinition>> ListHoldingAsync(string text, CancellationToken cancellationToken = default)
    {
        var stored = await context.Set<WorkflowDefinition>()
            .Where(x => (x.IsLatest || x.IsPublished) && x.Document.Contains(text))
            .ToListAsync(cancellationToken);
        return
        [
            .. stored.Union(Changed().Where(x => x.Document.Contains(text, StringComparison.Ordinal)))
                .Where(x => (x.IsLatest || x.IsPublished) && context.Entry(x).State != EntityState.Deleted)
                .OrderBy(x => x.DefinitionId, StringComparer.Ordinal).ThenBy(x => x.Version),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlySet<string>> ListHashesAsync(DefinitionOrigin origin, CancellationToken cancellationToken = default) =>
        (await context.Set<WorkflowDefinition>().Where(x => x.Origin == origin).Select(x => x.ContentHash).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask<WorkflowDefinitionHead?> FindHeadAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default)
    {
        if (handle.DefinitionVersionId is { } versionId)
        {
            return Changed().FirstOrDefault(x => x.Id == versionId) is { } changed
                ? Head(changed)
                : await HeadOfVersion.For(context)(context, versionId, cancellationToken);
        }

        if (handle.DefinitionId is not { } definitionId)
            return null;

        if (Changed().Any(x => x.DefinitionId == definitionId))
            return await FindAsync(definitionId, handle.VersionOptions ?? VersionOptions.LatestOrPublished, cancellationToken) is { } row ? Head(row) : null;

        if (handle.VersionOptions is { IsPublished: true })
            return await PublishedHead.For(context)(context, definitionId, cancellationToken);

        // Without a version the published one is meant, else the latest.
        return await VersionMatch.Apply(
                context.Set<WorkflowDefinition>().Where(x => x.DefinitionId == definitionId), handle.VersionOptions ?? VersionOptions.LatestOrPublished)
            .OrderByDescending(x => handle.VersionOptions == null && x.IsPublished).ThenByDescending(x => x.Version)
            .Select(x => new WorkflowDefinitionHead(x.Id, x.DefinitionId, x.Version, x.ContentHash, x.PublishedAt != null))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Add(WorkflowDefinition definition) => context.Add(definition);

    /// <inheritdoc />
    public void Remove(WorkflowDefinition definition) => context.Remove(definition);

    /// <inheritdoc />
    public async ValueTask<bool> IsNameUniqueAsync(string name, string? definitionId = null, CancellationToken cancellationToken = default) =>
        !await context.Set<WorkflowDefinition>().AnyAsync(x => x.Name == name && x.DefinitionId != definitionId, cancellationToken);

    private static WorkflowDefinitionHead Head(WorkflowDefinition x) => new(x.Id, x.DefinitionId, x.Version, x.ContentHash, x.PublishedAt is not null);

    // What the running command has not saved yet; queries do not see it.
    private IEnumerable<WorkflowDefinition> Changed() =>
        context.ChangeTracker.Entries<WorkflowDefinition>()
            .Where(x => x.State is EntityState.Added or EntityState.Modified)
            .Select(x => x.Entity);
}
