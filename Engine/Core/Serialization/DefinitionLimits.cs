using System.Text.Json;
using Elsa.Workflows.Activities.Flowchart.Activities;

namespace Elsa.Workflows.Serialization;

/// <summary>Sizes beyond which a definition is none that a person drew, and would only cost those who have to check and show it.</summary>
internal static class DefinitionLimits
{
    // Five times what the engine promises to publish in two seconds.
    public const int Activities = 10_000;
    public const int Connections = 30_000;

    // A definition of 2,000 activities has about 1 MB.
    public const int Characters = 20 * 1024 * 1024;

    public static void Check(string json)
    {
        if (json.Length > Characters)
            throw new JsonException($"Expected a definition of at most {Characters} characters, but this one has {json.Length}. Split it into several.");
    }

    public static void Check(IActivity? root)
    {
        var (activities, connections) = (0, 0);
        var rest = new Stack<IActivity>(root is null ? [] : [root]);
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        while (rest.TryPop(out var activity))
        {
            if (!seen.Add(activity))
                continue;

            activities++;
            connections += activity is Flowchart flowchart ? flowchart.Connections.Count : 0;
            foreach (var child in ActivityChildren.Of(activity))
                rest.Push(child);
        }

        if (activities > Activities)
            throw new JsonException($"Expected a definition of at most {Activities} activities, but this one has {activities}. Split it into several.");
        if (connections > Connections)
            throw new JsonException($"Expected a definition of at most {Connections} connections, but this one has {connections}. Split it into several.");
    }
}
