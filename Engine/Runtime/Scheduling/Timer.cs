using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits one interval, or starts the workflow at every interval.</summary>
[Activity("Elsa", "Scheduling", "Triggers the workflow at a specific interval.", Kind = ActivityKind.Trigger)]
public class Timer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : TimerBase(source, line)
{
    /// <summary>Waits that interval.</summary>
    public Timer(TimeSpan interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(interval), source, line)
    {
    }

    /// <summary>Waits as long as the input says.</summary>
    public Timer(Input<TimeSpan> interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Interval = interval;

    /// <summary>Waits as long as the variable says.</summary>
    public Timer(Variable<TimeSpan> interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(interval), source, line)
    {
    }

    /// <summary>Elapsed time; one minute by default.</summary>
    [Input(Description = "The interval at which the timer should execute.", DefaultValueProvider = typeof(Delay.OneMinute))]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    /// <summary>Waits that interval.</summary>
    public static Timer FromTimeSpan(TimeSpan value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(value, source, line);

    /// <summary>Waits seconds.</summary>
    public static Timer FromSeconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(TimeSpan.FromSeconds(value), source, line);

    /// <inheritdoc />
    protected override TimeSpan GetInterval(ExpressionExecutionContext context) => Interval.Get(context);
}
