using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Notes how far the recovery has come.</summary>
/// <remarks>
/// Outcomes: Done; Limit when the attempt that failed was the last before management is called. Proposed, Authorised and Verified raise
/// their events. Source: flow 05. Incidents: <c>recovery.not-authorised</c>, <c>recovery.no-plan</c>.
/// </remarks>
[Activity("Elsa.ITR", "Management", "Notes how far the recovery has come.", DisplayName = "Record recovery")]
[FlowNode("Done", "Limit")]
public sealed class RecordRecovery([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What happened.</summary>
    [Input(
        Description = "What happened.", UIHint = InputUIHints.DropDown,
        Options = new[] { "Proposed", "Authorised", "Refused", "Restored", "NotRestored", "Worse", "Unstable", "Verified", "Ended", "Undone" }, Order = 1)]
    public Input<string> Stage { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Person id of who answered.</summary>
    [Input(Description = "Person id of who answered.", Order = 3)]
    public Input<string?> By { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for now.</summary>
    [Input(Description = "Business time, ISO 8601; blank for now.", Order = 4)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<RecoveryDesk>();
        var found = await context.CaseAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var stop = context.CancellationToken;
        var at = context.Get(OccurredAt).ToInstant(nameof(OccurredAt)) ?? context.GetRequiredService<TimeProvider>().GetUtcNow();
        var failures = 0;
        switch (context.Get(Stage))
        {
            case "Proposed":
                await desk.ProposeAsync(found, PlanOf(answer), stop);
                break;
            case "Authorised":
                var kind = Enum.TryParse<ConsentKind>(Text("kind"), out var stated) ? stated : ConsentKind.Task;
                var by = kind == ConsentKind.Phone ? $"{Text("person")} {Text("number")}" : await NameAsync(context);
                await desk.AuthoriseAsync(found, by, kind, Instant("consentAt") ?? at, stop);
                break;
            case "Refused":
                await desk.RefuseAsync(found, Text(WorkItemForm.CommentKey), stop);
                break;
            case "Restored" or "NotRestored" or "Worse":
                failures = await desk.ExecutedAsync(found, Enum.Parse<RecoveryResult>(context.Get(Stage)!), Instant("startedAt"), Instant("restoredAt"), stop);
                break;
            case "Unstable":
                failures = await desk.UnstableAsync(found, stop);
                break;
            case "Verified":
                await desk.VerifiedAsync(found, at, stop);
                break;
            case "Ended":
                await desk.EndAsync(found, Measures(answer), stop);
                break;
            case "Undone":
                await desk.UndoneAsync(found, Instant("measuresUndoneAt"), Text("changeNo"), stop);
                break;
            default:
                throw new InvalidOperationException($"Expected a stage of a recovery, found '{context.Get(Stage)}'.");
        }

        await context.CompleteActivityWithOutcomesAsync(context.Get(Stage) != "Restored" && failures == RecoveryDesk.FailureLimit ? "Limit" : "Done");

        string Text(string key) => answer.GetValueOrDefault(key) as string ?? "";
        DateTimeOffset? Instant(string key) => FormJson.ToInstant(answer.GetValueOrDefault(key));
    }

    private async Task<string> NameAsync(ActivityExecutionContext context) =>
        Guid.TryParse(context.Get(By), out var person) && await context.GetRequiredService<IDirectory>().PersonAsync(person, context.CancellationToken) is { } known
            ? known.Name.Zh
            : "";

    private static RecoveryAction PlanOf(IReadOnlyDictionary<string, object?> answer) => new()
    {
        Action = Facts.Word<RecoveryActionType>(answer.GetValueOrDefault("action"), "action") ?? RecoveryActionType.Other,
        Plan = answer.GetValueOrDefault("steps") as string ?? "",
        ExpectedMinutes = answer.GetValueOrDefault("expectedMinutes") is { } minutes ? Convert.ToInt32(minutes, CultureInfo.InvariantCulture) : null,
        Risk = answer.GetValueOrDefault("risk") as string ?? "",
        Fallback = answer.GetValueOrDefault("fallback") as string ?? "",
    };

    private static IEnumerable<TemporaryMeasure> Measures(IReadOnlyDictionary<string, object?> answer) =>
        (answer.GetValueOrDefault("temporaryMeasures") as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>()
            .Select(row => new TemporaryMeasure { Text = row.GetValueOrDefault("text") as string ?? "", ChangeNo = row.GetValueOrDefault("changeNo") as string });
}
