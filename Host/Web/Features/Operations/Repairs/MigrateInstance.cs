using Elsa.Common.Models;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Lets an instance go on with another version (D24); what would strand it is refused.</summary>
internal sealed class MigrateInstance(IWorkflowDefinitionStore store, InstanceMigrator migrator) : IRepair
{
    public string Kind => RepairKinds.Migrate;

    public async Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (asked.Version is not { } number || await store.FindAsync(instance.DefinitionId, VersionOptions.SpecificVersion(number), cancellationToken) is not { } version)
            throw new RuleViolationException("instance.version-gone", ("version", asked.Version));

        var outcome = await migrator.MigrateAsync(instance.Id, new MigrationTarget(version.Id), cancellationToken);
        if (!outcome.Succeeded)
            throw new RuleViolationException("instance.repair-refused", ("why", string.Join(" ", outcome.Problems.Select(x => x.Message))));
    }
}
