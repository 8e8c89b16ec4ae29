using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits for the next occurrence of a cron expression, or starts the workflow at every occurrence.</summary>
[Activity("Elsa", "Scheduling", "Triggers the workflow at a given schedule.", Kind = ActivityKind.Trigger)]
public class Cron([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : EventGenerator(source, line)
{
    /// <summary>Waits for the next occurrence of what the input says.</summary>
    public Cron(Input<string> cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => CronExpression = cronExpression;

    /// <summary>Waits for the next occurrence of what the variable holds.</summary>
    public Cron(Variable<string> cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(cronExpression), source, line)
    {
    }

    /// <summary>Six fields, seconds first, in UTC; blank does not wait.</summary>
    [Input(Description = "The CRON expression at which the timer should execute.")]
    public Input<string> CronExpression { get; set; } = null!;

    /// <summary>Waits for the next occurrence.</summary>
    public static Cron FromCronExpression(string value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(new Input<string>(value), source, line);

    /// <inheritdoc />
    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        context.Get(CronExpression) is { } expression && !string.IsNullOrWhiteSpace(expression) ? [new CronTriggerPayload(expression)] : [];

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var expression = CronExpression.GetOrDefault(context);
        if (context.IsTriggerOfWorkflow() || string.IsNullOrWhiteSpace(expression))
        {
            await context.CompleteActivityAsync();
            return;
        }

        var at = context.GetRequiredService<ICronParser>().GetNextOccurrence(expression);
        context.JournalData["ExecuteAt"] = at;
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new CronBookmarkPayload(at, expression), BookmarkName = SchedulingNames.Cron });
    }
}
