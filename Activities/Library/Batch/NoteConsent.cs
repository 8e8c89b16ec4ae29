using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Notes what the branches answered: postponed ones come last, refused ones become exceptions.</summary>
/// <remarks>Source: flow 10 step 6.</remarks>
[Activity("Elsa.ITR", "Batch", "Notes what the branches of the customer answered.", DisplayName = "Note consent")]
public sealed class NoteConsent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object; its rows branches have city and answer.</summary>
    [Input(Description = "Answer of the task as JSON object; its rows branches have city and answer.", Order = 1)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>On for a refusal of all branches.</summary>
    [Input(Description = "On for a refusal of all branches.", Order = 2)]
    public Input<bool> RefusesAll { get; set; } = new(false);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rows = FormJson.Read(context.Get(Answer)).GetValueOrDefault("branches") as IEnumerable<object?> ?? [];
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.OfType<IReadOnlyDictionary<string, object?>>())
            answers[row.GetValueOrDefault("city") as string ?? ""] = row.GetValueOrDefault("answer") as string ?? "";
        if (context.Get(RefusesAll))
            answers["*"] = "Refused";
        await context.GetRequiredService<CampaignDesk>().ConsentAsync(await context.CampaignAsync(), answers, context.CancellationToken);
    }
}
