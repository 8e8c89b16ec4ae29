using System.Reflection;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.ITR.Designer.StudioApi.Descriptors;
using Elsa.ITR.Designer.StudioApi.Instances;
using Elsa.ITR.Designer.StudioApi.Journal;
using Elsa.ITR.Designer.StudioApi.Live;
using Elsa.ITR.Designer.StudioApi.Running;
using Elsa.ITR.Designer.StudioApi.Trials;
using Elsa.Workflows.Runtime;
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
        services.TryAddScoped<ChangeRules>();
        services.TryAddScoped<DescriptorWriter>();
        services.TryAddSingleton(provider => new ActivityTexts(provider.GetServices<ActivityTextSource>().Select(x => x.Assembly)));
        services.AddActivityTexts(typeof(StudioApiSetup).Assembly);
        services.AddSignalR().AddJsonProtocol();
        services.TryAddSingleton<WatchedInstances>();
        services.AddScoped<ICommitObserver, LiveInstances>();
        return services;
    }

    /// <summary>Adds the assembly's embedded <c>activities.&lt;language&gt;.json</c>: names of its activities in other languages.</summary>
    public static IServiceCollection AddActivityTexts(this IServiceCollection services, Assembly assembly) => services.AddSingleton(new ActivityTextSource(assembly));

    /// <summary>Maps the hub of the instance viewer; Studio looks for it at the API's sibling <c>hubs/workflow-instance</c>.</summary>
    public static void MapStudioHub(this IEndpointRouteBuilder routes, string path) =>
        routes.MapHub<WorkflowInstanceHub>(path).RequireAuthorization(routes.ServiceProvider.GetRequiredService<StudioApiPolicies>().Read);

    /// <summary>Maps every endpoint below the group, each behind one of the policies.</summary>
    public static void MapStudioApi(this IEndpointRouteBuilder routes)
    {
        var policies = routes.ServiceProvider.GetRequiredService<StudioApiPolicies>();
        var api = routes.MapGroup("").AddEndpointFilter(Guard.InvokeAsync).ExcludeFromDescription();
        var reading = api.MapGroup("").RequireAuthorization(policies.Read);
        var editing = api.MapGroup("").RequireAuthorization(policies.Edit);
        var running = api.MapGroup("").RequireAuthorization(policies.Run);
        var repairing = api.MapGroup("").RequireAuthorization(policies.Repair);

        DescribeActivities.Map(reading);
        DescribeRest.Map(reading);
        ScriptTypes.Map(reading);
        ReadDefinitions.Map(reading);
        Subgraph.Map(reading);
        SaveDefinition.Map(editing);
        ChangeDefinitions.Map(editing);
        ExportDefinitions.Map(reading);
        ImportDefinitions.Map(editing);
        ExecuteDefinition.Map(running);
        DispatchDefinition.Map(running);
        Stimulate.Map(running);
        TestActivity.Map(running);
        ListInstances.Map(reading);
        ReadInstances.Map(reading);
        ChangeInstances.Map(repairing);
        AlterInstances.Map(repairing);
        ReadJournal.Map(reading);
        ReadExecutions.Map(reading);
    }
}

/// <summary>An assembly with names of activities.</summary>
internal sealed record ActivityTextSource(Assembly Assembly);
