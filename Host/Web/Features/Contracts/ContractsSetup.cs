using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Contracts;

/// <summary>Registers what contracts need, also where no page is served.</summary>
public static class ContractsSetup
{
    public static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddSingleton<OpenMonths>();
        return services.AddRecurringJob(OpenMonths.Job);
    }
}
