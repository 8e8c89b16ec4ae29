using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Looks whether a session, visit, part or third party that this record asked for is still under way.</summary>
/// <remarks>Outcomes: UnderWay, None. Source: R13, flows that run beside each other use the same session.</remarks>
[Activity("Elsa.ITR", "Records", "Looks whether a session, visit, part or third party that this record asked for is still under way.", DisplayName = "Find service")]
[FlowNode("UnderWay", "None")]
public sealed class FindService([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What is looked for.</summary>
    [Input(
        Description = "What is looked for.", UIHint = InputUIHints.DropDown,
        Options = new[] { RecordTypes.SparePartRequest, RecordTypes.OnsiteService, RecordTypes.RemoteSession, RecordTypes.ThirdPartyEngagement }, Order = 1)]
    public Input<string> RecordType { get; set; } = null!;

    /// <summary>Number of what was found.</summary>
    [Output(Description = "Number of what was found.")]
    public Output<string?>? RecordNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.GetRequiredService<ServiceDesk>().FindOpenAsync(context.Get(RecordType)!, context.Record(), context.CancellationToken);
        context.Set(RecordNo, found?.No);
        await context.CompleteActivityWithOutcomesAsync(found is null ? "None" : "UnderWay");
    }
}
