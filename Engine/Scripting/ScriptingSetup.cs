using Elsa.Expressions.Contracts;
using Elsa.Expressions.JavaScript.Activities;
using Elsa.Expressions.Liquid;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Expressions.JavaScript;

/// <summary>Registers JavaScript, and Liquid for imported flows.</summary>
public static class ScriptingSetup
{
    /// <summary>The expression types <c>JavaScript</c> and <c>Liquid</c>, their syntax checks and the activity <c>RunJavaScript</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="limits">What a script may use; null for the defaults.</param>
    public static IServiceCollection AddElsaScripting(this IServiceCollection services, ScriptLimits? limits = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(limits ?? new ScriptLimits());
        services.TryAddSingleton<ScriptEngines>();
        services.TryAddScoped<JavaScriptEvaluator>();
        services.TryAddScoped<JavaScriptExpressionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionDescriptorProvider, JavaScriptExpressions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionSyntaxChecker, JavaScriptExpressions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionDescriptorProvider, LiquidExpressions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionSyntaxChecker, LiquidExpressions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPropertyUIHandler, RunJavaScriptEditor>());
        return services.AddActivity<RunJavaScript>();
    }
}
