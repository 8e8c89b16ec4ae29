using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Recovery;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Opens the emergency recovery of the case: tells the roster, gathers recent changes and cases that fit.</summary>
/// <remarks>Outcomes: Opened; AlreadyRuns, for a case has one at a time. Raises Recovery.Opened. Source: flow 05 step 1.</remarks>
[Activity("Elsa.ITR", "Management", "Opens the emergency recovery of the case and gathers what is known.", DisplayName = "Open recovery")]
[FlowNode("Opened", "AlreadyRuns")]
public sealed class OpenRecovery([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Changes of the equipment in the days before, one a line.</summary>
    [Output(Description = "Changes of the equipment in the days before, one a line.")]
    public Output<string?>? Changes { get; set; }

    /// <summary>Published cases that fit, one a line.</summary>
    [Output(Description = "Published cases that fit, one a line.")]
    public Output<string?>? Articles { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var briefing = await context.GetRequiredService<RecoveryDesk>().OpenAsync(await context.CaseAsync(), context.CancellationToken);
        context.Set(Changes, string.Join('\n', briefing?.Changes ?? []));
        context.Set(Articles, string.Join('\n', briefing?.Articles ?? []));
        await context.CompleteActivityWithOutcomesAsync(briefing is null ? "AlreadyRuns" : "Opened");
    }
}
