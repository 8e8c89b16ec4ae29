using Elsa.Http.Bookmarks;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;

namespace Elsa.Http;

/// <summary>Two published workflows that a request could start make it ambiguous: it is told at publish.</summary>
internal sealed class DuplicateRoutes(TriggerReader reader, ITriggerStore triggers) : IDefinitionRule
{
    public async Task<IEnumerable<WorkflowValidationError>> CheckAsync(
        WorkflowGraph graph, WorkflowDefinitionModel definition, CancellationToken cancellationToken)
    {
        var own = (await reader.ReadAsync(graph, cancellationToken)).Where(x => x.Trigger.Name == HttpEndpoint.TypeName).ToList();
        var hashes = own.Select(x => x.Trigger.Hash).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (hashes.Count == 0)
            return [];

        var stored = await triggers.FindManyAsync(new TriggerFilter { Hashes = hashes }, cancellationToken);
        var taken = stored.Where(x => x.WorkflowDefinitionId != definition.DefinitionId).Select(x => x.Hash).ToHashSet(StringComparer.Ordinal);
        var twice = own.GroupBy(x => x.Trigger.Hash, StringComparer.Ordinal).Where(x => x.Count() > 1).Select(x => x.Key);
        return
        [
            .. own.Where(x => taken.Contains(x.Trigger.Hash)).Select(x => Finding(x, "another workflow")),
            .. own.Where(x => twice.Contains(x.Trigger.Hash)).Select(x => Finding(x, "another endpoint of this workflow")),
        ];
    }

    private static WorkflowValidationError Finding(IndexedTrigger trigger, string by)
    {
        var endpoint = (HttpEndpointBookmarkPayload)trigger.Payload!;
        return new(
            $"The {endpoint.Path} path and {endpoint.Method} method are already in use by {by}!",
            trigger.Trigger.ActivityId)
        {
            Code = "http.route-taken",
        };
    }
}
