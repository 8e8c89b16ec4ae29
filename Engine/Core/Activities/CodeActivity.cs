using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Base of activities that complete when their body has run, unless it made a bookmark.</summary>
public abstract class CodeActivity : Activity
{
    /// <inheritdoc/>
    protected CodeActivity(string? source = default, int? line = default) : base(source, line) =>
        Behaviors.Add(new AutoCompleteBehavior(this));

    /// <inheritdoc/>
    protected CodeActivity(string activityType, int version = 1, string? source = default, int? line = default)
        : base(activityType, version, source, line) => Behaviors.Add(new AutoCompleteBehavior(this));
}

/// <summary>A <see cref="CodeActivity"/> with a result.</summary>
public abstract class CodeActivity<T> : CodeActivity, IActivityWithResult<T>
{
    /// <inheritdoc/>
    protected CodeActivity(string? source = default, int? line = default) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected CodeActivity(string activityType, int version = 1, string? source = default, int? line = default)
        : base(activityType, version, source, line)
    {
    }

    /// <summary>Creates an activity whose result is bound to a variable.</summary>
    protected CodeActivity(MemoryBlockReference? output, string? source = default, int? line = default) : base(source, line)
    {
        if (output != null)
            Result = new Output<T>(output);
    }

    /// <summary>Creates an activity with the given result.</summary>
    protected CodeActivity(Output<T>? output, string? source = default, int? line = default) : base(source, line) => Result = output;

    /// <summary>The result.</summary>
    [Output]
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}

/// <summary>A <see cref="CodeActivity"/> with an untyped result.</summary>
public abstract class CodeActivityWithResult : CodeActivity, IActivityWithResult
{
    /// <inheritdoc/>
    protected CodeActivityWithResult(string? source = default, int? line = default) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected CodeActivityWithResult(string activityType, int version = 1, string? source = default, int? line = default)
        : base(activityType, version, source, line)
    {
    }

    /// <summary>Creates an activity whose result is bound to a variable.</summary>
    protected CodeActivityWithResult(MemoryBlockReference? output, string? source = default, int? line = default) : base(source, line)
    {
        if (output != null)
            Result = new Output(output);
    }

    /// <summary>Creates an activity with the given result.</summary>
    protected CodeActivityWithResult(Output? output, string? source = default, int? line = default) : base(source, line) => Result = output;

    /// <inheritdoc/>
    [Output]
    public Output? Result { get; set; }
}
