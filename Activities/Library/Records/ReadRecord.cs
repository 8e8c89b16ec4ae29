using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Requests;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Reads facts of the record of this flow into variables of the same name.</summary>
/// <remarks>Incidents: an unknown fact, a fact without variable.</remarks>
[Activity("Elsa.ITR", "Records", "Reads facts of the record of this flow into variables of the same name.", DisplayName = "Read record")]
public sealed class ReadRecord([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Names of the facts, e.g. purpose, ownership.</summary>
    [Input(Description = "Names of the facts, e.g. purpose, ownership.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Facts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var known = await context.FactsAsync();
        foreach (var name in context.Get(Facts)!)
        {
            if (!known.TryGetValue(name, out var value))
                throw new InvalidOperationException($"Expected a fact of {context.Record().Type}, found '{name}'. Known: {string.Join(", ", known.Keys)}.");

            context.SetFlowVariable(name, value ?? "");
        }
    }
}
