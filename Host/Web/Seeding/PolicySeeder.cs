using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Publishes the policy files that shipped with this version: calendars, fault matrix, clocks, penalties, message texts.</summary>
internal static class PolicySeeder
{
    private static readonly string[] Kinds = [PolicyContent.Sla, PolicyContent.Notifications];

    /// <returns>How many were missing.</returns>
    /// <exception cref="SeedException">A version that is published already has another content here.</exception>
    public static async Task<int> PublishAsync(IServiceProvider scope, CancellationToken cancellationToken)
    {
        var policies = scope.GetRequiredService<PolicyStore>();
        var added = 0;
        foreach (var kind in Kinds)
        {
            foreach (var file in PolicyContent.Versions(kind))
            {
                try
                {
                    added += await policies.PublishAsync(kind, file.Version, file.Json, cancellationToken) ? 1 : 0;
                }
                catch (RuleViolationException broken) when (broken.Code == "policy.already-published")
                {
                    throw new SeedException(
                        $"Expected {kind}.v{file.Version}.json as it was published, but its content differs. Published versions never change: restore the file and ship the change as version {file.Version + 1}.");
                }
            }
        }

        await scope.GetRequiredService<ItrDbContext>().SaveChangesAsync(cancellationToken);
        return added;
    }
}
