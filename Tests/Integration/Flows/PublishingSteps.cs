using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Web.Features.Processes;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>What the owner of a flow does, by the handlers of the pages.</summary>
internal static class PublishingSteps
{
    public static readonly IReadOnlyDictionary<string, string> SameSteps = new Dictionary<string, string>();

    public static Task<ImportFlow.Result> ImportAsync(this FlowHost host, FlowEdit edit) =>
        host.RunAsync("owner1", services => services.GetRequiredService<ImportFlow.Handler>().HandleAsync(new ImportFlow.Command(edit.Json), default));

    public static async Task<GetImpact.Result> ImpactAsync(this FlowHost host, string flow, int? version = null, IReadOnlyDictionary<string, string>? steps = null) =>
        (await host.RunAsync("owner1", services => services.GetRequiredService<GetImpact.Handler>().HandleAsync(flow, version, steps ?? SameSteps, default)))!;

    /// <summary>Publishes the draft, or goes back to a version, with what the page showed.</summary>
    public static async Task<PublishFlow.Result> PublishAsync(
        this FlowHost host, string flow, int? version = null, IReadOnlyDictionary<string, string>? steps = null, params GroupChoice[] choices)
    {
        var seen = await host.ImpactAsync(flow, version, steps);
        var done = await host.RunAsync("owner1", services => services.GetRequiredService<PublishFlow.Handler>()
            .HandleAsync(new PublishFlow.Command(flow, seen.Version, seen.ContentHash, "asked for by the institute", choices, steps ?? SameSteps), default));
        await host.DrainAsync();
        return done!;
    }

    public static async Task<GetMigration.Details> MigrationAsync(this FlowHost host, PublishFlow.Result published) =>
        (await host.RunAsync("owner1", services => services.GetRequiredService<GetMigration.Handler>().HandleAsync(published.DefinitionId, published.MigrationId!.Value, default)))!;

    /// <summary>The running instance of a flow on the case.</summary>
    public static async Task<WorkflowInstance> InstanceAsync(this FlowHost host, string flow) => (await host.InstancesAsync()).Single(x => x.DefinitionId == flow);

    public static Task<List<FlowMigrationItem>> ItemsAsync(this FlowHost host) => host.ReadAsync((ItrDbContext db) => db.Set<FlowMigrationItem>().ToListAsync());
}
