using System.Reflection;
using Elsa.Expressions;
using Elsa.Expressions.Contracts;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Workflows;

/// <summary>Registers activities, types and expressions.</summary>
public static class ActivitySetup
{
    /// <summary>Expressions, descriptors and JSON. Safe to call more than once.</summary>
    public static IServiceCollection AddElsaJson(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TypeAliases.Default);
        services.TryAddSingleton<IWellKnownTypeRegistry>(TypeAliases.Default);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionDescriptorProvider, DefaultExpressions>());
        services.TryAddSingleton<IExpressionDescriptorRegistry, ExpressionDescriptorRegistry>();
        services.TryAddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.TryAddSingleton<IActivityDescriber, ActivityDescriber>();
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddScoped<InputSpecifications>();
        services.TryAddSingleton<IActivitySerializer, WorkflowJson>();
        services.TryAddSingleton<IPayloadSerializer, PayloadSerializer>();
        services.TryAddSingleton<IWorkflowStateSerializer, WorkflowStateSerializer>();
        services.TryAddSingleton<IStimulusHasher, StimulusHasher>();
        services.TryAddSingleton<DefinitionJson>();
        services.TryAddSingleton<CanonicalWriter>();
        services.TryAddSingleton<WorkflowDefinitionMapper>();
        return services;
    }

    /// <summary>Makes an activity class known to designers and readers of JSON.</summary>
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services) where TActivity : IActivity =>
        services.AddActivities([typeof(TActivity)]);

    /// <summary>Makes every public activity class of the assembly known, and its other public types storable.</summary>
    public static IServiceCollection AddActivitiesFrom(this IServiceCollection services, Assembly assembly) => services
        .AddTypesFrom(assembly)
        .AddActivities(assembly.GetExportedTypes().Where(type =>
            typeof(IActivity).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }));

    /// <summary>Makes the assembly's public records, classes and enums storable as payloads, properties and values of variables.</summary>
    public static IServiceCollection AddTypesFrom(this IServiceCollection services, Assembly assembly)
    {
        TypeAliases.Default.AdmitFrom(assembly);
        return services;
    }

    /// <summary>Makes a type storable under a name of its own, which outlives renames of the class.</summary>
    public static IServiceCollection AddTypeAlias<T>(this IServiceCollection services, string alias)
    {
        TypeAliases.Default.RegisterType(typeof(T), alias);
        return services;
    }

    private static IServiceCollection AddActivities(this IServiceCollection services, IEnumerable<Type> types) =>
        services.Configure<ActivityRegistryOptions>(options =>
        {
            foreach (var type in types)
                options.ActivityTypes.Add(type);
        });
}
