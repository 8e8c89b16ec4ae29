using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Flows;

/// <summary>Starts another flow and goes on without waiting for it.</summary>
/// <remarks>
/// The other flow begins after this step's transaction has been committed. It is cancelled with this one, unless it works on another case:
/// a case lives by itself. Incidents: a record that is only partly named.
/// </remarks>
[Activity("Elsa.ITR", "Flows", "Starts another flow and goes on without waiting for it.", DisplayName = "Start flow")]
public sealed class StartFlow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Definition id; its published version runs.</summary>
    [Input(Description = "Definition id of the other flow; its published version runs.", UIHint = InputUIHints.WorkflowDefinitionPicker, Order = 1)]
    public Input<string> DefinitionId { get; set; } = null!;

    /// <summary>Inputs besides the record.</summary>
    [Input(Description = "Inputs besides the record.", UIHint = InputUIHints.JsonEditor, Order = 2)]
    public Input<IDictionary<string, object>?> FlowInput { get; set; } = null!;

    /// <summary>Another record than this flow's, as <c>type|id|number</c>; blank for the same.</summary>
    [Input(Description = "Another record than this flow's, as type|id|number; blank for the same.", Order = 3)]
    public Input<string?> OtherRecord { get; set; } = null!;

    /// <summary>The other flow's instance.</summary>
    [Output(Description = "The other flow's instance.")]
    public Output<string?>? InstanceId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = context.Get(OtherRecord) is { Length: > 0 } other ? RecordRef.Parse(other) : context.Record();
        context.Set(InstanceId, await FlowStart.StartAsync(context, context.Get(DefinitionId)!, record, context.Get(FlowInput), waits: false, isIndependent: record.Type == RecordTypes.Case && record != context.Record()));
    }
}
