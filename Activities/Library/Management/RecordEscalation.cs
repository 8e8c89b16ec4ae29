using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Notes how far the escalation has come.</summary>
/// <remarks>
/// Acknowledged and Planned raise their events; Planned also writes the action plan and carries out the decisions in it, Closed and
/// Invalid end the escalation. Source: flow 12. Incidents: <c>escalation.closed</c>, <c>escalation.due-fixed</c>.
/// </remarks>
[Activity("Elsa.ITR", "Management", "Notes how far the escalation has come.", DisplayName = "Record escalation")]
public sealed class RecordEscalation([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What happened.</summary>
    [Input(
        Description = "What happened.", UIHint = InputUIHints.DropDown,
        Options = new[] { "Acknowledged", "Planned", "Agreed", "Reviewed", "Invalid", "Closed" }, Order = 1)]
    public Input<string> Stage { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var escalation = await context.EscalationAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var stage = context.Get(Stage)!;
        var desk = context.GetRequiredService<EscalationDesk>();
        var stop = context.CancellationToken;
        await (stage switch
        {
            "Acknowledged" => desk.AcknowledgeAsync(escalation.Id, FormJson.ToInstant(answer.GetValueOrDefault("acknowledgedAt")), stop),
            "Planned" => PlanAsync(context, desk, escalation, answer),
            "Agreed" => desk.TrackAsync(escalation.Id, Text("person"), Text("expectation"), stop),
            "Reviewed" => desk.NoteAsync(escalation.Id, EscalationStepKind.Reviewed, Text("status"), Text("text"), stop),
            "Invalid" => desk.InvalidateAsync(escalation.Id, Text("reason"), stop),
            "Closed" => desk.CloseAsync(escalation.Id, Text("lesson"), stop),
            _ => throw new InvalidOperationException($"Expected Acknowledged, Planned, Agreed, Reviewed, Invalid or Closed, found '{stage}'."),
        });

        string Text(string key) => answer.GetValueOrDefault(key) as string ?? "";
    }

    private static async Task PlanAsync(
        ActivityExecutionContext context, EscalationDesk desk, Escalation escalation, IReadOnlyDictionary<string, object?> answer)
    {
        var stop = context.CancellationToken;
        var actions = (answer.GetValueOrDefault("actions") as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>()
            .Select(row => new EscalationAction
            {
                Text = row.GetValueOrDefault("text") as string ?? "",
                OwnerId = Facts.Key(row.GetValueOrDefault("ownerId"), "ownerId"),
                DueAt = FormJson.ToInstant(row.GetValueOrDefault("due")),
            }).ToList();
        await desk.PlanAsync(escalation.Id, actions, FormJson.ToInstant(answer.GetValueOrDefault("nextContactAt")), stop);
        await context.GetRequiredService<EscalationDecisions>().ApplyAsync(escalation.Id, EscalationOrder.Of(answer), stop);
        if (escalation.RecordType == RecordTypes.Case && await context.GetRequiredService<ICases>().FindAsync(escalation.RecordId, stop) is { } found)
        {
            var fields = new Dictionary<string, object?>(answer)
            {
                ["escalationNo"] = escalation.No,
                ["level"] = escalation.Level.ToString(),
                ["reason"] = escalation.Reason,
            };
            await context.GetRequiredService<DocumentDesk>().GenerateAsync(found, DocumentTypes.EscalationActionPlan, fields, isInternal: true, cancellationToken: stop);
        }
    }
}
