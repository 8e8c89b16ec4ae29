using Elsa.Expressions.JavaScript;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Workflows;
using Elsa.ITR.Tests.Unit.Engine.Serialization;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Definitions;

/// <summary>Everything that reads and writes definitions, with every activity of the product; and definitions to read.</summary>
internal static class ProductServices
{
    public static IServiceProvider Create() => new ServiceCollection()
        .AddLogging()
        .AddElsaRuntime()
        .AddElsaScripting()
        .AddActivitiesFrom(typeof(HumanTask).Assembly)
        .BuildServiceProvider();

    /// <summary>Recorded cases, samples of the reference server and its designer, shipped flows.</summary>
    public static IEnumerable<(string Name, string Json)> KnownDefinitions() =>
    [
        .. CaseDefinitions.All(),
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Engine", "Serialization", "samples"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
        .. FlowContent.All.Select(x => (x.FileName, x.Json)),
    ];
}
