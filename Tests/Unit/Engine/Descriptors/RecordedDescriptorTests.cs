using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Elsa.ITR.Tests.Unit.Engine.Definitions;
using Elsa.Workflows;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Descriptors;

/// <summary>What the designer is told about each activity, held against what a reference server told it. Descriptions are our own words.</summary>
public sealed class RecordedDescriptorTests
{
    // Alterations are no activities here; files are sent and fetched by the product's documents; the others exist only inside that server.
    private static readonly HashSet<string> NotHere =
    [
        "Elsa.CompleteAlterationPlan", "Elsa.AlterationPlanCompleted", "Elsa.SubmitAlterationPlan", "Elsa.DispatchAlterationJobs", "Elsa.GenerateAlterationJobs",
        "Elsa.DownloadHttpFile", "Elsa.WriteFileHttpResponse",
        "Elsa.Workflows.Management.Activities.HostMethod.HostMethodActivity", "Elsa.Workflows.Activities.DynamicActivity",
    ];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new TypeNames() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly IServiceProvider Services = ProductServices.Create();

    public static TheoryData<string> Types => [.. Recorded().Select(x => (string)x["typeName"]!).Where(x => !NotHere.Contains(x))];

    [Theory, MemberData(nameof(Types))]
    public async Task Is_described_as_recorded(string type)
    {
        var expected = Recorded().Single(x => (string?)x["typeName"] == type);
        var descriptor = Services.GetRequiredService<IActivityRegistry>().Find(type);
        Assert.NotNull(descriptor);

        var actual = JsonSerializer.SerializeToNode(descriptor, Options)!.AsObject();
        await using var scope = Services.CreateAsyncScope();
        var specifications = scope.ServiceProvider.GetRequiredService<InputSpecifications>();
        foreach (var (input, node) in descriptor.Inputs.Zip(actual["inputs"]!.AsArray()))
            node!["uiSpecifications"] = JsonSerializer.SerializeToNode(await specifications.GetAsync(input, null, TestContext.Current.CancellationToken), Options);

        var differences = Differences(expected, actual, "").Where(x => !KnownDifferences.Contains($"{type}{x}")).ToList();
        Assert.True(differences.Count == 0, $"{type}\n{string.Join('\n', differences)}");
    }

    /// <summary>Paths at which the two differ; members that only one side has count when the other would not mean the same by leaving them out.</summary>
    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                return left.Select(x => x.Key).Union(right.Select(x => x.Key)).Where(x => x != "description").SelectMany(name => Differences(left[name], right[name], $"{path}.{name}"));
            case (JsonArray left, JsonArray right) when left.Concat(right).All(x => x is JsonObject item && item.ContainsKey("name")):
                var names = left.Select(x => (string)x!["name"]!).ToList();
                return names.Union(right.Select(x => (string)x!["name"]!)).SelectMany(name => Differences(Named(left, name), Named(right, name), $"{path}.{name}"));
            default:
                return JsonNode.DeepEquals(expected, actual) || (IsEmpty(expected) && IsEmpty(actual))
                    || (expected is null && path.EndsWith(".isSerializable", StringComparison.Ordinal) && (bool?)actual == true)
                    ? []
                    : [$"{path}: expected {expected?.ToJsonString() ?? "nothing"}, but is {actual?.ToJsonString() ?? "nothing"}"];
        }
    }

    private static JsonNode? Named(JsonArray items, string name) => items.FirstOrDefault(x => (string?)x!["name"] == name);

    private static bool IsEmpty(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static IEnumerable<JsonObject> Recorded() => JsonNode.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Engine", "Descriptors", "recorded-descriptors.json")))!.AsArray().Select(x => x!.AsObject());

    private sealed class TypeNames : JsonConverter<Type>
    {
        public override Type Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TypeAliases.Default.GetAliasOrDefault(value));
    }
}

/// <summary>Where this engine tells something else on purpose.</summary>
internal static class KnownDifferences
{
    public static bool Contains(string difference) => All.Any(x => difference.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] All =
    [
        "Elsa.FlowSendHttpRequest.customProperties.Resilien", // there are no resilience strategies: a failed request is an outcome
        "Elsa.SendHttpRequest.customProperties.Resilien",
        "Elsa.FlowSendHttpRequest.inputs.Authorization.isSerializable", // a secret is not recorded
        "Elsa.SendHttpRequest.inputs.Authorization.isSerializable",
        "Elsa.SetVariable.inputs.Variable.isSerializable", // records hold the value, not the definition of the variable
        "Elsa.HttpEndpoint.inputs.Path.uiSpecifications.singleline.adornmentText", // the address of that server
        "Elsa.WriteHttpResponse.inputs.StatusCode.uiSpecifications.dropdown.selectList.items", // there, names of equal value are doubled
    ];
}
