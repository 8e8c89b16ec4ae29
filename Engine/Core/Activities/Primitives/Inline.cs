using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Activities;

/// <summary>Runs a delegate. Only in workflows written as code: it cannot be stored.</summary>
[Activity("Elsa", "Primitives", "Execute code."), Browsable(false)]
public class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> _activity = _ => default;

    /// <summary>Does nothing; for readers of JSON.</summary>
    public Inline() : base(null, null)
    {
    }

    /// <summary>Runs the delegate.</summary>
    public Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => _activity = activity;

    /// <inheritdoc cref="Inline(Func{ActivityExecutionContext, ValueTask}, string?, int?)"/>
    public Inline(Func<ValueTask> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(_ => activity(), source, line)
    {
    }

    /// <inheritdoc cref="Inline(Func{ActivityExecutionContext, ValueTask}, string?, int?)"/>
    public Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(
            context =>
            {
                activity(context);
                return default;
            },
            source,
            line)
    {
    }

    /// <inheritdoc cref="Inline(Func{ActivityExecutionContext, ValueTask}, string?, int?)"/>
    public Inline(Action activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(_ => activity(), source, line)
    {
    }

    /// <summary>Runs the delegate.</summary>
    public static Inline From(Func<ActivityExecutionContext, ValueTask> activity) => new(activity, null, null);

    /// <summary>Runs the delegate.</summary>
    public static Inline From(Func<ValueTask> activity) => new(activity, null, null);

    /// <summary>Runs the delegate.</summary>
    public static Inline From(Action<ActivityExecutionContext> activity) => new(activity, null, null);

    /// <summary>Runs the delegate.</summary>
    public static Inline From(Action activity) => new(activity, null, null);

    /// <summary>Runs the delegate; its value is the result.</summary>
    public static Inline<T> From<T>(Func<ActivityExecutionContext, ValueTask<T>> activity) => new(activity, null, null);

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => _activity(context);
}

/// <summary>Runs a delegate whose value is the result.</summary>
[Activity("Elsa", "Primitives", "Execute code."), Browsable(false)]
public class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> _activity;

    /// <summary>Runs the delegate.</summary>
    public Inline(Func<ActivityExecutionContext, ValueTask<T>> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => _activity = activity;

    /// <inheritdoc cref="Inline{T}(Func{ActivityExecutionContext, ValueTask{T}}, string?, int?)"/>
    public Inline(Func<ValueTask<T>> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(_ => activity(), source, line)
    {
    }

    /// <inheritdoc cref="Inline{T}(Func{ActivityExecutionContext, ValueTask{T}}, string?, int?)"/>
    public Inline(Func<ActivityExecutionContext, T> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(context => new ValueTask<T>(activity(context)), source, line)
    {
    }

    /// <inheritdoc cref="Inline{T}(Func{ActivityExecutionContext, ValueTask{T}}, string?, int?)"/>
    public Inline(Func<T> activity, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(_ => new ValueTask<T>(activity()), source, line)
    {
    }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => context.Set(Result, await _activity(context), "Result");
}
