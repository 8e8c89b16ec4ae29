using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Publishes the shipped versions of flows that are missing; what customers published stays theirs (D23).</summary>
internal static class FlowContentSeeder
{
    /// <returns>How many versions were missing.</returns>
    /// <exception cref="SeedException">A published version has another content here, or a shipped one cannot be published.</exception>
    public static async Task<int> PublishAsync(IServiceProvider scope, CancellationToken cancellationToken)
    {
        var json = scope.GetRequiredService<DefinitionJson>();
        var content = scope.GetRequiredService<VendorContent>();
        var known = await content.HashesAsync(cancellationToken);
        var added = 0;
        foreach (var flow in FlowContent.All.Where(flow => !known.Contains(VendorContent.HashOf(flow.Json, flow.Version))))
        {
            switch (await content.EnsureAsync(json.Read(flow.Json), cancellationToken))
            {
                case VendorContentResult.Known:
                    break;
                case VendorContentResult.Refused:
                    throw new SeedException(
                        $"Expected {flow.FileName} as it was published, but its content differs. Published versions never change: restore the file and ship the change as version {flow.Version + 1}.");
                case VendorContentResult.Invalid:
                    throw new SeedException($"Expected {flow.FileName} to be publishable, but it has findings. Run \"workflows check\" to see them.");
                default:
                    added++;
                    break;
            }
        }

        return added;
    }
}
