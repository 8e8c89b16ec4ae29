using System.Runtime.CompilerServices;
using Elsa.Alterations.Core.Contracts;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Alterations;

/// <summary>Alterations of many instances, found by a filter: each in a transaction of its own, with an outcome of its own, a page of ids in memory. Scoped.</summary>
public sealed class AlterationPlans(AmbientCommand ambient)
{
    /// <summary>
    /// Alters the instances one after the other and lets each go on with the work that was queued; outcomes come as they are known, and
    /// whoever stops reading stops the plan after the instance at hand.
    /// </summary>
    /// <param name="filter">Which instances; one that narrows nothing is refused.</param>
    /// <param name="alterations">What is done to each, in order.</param>
    /// <param name="preview">True tells what would be done and changes nothing.</param>
    /// <param name="cancellationToken">Stops after the instance at hand.</param>
    /// <exception cref="ArgumentException">The filter is empty.</exception>
    public async IAsyncEnumerable<RunAlterationsResult> RunAsync(
        WorkflowInstanceFilter filter, IReadOnlyList<IAlteration> alterations, bool preview, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (filter.IsEmpty)
            throw new ArgumentException("Expected a filter that names some instances, but it is empty and would name all. Set a definition, a status or ids.", nameof(filter));

        await foreach (var id in InstancePages.IdsAsync(ambient, filter, cancellationToken))
            yield return await OneAsync(id, alterations, preview, cancellationToken);
    }

    private async Task<RunAlterationsResult> OneAsync(string id, IReadOnlyList<IAlteration> alterations, bool preview, CancellationToken cancellationToken)
    {
        try
        {
            return await ambient.RunApartAsync(
                "instances/alter",
                async (services, token) =>
                {
                    var result = await services.GetRequiredService<InstanceAlterations>().RunAsync(id, alterations, preview, token);
                    if (!preview)
                        await services.GetRequiredService<IAlteredWorkflowDispatcher>().DispatchAsync(result, token);
                    return result;
                },
                cancellationToken,
                InstanceLocks.Of(id));
        }
        catch (WorkflowInstanceNotFoundException missing)
        {
            return new RunAlterationsResult(id, [new AlterationLogEntry("Alteration failed", false, missing.Message)], false);
        }
    }
}
