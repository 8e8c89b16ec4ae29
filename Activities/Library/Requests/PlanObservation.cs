using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Says until when a fault that cannot be reproduced is observed.</summary>
/// <remarks>Never longer than the policy permits (TMR-OBSERVE-MAX). Source: flow 04 step 6.</remarks>
[Activity("Elsa.ITR", "Requests", "Says until when a fault that cannot be reproduced is observed.", DisplayName = "Plan observation")]
public sealed class PlanObservation([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    private const string Longest = "TMR-OBSERVE-MAX";

    /// <summary>Answer of the task as JSON object with observationHours.</summary>
    [Input(Description = "Answer of the task as JSON object with observationHours.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <summary>End of the observation, ISO 8601 UTC.</summary>
    [Output(Description = "End of the observation, ISO 8601 UTC.")]
    public Output<string?>? Until { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var hours = Facts.Number(FormJson.Read(context.Get(Answer)).GetValueOrDefault("observationHours"), "observationHours") ?? 0;
        var now = context.GetRequiredService<TimeProvider>().GetUtcNow();
        var longest = (await PolicyTimes.DueAsync(context, Longest, now))!.Value;
        var wanted = now.AddHours(Math.Max(hours, 0));
        context.Set(Until, FormJson.Text(wanted < longest ? wanted : longest));
    }
}
