using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Knowledge;

namespace Elsa.ITR.Activities.Records;

/// <summary>Publishes or drops an article when the knowledge editor has reviewed it; the review outlives the flow that asked for it.</summary>
public sealed class KnowledgeReview(KnowledgeDesk desk) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => "knowledge-review";

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        var article = FormJson.Read(item.InputData).GetValueOrDefault("articleId") as string;
        await desk.ReviewAsync(Guid.Parse(article!), item.Outcome == "Publish", cancellationToken);
    }
}
