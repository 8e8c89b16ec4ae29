using System.Reflection;
using Elsa.Expressions.Contracts;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.ActivationValidators;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>Everything else that is chosen from a list in the settings of a workflow or an activity.</summary>
internal static class DescribeRest
{
    private static readonly (Type Type, string Name, string Description)[] ActivationStrategies =
    [
        (typeof(AllowAlwaysStrategy), "Always", "Always allow the creation of a new workflow instance."),
        (typeof(CorrelatedSingletonStrategy), "Correlated singleton", "Only allow new workflow instances if a running one of the same workflow definition and correlation ID doesn't already exist."),
        (typeof(CorrelationStrategy), "Correlation", "Only allow new workflow instances of any workflow definition if a running one with the same correlation ID doesn't already exist."),
        (typeof(SingletonStrategy), "Singleton", "Only allow new workflow instances if a running one of the same workflow definition doesn't already exist."),
    ];

    private static readonly (Type Type, string Name, string Description)[] IncidentStrategies =
    [
        (typeof(ContinueWithIncidentsStrategy), "Continue with incidents", "An incident strategy that allows the workflow to continue running, but with incidents."),
        (typeof(FaultStrategy), "Fault", "An incident strategy that puts the entire workflow in the Faulted state."),
    ];

    private static readonly (string TypeName, string Category, string? Description)[] VariableTypes =
    [
        ("Object", "Primitives", "The root class for all object in the CLR System."), ("String", "Primitives", "Represents a static string of characters."),
        ("Boolean", "Primitives", "Represents a true or false value."), ("Int32", "Primitives", "A 32 bit integer."), ("Long", "Primitives", "A 64 bit integer."),
        ("Single", "Primitives", "A 32 bit floating point number."), ("Double", "Primitives", "A 64 bit floating point number."), ("Decimal", "Primitives", "A decimal number."),
        ("Guid", "Primitives", "Represents a Globally Unique Identifier."), ("DateTime", "Primitives", "A value type that represents a date and time."),
        ("DateTimeOffset", "Primitives", "A value type that consists of a DateTime and a time zone offset."), ("TimeSpan", "Primitives", "Represents a duration of time."),
        ("StringDictionary", "Lookups", "A dictionary with string key and values."), ("ObjectDictionary", "Lookups", "A dictionary with string key and object values."),
        ("JSON", "Dynamic", "A JSON object that can be accessed as an expando object."), ("JsonElement", "Dynamic", "A JSON element for reading a JSON structure."),
        ("ByteArray", "Data", null),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        var describe = api.MapGroup("/descriptors");
        describe.MapGet("/expression-descriptors", (IExpressionDescriptorRegistry expressions) => Answer.List(expressions.ListAll()
            .Select(x => new { type = x.Type, displayName = x.DisplayName, isSerializable = x.IsSerializable, isBrowsable = x.IsBrowsable, properties = x.Properties }).ToList()));
        describe.MapGet("/workflow-activation-strategies", () => Strategies(ActivationStrategies));
        describe.MapGet("/incident-strategies", () => Strategies(IncidentStrategies));
        describe.MapGet("/storage-drivers", () => Answer.Of(new
        {
            items = new[]
            {
                new { typeName = NameOf(typeof(WorkflowInstanceStorageDriver)), displayName = "Workflow Instance", priority = 5, deprecated = false },
                new { typeName = NameOf(typeof(MemoryStorageDriver)), displayName = "Memory", priority = 0, deprecated = false },
            },
        }));
        describe.MapGet("/variables", () => Answer.Of(new
        {
            items = VariableTypes.Select(x => new { typeName = x.TypeName, displayName = x.TypeName, category = x.Category, description = x.Description }),
        }));

        // A burst is one commit (D1) and its journal is complete: there is nothing to choose, and Studio's settings need the lists all the same.
        describe.MapGet("/commit-strategies/workflows", () => Answer.List<object>([]));
        describe.MapGet("/commit-strategies/activities", () => Answer.List<object>([]));
        describe.MapGet("/log-persistence-strategies", () => Answer.List<object>([]));
        describe.MapGet("/output-converters", () => Answer.List<object>([]));

        MapFeatures(api);
    }

    private static void MapFeatures(IEndpointRouteBuilder api)
    {
        var live = new { name = "RealTimeWorkflowUpdates", @namespace = "Elsa", fullName = "Elsa.RealTimeWorkflowUpdates", displayName = "Real-time workflow updates", description = "" };
        api.MapGet("/features/installed", () => Answer.List([live]));
        api.MapGet("/features/installed/{fullName}", (string fullName) => fullName == live.fullName ? Answer.Of(live) : Answer.Nothing());

        var version = typeof(DescribeRest).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "1.0.0.0";
        api.MapGet("/package/version", () => Answer.Of(new { packageVersion = version }));
    }

    private static Microsoft.AspNetCore.Http.IResult Strategies((Type Type, string Name, string Description)[] strategies) =>
        Answer.List(strategies.Select(x => new { displayName = x.Name, description = x.Description, typeName = NameOf(x.Type) }).ToList());

    private static string NameOf(Type type) => TypeAliases.Default.GetAliasOrDefault(type);
}
