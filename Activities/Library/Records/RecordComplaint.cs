using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Notes how far the complaint of the case has come.</summary>
/// <remarks>Each stage raises its event; a case without complaint is left alone at Resolved. Source: flow 01 steps 13 to 15.</remarks>
[Activity("Elsa.ITR", "Records", "Notes how far the complaint of the case has come.", DisplayName = "Record complaint")]
public sealed class RecordComplaint([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What was done.</summary>
    [Input(
        Description = "What was done.", UIHint = InputUIHints.DropDown, Options = new[] { "Acknowledged", "Investigated", "Verified", "Unfounded", "Resolved" }, Order = 1)]
    public Input<string> Stage { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Rule of the penalty that a verified formal complaint costs; blank for none.</summary>
    [Output(Description = "Rule of the penalty that a verified formal complaint costs; blank for none.")]
    public Output<string?>? PenaltyRule { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<AftercareDesk>();
        var found = await context.CaseAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var stage = context.Get(Stage);
        context.Set(PenaltyRule, "");
        switch (stage)
        {
            case "Acknowledged":
                await desk.AcknowledgeComplaintAsync(found, FormJson.ToInstant(answer.GetValueOrDefault("contactedAt")) ?? Now(context), context.CancellationToken);
                break;
            case "Investigated":
                await desk.InvestigateComplaintAsync(found, Text("findings"), Text("measures"), Text("scoreCategory"), context.CancellationToken);
                break;
            case "Verified" or "Unfounded":
                var complaint = await desk.VerifyComplaintAsync(found, stage == "Verified", context.CancellationToken);
                var isFormal = answer.GetValueOrDefault("written") is true || complaint.Source == ComplaintSource.Written;
                if (stage == "Verified" && isFormal)
                    context.Set(PenaltyRule, await RuleOfAsync(context, found, complaint.Category));
                break;
            default:
                await desk.ResolveComplaintAsync(found, context.CancellationToken);
                break;
        }

        string Text(string key) => answer.GetValueOrDefault(key) as string ?? "";
    }

    // A scorecard category has one rule for verified formal complaints.
    private static async Task<string?> RuleOfAsync(ActivityExecutionContext context, Case found, string? category)
    {
        var policy = await context.GetRequiredService<IPolicies>().GetAsync(found.BaseVersion, context.CancellationToken);
        return policy.PenaltyRules.Values.FirstOrDefault(
            rule => rule.Category == category && rule.Id.EndsWith("-COMPLAINT", StringComparison.Ordinal))?.Id;
    }

    private static DateTimeOffset Now(ActivityExecutionContext context) => context.GetRequiredService<TimeProvider>().GetUtcNow();
}
