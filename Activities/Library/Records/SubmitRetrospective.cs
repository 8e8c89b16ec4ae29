using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Hands the retrospective in.</summary>
/// <remarks>Incidents: <c>retrospective.none</c>. Source: flow 01 step 22.</remarks>
[Activity("Elsa.ITR", "Records", "Hands the retrospective in.", DisplayName = "Submit retrospective")]
public sealed class SubmitRetrospective([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var answer = FormJson.Read(context.Get(Answer));
        var rows = (answer.GetValueOrDefault("actions") as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>();
        var actions = rows.Select(row => new ImprovementAction(
            row.GetValueOrDefault("text") as string ?? "", row.GetValueOrDefault("ownerId") as string ?? "",
            DateOnly.TryParse(row.GetValueOrDefault("due") as string, CultureInfo.InvariantCulture, out var due) ? due : null));
        await context.GetRequiredService<AftercareDesk>().SubmitRetrospectiveAsync(
            await context.CaseAsync(),
            new RetrospectiveReport(Text("timeline"), Text("directCause"), Text("rootCause"), Text("whyNotFound"), [.. actions]),
            context.CancellationToken);

        string Text(string key) => answer.GetValueOrDefault(key) as string ?? "";
    }
}
