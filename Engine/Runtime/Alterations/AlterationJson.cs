using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Workflows.Serialization;

namespace Elsa.Alterations;

/// <summary>Alterations as the API sends them: <c>[{ "type": "ModifyVariable", "variableId": "…", "value": … }]</c>.</summary>
public static class AlterationJson
{
    private static readonly Dictionary<string, Type> Types =
        new Type[] { typeof(Cancel), typeof(CancelActivity), typeof(KeepEffects), typeof(Migrate), typeof(ModifyVariable), typeof(ScheduleActivity), typeof(SkipActivity) }
            .ToDictionary(type => type.Name);

    /// <summary>Reads a list.</summary>
    /// <exception cref="JsonException">It is no list, or names a type that is not known.</exception>
    public static IReadOnlyList<IAlteration> Read(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            throw new JsonException("Expected a list of alterations.");
        return [.. list.EnumerateArray().Select(ReadOne)];
    }

    /// <summary>Writes a list in the same form.</summary>
    public static string Write(IEnumerable<IAlteration> alterations) => new JsonArray([.. alterations.Select(WriteOne)]).ToJsonString(PlainJson.Options);

    /// <summary>The entries of a stored log; none of null.</summary>
    public static IReadOnlyList<AlterationLogEntry> ReadLog(string? log) =>
        log is null ? [] : JsonSerializer.Deserialize<List<AlterationLogEntry>>(log, PlainJson.Options)!;

    private static JsonNode WriteOne(IAlteration alteration)
    {
        var written = JsonSerializer.SerializeToNode(alteration, alteration.GetType(), PlainJson.Options)!.AsObject();
        written.Insert(0, "type", alteration.GetType().Name);
        return written;
    }

    private static IAlteration ReadOne(JsonElement item)
    {
        if (JsonMembers.Text(item, "type") is not { } name || !Types.TryGetValue(name, out var type))
            throw new JsonException($"Expected an alteration of type {string.Join(", ", Types.Keys)}.");
        return (IAlteration)item.Deserialize(type, PlainJson.Options)!;
    }
}
