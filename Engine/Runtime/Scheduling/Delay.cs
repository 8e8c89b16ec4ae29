using System.Reflection;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits an elapsed time.</summary>
[Activity("Elsa", "Scheduling", "Delays execution for the specified amount of time.")]
public class Delay([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Waits that long.</summary>
    public Delay(TimeSpan timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(timeSpan), source, line)
    {
    }

    /// <summary>Waits as long as the input says.</summary>
    public Delay(Input<TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => TimeSpan = timeSpan;

    /// <summary>Waits as long as the variable says.</summary>
    public Delay(Variable<TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(timeSpan), source, line)
    {
    }

    /// <summary>Waits as long as the function says.</summary>
    public Delay(Func<ExpressionExecutionContext, TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(timeSpan), source, line)
    {
    }

    /// <summary>Elapsed time to wait; one minute by default.</summary>
    [Input(Description = "The amount of time to delay execution.", DefaultValueProvider = typeof(OneMinute))]
    public Input<TimeSpan> TimeSpan { get; set; } = null!;

    /// <summary>Waits milliseconds.</summary>
    public static Delay FromMilliseconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(System.TimeSpan.FromMilliseconds(value), source, line);

    /// <summary>Waits seconds.</summary>
    public static Delay FromSeconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(System.TimeSpan.FromSeconds(value), source, line);

    /// <summary>Waits minutes.</summary>
    public static Delay FromMinutes(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(System.TimeSpan.FromMinutes(value), source, line);

    /// <summary>Waits hours.</summary>
    public static Delay FromHours(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(System.TimeSpan.FromHours(value), source, line);

    /// <summary>Waits days of 24 hours.</summary>
    public static Delay FromDays(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(System.TimeSpan.FromDays(value), source, line);

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) => context.DelayFor(context.Get(TimeSpan));

    internal sealed class OneMinute : IActivityPropertyDefaultValueProvider
    {
        public object GetDefaultValue(PropertyInfo property) => System.TimeSpan.FromMinutes(1);
    }
}
