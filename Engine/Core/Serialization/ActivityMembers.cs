using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>The members of an activity's JSON beside the common ones: CLR properties and synthetic inputs and outputs.</summary>
internal readonly struct ActivityMembers(ActivityDescriptor descriptor)
{
    private static readonly ConcurrentDictionary<Type, Member[]> MembersByType = new();

    // Written by the converter itself, or kept in customProperties.
    private static readonly HashSet<string> Common =
    [
        nameof(IActivity.Id), nameof(IActivity.NodeId), nameof(IActivity.Name), nameof(IActivity.Type), nameof(IActivity.Version),
        nameof(IActivity.CustomProperties), nameof(IActivity.Metadata), nameof(IActivity.SyntheticProperties),
        nameof(Activity.CanStartWorkflow), nameof(Activity.RunAsynchronously), nameof(Activity.CommitStrategy), nameof(Activity.Behaviors),
    ];

    public void Read(IActivity activity, JsonElement element, JsonSerializerOptions options)
    {
        foreach (var member in MembersByType.GetOrAdd(activity.GetType(), FindMembers))
            if (JsonMembers.TryGet(element, member.Name, out var value) && value.ValueKind != JsonValueKind.Null)
                member.Set(activity, Read(value, member.Type, activity, member.Name, options));

        foreach (var (name, type) in Synthetic())
            if (JsonMembers.TryGet(element, JsonMembers.Camel(name), out var value) && Read(value, type, activity, name, options) is { } argument)
                activity.SyntheticProperties[name] = argument;
    }

    public void Write(Utf8JsonWriter writer, IActivity activity, JsonSerializerOptions options)
    {
        foreach (var member in MembersByType.GetOrAdd(activity.GetType(), FindMembers))
            if (member.Get(activity) is { } value && !IsUnbound(value))
            {
                writer.WritePropertyName(member.Name);
                JsonSerializer.Serialize(writer, value, member.Type, options);
            }

        foreach (var (name, _) in Synthetic())
            if (activity.SyntheticProperties.TryGetValue(name, out var value) && !IsUnbound(value))
            {
                writer.WritePropertyName(JsonMembers.Camel(name));
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
            }
    }

    /// <summary>Names and values of the CLR properties; unbound inputs and outputs are left out.</summary>
    public static IEnumerable<(string Name, object Value)> Values(IActivity activity)
    {
        foreach (var member in MembersByType.GetOrAdd(activity.GetType(), FindMembers))
            if (member.Get(activity) is { } value && !IsUnbound(value))
                yield return (member.Name, value);
    }

    private IEnumerable<(string Name, Type Type)> Synthetic() =>
        descriptor.Inputs.Where(input => input.IsSynthetic).Select(input => (input.Name, typeof(Input<>).MakeGenericType(input.Type)))
            .Concat(descriptor.Outputs.Where(output => output.IsSynthetic).Select(output => (output.Name, typeof(Output<>).MakeGenericType(output.Type))));

    private static object? Read(JsonElement value, Type type, IActivity activity, string name, JsonSerializerOptions options)
    {
        try
        {
            var result = JsonMembers.Unwrap(value).Deserialize(type, options);
            if (result is List<Variable?> variables)
                variables.RemoveAll(variable => variable is null); // of unknown type
            else if (result is List<IActivity?> activities)
                activities.RemoveAll(child => child is null);
            return result;
        }
        catch (Exception error) when (error is not JsonException { Path: null })
        {
            throw new JsonException($"Expected member '{name}' of activity '{activity.Id}' ({activity.Type}) to hold {type.Name}: {error.Message}", error);
        }
    }

    private static bool IsUnbound(object value) => value switch
    {
        Output output => output.MemoryBlockReference()?.Id is null,
        Input { Expression: null } => true,
        _ => false,
    };

    private static Member[] FindMembers(Type activityType) =>
    [
        .. ActivityProperties.InOrder(activityType)
            .Where(property => property.SetMethod?.IsPublic == true && !Common.Contains(property.Name) && !IsIgnored(property))
            .Select(property => new Member(
                JsonMembers.Camel(property.Name), property.PropertyType, PropertyAccess.Getter(property), PropertyAccess.Setter(property))),
    ];

    private static bool IsIgnored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always }
        || property.IsDefined(typeof(JsonIgnoreCompositeRootAttribute))
        || (typeof(Flowchart).IsAssignableFrom(property.DeclaringType) && property.Name is nameof(Flowchart.Start) or nameof(Flowchart.Connections))
        || typeof(Delegate).IsAssignableFrom(property.PropertyType);

    private sealed record Member(string Name, Type Type, Func<IActivity, object?> Get, Action<IActivity, object?> Set);
}
