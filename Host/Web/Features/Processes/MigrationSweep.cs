using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Finds instances that have left the step at which their migration waits for them, and has them migrated.</summary>
public sealed class MigrationSweep(IServiceScopeFactory scopes, CommandExecutor executor, IOptions<RuntimeOptions> options)
{
    private const int Part = 500;

    /// <summary>Every few seconds, once for all nodes: an instance that goes on meanwhile does so on its own version, which is safe.</summary>
    public static RecurringJob Job { get; } = new("flow-migrations", (services, token) => services.GetRequiredService<MigrationSweep>().RunOnceAsync(token))
    {
        Every = TimeSpan.FromSeconds(5),
        OncePerCluster = true,
    };

    /// <returns>How many instances have left their step.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var total = 0;
        while (await FindAsync(cancellationToken) is { Count: > 0 } left)
        {
            total += await executor.RunAsync(
                (services, token) => DueAsync(services, left, token), CommandOptions.ForSystem("flows/steps-left", options.Value.PrepareBackground), cancellationToken);
            if (left.Count < Part)
                break;
        }

        return total;
    }

    private async Task<List<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        return await db.Set<FlowMigrationItem>()
            .Where(item => item.State == MigrationState.Waiting
                && !db.Set<StoredBookmark>().Any(x => x.WorkflowInstanceId == item.InstanceId && !x.IsListener && item.Steps.Contains("," + x.ActivityId + ",")))
            .OrderBy(x => x.Id).Select(x => x.Id).Take(Part).ToListAsync(cancellationToken);
    }

    private static async Task<int> DueAsync(IServiceProvider services, List<Guid> ids, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ItrDbContext>();
        var outbox = services.GetRequiredService<IOutbox>();
        var items = await db.Set<FlowMigrationItem>().Where(x => ids.Contains(x.Id) && x.State == MigrationState.Waiting).ToListAsync(cancellationToken);
        foreach (var item in items)
        {
            item.State = MigrationState.Due;
            outbox.Add(MigrationRun.RowKind, new MigrationRun.Row(item.Id, item.InstanceId), item.RecordNo);
        }

        return items.Count;
    }
}
