using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Recovery;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Looks whether another recovery action was tried since the last look.</summary>
/// <remarks>Outcomes: Changed, Same. Source: flow 05, "tier raised if the action did not change".</remarks>
[Activity("Elsa.ITR", "Management", "Looks whether another recovery action was tried since the last look.", DisplayName = "Check recovery")]
[FlowNode("Changed", "Same")]
public sealed class CheckRecovery([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The last look, ISO 8601; blank for the beginning.</summary>
    [Input(Description = "The last look, ISO 8601; blank for the beginning.", Order = 1)]
    public Input<string?> Since { get; set; } = null!;

    /// <summary>This look, ISO 8601 UTC.</summary>
    [Output(Description = "This look, ISO 8601 UTC.")]
    public Output<string?>? LookedAt { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var since = context.Get(Since).ToInstant(nameof(Since)) ?? DateTimeOffset.MinValue;
        var isSame = await context.GetRequiredService<RecoveryDesk>().IsUnchangedAsync(await context.CaseAsync(), since, context.CancellationToken);
        context.Set(LookedAt, FormJson.Text(context.GetRequiredService<TimeProvider>().GetUtcNow()));
        await context.CompleteActivityWithOutcomesAsync(isSame ? "Same" : "Changed");
    }
}
