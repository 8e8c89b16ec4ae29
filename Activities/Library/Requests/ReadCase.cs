using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Reads facts of the case into variables of the same name.</summary>
/// <remarks>Incidents: an unknown fact, a fact without variable.</remarks>
[Activity("Elsa.ITR", "Requests", "Reads facts of the case into variables of the same name.", DisplayName = "Read case")]
public sealed class ReadCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Names of the facts, e.g. level, caseType, analysisRequested.</summary>
    [Input(Description = "Names of the facts, e.g. level, caseType, analysisRequested.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Facts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ServiceDesk.Knows(context.Record().Type) && await context.FindCaseAsync() is null)
            return; // work that no case asked for: the variables stay as they are

        var known = CaseSnapshot.Of(await context.CaseAsync());
        foreach (var name in context.Get(Facts)!)
        {
            if (!known.TryGetValue(name, out var value))
                throw new InvalidOperationException($"Expected a fact of a case, found '{name}'. Known: {string.Join(", ", known.Keys)}.");

            context.SetFlowVariable(name, value);
        }
    }
}
