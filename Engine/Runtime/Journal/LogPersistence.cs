using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Runtime;

/// <summary>Whether records show a value.</summary>
/// <remarks>Source: Elsa 3 <c>LogPersistenceMode</c>. It concerns what is shown; the state of a running instance always has its values.</remarks>
internal enum LogPersistenceMode
{
    /// <summary>As the setting around it says; shown when none says anything.</summary>
    Inherit,

    /// <summary>Shown.</summary>
    Include,

    /// <summary>Left out.</summary>
    Exclude,
}

/// <summary>
/// Reads from an activity, then from its workflow, what their records leave out: custom property <c>logPersistenceConfig</c> (or
/// <c>logPersistenceMode</c>) with <c>default</c>, <c>inputs</c> and <c>outputs</c> by name, and <c>internalState</c>. A setting is a mode, or
/// an object whose <c>strategyType</c> names one.
/// </summary>
internal static class LogPersistence
{
    private static readonly string[] Keys = ["logPersistenceConfig", "logPersistenceMode"];

    /// <summary>The values that a record of the context may show.</summary>
    /// <param name="context">The context.</param>
    /// <param name="section"><c>inputs</c> or <c>outputs</c>.</param>
    /// <param name="values">All values by name.</param>
    public static IDictionary<string, TValue> Shown<TValue>(ActivityExecutionContext context, string section, IDictionary<string, TValue> values)
    {
        if (ConfigsOf(context) is not { } configs)
            return values;

        return values.Where(value => IsShown(configs, config => Find(Find(config, section), value.Key))).ToDictionary();
    }

    /// <summary>Whether a record of the context may show properties and metadata.</summary>
    public static bool ShowsInternalState(ActivityExecutionContext context) =>
        ConfigsOf(context) is not { } configs || IsShown(configs, config => Find(config, "internalState"));

    /// <summary>The special setting of the innermost, its default, then those of the workflow around it.</summary>
    private static bool IsShown(List<IDictionary<string, object>> configs, Func<IDictionary<string, object>, object?> special)
    {
        foreach (var config in configs)
        {
            foreach (var setting in (object?[])[special(config), Find(config, "default")])
            {
                if (ModeOf(setting) is var mode and not LogPersistenceMode.Inherit)
                    return mode == LogPersistenceMode.Include;
            }
        }

        return true;
    }

    /// <summary>Settings of the activity, then of the workflow; null when there are none, as nearly always.</summary>
    private static List<IDictionary<string, object>>? ConfigsOf(ActivityExecutionContext context)
    {
        List<IDictionary<string, object>>? configs = null;
        Add(context.Activity);
        if (context.ParentActivityExecutionContext is not null)
            Add(context.WorkflowExecutionContext.Workflow);
        return configs;

        void Add(IActivity activity)
        {
            foreach (var key in Keys)
            {
                if (activity.CustomProperties.TryGetValue(key, out var value) && AsMembers(value) is { } members)
                    (configs ??= []).Add(members);
            }
        }
    }

    private static LogPersistenceMode ModeOf(object? setting)
    {
        var name = AsMembers(setting) is { } members ? $"{Find(members, "strategyType")}".Split(',')[0].Split('.')[^1] : $"{setting}";
        return Enum.TryParse<LogPersistenceMode>(name, ignoreCase: true, out var mode) ? mode : LogPersistenceMode.Inherit;
    }

    private static object? Find(object? members, string name) =>
        AsMembers(members)?.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static IDictionary<string, object>? AsMembers(object? value) =>
        (value is System.Text.Json.JsonElement element ? PlainJson.ToValue(element) : value) as IDictionary<string, object>;
}
