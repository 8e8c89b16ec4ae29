using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits for an instant, or starts the workflow at it.</summary>
[Activity("Elsa", "Scheduling", "Triggers the workflow at a future point in time.", DisplayName = "Start at", Kind = ActivityKind.Trigger)]
public class StartAt([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Trigger(source, line)
{
    /// <summary>Waits for that instant.</summary>
    public StartAt(DateTimeOffset value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<DateTimeOffset>(value), source, line)
    {
    }

    /// <summary>Waits for the instant that the input says.</summary>
    public StartAt(Input<DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => DateTime = dateTime;

    /// <summary>Waits for the instant that the variable holds.</summary>
    public StartAt(Variable<DateTimeOffset> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<DateTimeOffset>(value), source, line)
    {
    }

    /// <summary>Waits for the instant that the function gives.</summary>
    public StartAt(Func<ExpressionExecutionContext, DateTimeOffset> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<DateTimeOffset>(value), source, line)
    {
    }

    /// <summary>The instant; one that is past does not wait.</summary>
    [Input(Description = "The instant at which to go on.")]
    public Input<DateTimeOffset> DateTime { get; set; } = null!;

    /// <summary>Waits for that instant.</summary>
    public static StartAt From(DateTimeOffset value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(value, source, line);

    /// <inheritdoc />
    protected override object GetTriggerPayload(TriggerIndexingContext context) => new StartAtPayload(context.Get(DateTime));

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var at = context.Get(DateTime);
        if (context.IsTriggerOfWorkflow() || at <= context.GetRequiredService<ISystemClock>().UtcNow)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.JournalData["ExecuteAt"] = at;
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new StartAtPayload(at), BookmarkName = SchedulingNames.StartAt });
    }
}
