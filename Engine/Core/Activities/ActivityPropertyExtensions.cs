using System.Globalization;

namespace Elsa.Workflows;

/// <summary>Settings of an activity that live in its custom properties.</summary>
public static class ActivityPropertyExtensions
{
    /// <summary>Whether a trigger may start the workflow here.</summary>
    public static bool GetCanStartWorkflow(this IActivity activity) =>
        CustomPropertyValues.FindBoolean(activity, "canStartWorkflow") ?? false;

    /// <summary>Lets a trigger start the workflow here, or not.</summary>
    public static TActivity SetCanStartWorkflow<TActivity>(this TActivity activity, bool value) where TActivity : IActivity
    {
        activity.CustomProperties["canStartWorkflow"] = value;
        return activity;
    }

    /// <summary>Whether background execution is asked for; null when nothing is said.</summary>
    public static bool? GetRunAsynchronously(this IActivity activity) =>
        CustomPropertyValues.FindBoolean(activity, "runAsynchronously");

    /// <summary>Asks for background execution, or not.</summary>
    public static void SetRunAsynchronously(this IActivity activity, bool? value) =>
        activity.CustomProperties["runAsynchronously"] = value ?? false;

    /// <summary>Where the activity was made in code, e.g. <c>Flow.cs:12</c>, or null.</summary>
    public static string? GetSource(this IActivity activity) =>
        CustomPropertyValues.Find(activity, "source") is { } source ? Convert.ToString(source, CultureInfo.InvariantCulture) : null;
}
