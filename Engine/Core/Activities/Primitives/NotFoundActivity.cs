using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Exceptions;

namespace Elsa.Workflows.Activities;

/// <summary>Stands for an activity whose type is not known. Faults when it runs; its JSON is kept for the day the type returns.</summary>
[Activity("Elsa", "System", "A placeholder activity for activities that could not be found."), Browsable(false)]
public class NotFoundActivity : CodeActivity
{
    /// <inheritdoc/>
    public NotFoundActivity([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>For a missing type.</summary>
    public NotFoundActivity(string missingTypeName, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(source, line) => MissingTypeName = missingTypeName;

    /// <summary>The type that is missing.</summary>
    public string MissingTypeName { get; set; } = null!;

    /// <summary>The version that is missing; 0 when it is not known.</summary>
    public int MissingTypeVersion { get; set; }

    /// <summary>The activity's JSON as it was read.</summary>
    public string OriginalActivityJson { get; set; } = null!;

    /// <inheritdoc/>
    /// <exception cref="ActivityNotFoundException">Always.</exception>
    protected override void Execute(ActivityExecutionContext context) => throw new ActivityNotFoundException(MissingTypeName, MissingTypeVersion);
}
