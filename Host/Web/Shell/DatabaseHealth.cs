using Elsa.ITR.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Elsa.ITR.Web.Shell;

/// <summary>Healthy while the database answers.</summary>
public sealed class DatabaseHealth(ItrDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
}
