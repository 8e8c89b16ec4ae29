using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for each item, one after the other.</summary>
public class ForEach<T> : Activity
{
    private const string CurrentIndexKey = "CurrentIndex";

    /// <inheritdoc/>
    public ForEach([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        Behaviors.Add<BreakBehavior>(this);

    /// <summary>With items computed by a delegate.</summary>
    public ForEach(
        Func<ExpressionExecutionContext, ICollection<T>> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<ICollection<T>>(items), source, line)
    {
    }

    /// <summary>With items.</summary>
    public ForEach(ICollection<T> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<ICollection<T>>(items), source, line)
    {
    }

    /// <summary>With items.</summary>
    public ForEach(Input<ICollection<T>> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(source, line) => Items = items;

    /// <summary>The items; read again before each iteration.</summary>
    [Input(Description = "The set of values to iterate.")]
    public Input<ICollection<T>> Items { get; set; } = new(Array.Empty<T>());

    /// <summary>Runs in each iteration; there the variables <c>CurrentValue</c> and <c>CurrentIndex</c> hold item and position.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <summary>The item of the iteration.</summary>
    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<T>? CurrentValue { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(CurrentIndexKey);
        var items = context.Get(Items) ?? [];
        if (context.GetIsBreaking() || Body == null || index >= items.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        var item = items.ElementAt(index);
        context.Set(CurrentValue, item);
        context.SetProperty(CurrentIndexKey, index + 1);
        await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables:
        [
            new Variable<int>("CurrentIndex", index).WithWorkflowStorage(),
            new Variable<T>("CurrentValue", item).WithWorkflowStorage(),
        ]);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => ExecuteAsync(context.TargetContext);
}

/// <summary>Runs its body for each item, one after the other.</summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public class ForEach : ForEach<object>
{
    /// <inheritdoc/>
    public ForEach([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <inheritdoc/>
    public ForEach(
        Func<ExpressionExecutionContext, ICollection<object>> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(items, source, line)
    {
    }

    /// <inheritdoc/>
    public ForEach(ICollection<object> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(items, source, line)
    {
    }
}
