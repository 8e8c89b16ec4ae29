using Elsa.Expressions.JavaScript;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

/// <summary>Services that read and write definitions: the engine's activities, JSON and scripting, no run.</summary>
internal static class EngineServices
{
    public static IServiceProvider Create() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IIdentityGenerator, TimeOrderedIdentityGenerator>()
        .AddElsaJson()
        .AddActivitiesFrom(typeof(IActivity).Assembly)
        .AddElsaScripting()
        .BuildServiceProvider();
}
