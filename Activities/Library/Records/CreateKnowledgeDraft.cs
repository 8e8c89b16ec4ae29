using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Knowledge;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Writes an article from the case and hands it in for review.</summary>
/// <remarks>Raises Knowledge.Submitted. Source: flow 01 step 19.</remarks>
[Activity("Elsa.ITR", "Records", "Writes an article from the case and hands it in for review.", DisplayName = "Create knowledge draft")]
public sealed class CreateKnowledgeDraft([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <summary>Id of the article.</summary>
    [Output(Description = "Id of the article.")]
    public Output<string?>? ArticleId { get; set; }

    /// <summary>Number of the article.</summary>
    [Output(Description = "Number of the article.")]
    public Output<string?>? ArticleNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var answer = FormJson.Read(context.Get(Answer));
        var article = await context.GetRequiredService<KnowledgeDesk>().DraftAsync(
            await context.CaseAsync(), Text("articleTitle"), Text("symptom"), Text("cause"), Text("solution"), context.CancellationToken);
        context.Set(ArticleId, article.Id.ToString());
        context.Set(ArticleNo, article.No);

        string Text(string key) => answer.GetValueOrDefault(key) as string ?? "";
    }
}
