using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.ITR.Designer.StudioApi.Instances;
using Elsa.ITR.Designer.StudioApi.Journal;
using Elsa.ITR.Designer.StudioApi.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Designer.StudioApi;

/// <summary>Elsa's REST API over our engine.</summary>
public static class StudioApiSetup
{
    /// <summary>Registers what the endpoints need; engine and persistence are the host's.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="policies">The host's policies.</param>
    public static IServiceCollection AddStudioApi(this IServiceCollection services, StudioApiPolicies policies)
    {
        services.TryAddSingleton(policies);
        services.TryAddScoped<EditRight>();
        services.TryAddScoped<DefinitionWriter>();
        services.TryAddScoped<DefinitionSaver>();
        return services;
    }

    /// <summary>Maps every endpoint below the group, each behind one of the policies.</summary>
    public static void MapStudioApi(this IEndpointRouteBuilder routes)
    {
        var policies = routes.ServiceProvider.GetRequiredService<StudioApiPolicies>();
        var api = routes.MapGroup("").AddEndpointFilter(Guard.InvokeAsync).ExcludeFromDescription();
        var reading = api.MapGroup("").RequireAuthorization(policies.Read);
        var editing = api.MapGroup("").RequireAuthorization(policies.Edit);
        var running = api.MapGroup("").RequireAuthorization(policies.Run);
        var repairing = api.MapGroup("").RequireAuthorization(policies.Repair);

        ReadDefinitions.Map(reading);
        SaveDefinition.Map(editing);
        ChangeDefinitions.Map(editing);
        ExportDefinitions.Map(reading);
        ImportDefinitions.Map(editing);
        ExecuteDefinition.Map(running);
        DispatchDefinition.Map(running);
        Stimulate.Map(running);
        ListInstances.Map(reading);
        ReadInstances.Map(reading);
        ChangeInstances.Map(repairing);
        AlterInstances.Map(repairing);
        ReadJournal.Map(reading);
        ReadExecutions.Map(reading);
    }
}
