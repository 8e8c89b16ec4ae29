using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Notes that a difficult fault is solved for good; its agreed date is kept or missed by that.</summary>
/// <remarks>Raises DifficultFault.Resolved. Cases without an agreed date pass unchanged. Source: R12.</remarks>
[Activity("Elsa.ITR", "Records", "Notes that a difficult fault is solved for good.", DisplayName = "Resolve difficult fault")]
public sealed class ResolveDifficultFault([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>When it was solved, ISO 8601; blank is now.</summary>
    [Input(Description = "When it was solved, ISO 8601; blank is now.", Order = 1)]
    public Input<string?> At { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var at = context.Get(At).ToInstant(nameof(At)) ?? context.GetRequiredService<TimeProvider>().GetUtcNow();
        await context.GetRequiredService<DifficultFaultDesk>().ResolveAsync(await context.CaseAsync(), at, context.CancellationToken);
    }
}
