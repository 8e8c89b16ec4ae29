using System.Runtime.CompilerServices;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Walks over many instances with a page of ids in memory at a time.</summary>
internal static class InstancePages
{
    private const int PageSize = 100;

    /// <summary>Ids of the instances, in order of the ids; those that come to match behind the walker are not seen.</summary>
    public static async IAsyncEnumerable<string> IdsAsync(
        AmbientCommand ambient, WorkflowInstanceFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var page = await ambient.RunApartAsync(
                "instances/page",
                async (services, token) => await services.GetRequiredService<IWorkflowInstanceStore>().PageIdsAsync(filter, after, PageSize, token),
                cancellationToken);
            foreach (var id in page)
                yield return id;
            if (page.Count < PageSize)
                yield break;
            after = page[^1];
        }
    }
}
