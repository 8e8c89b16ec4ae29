using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Knowledge;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Notes that a published article fits the case.</summary>
/// <remarks>Counts for the rank of the article. Once per case. Incidents: knowledge.unknown, knowledge.not-published.</remarks>
[Activity("Elsa.ITR", "Records", "Notes that a published article fits the case.", DisplayName = "Link knowledge")]
public sealed class LinkKnowledge([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the article.</summary>
    [Input(Description = "Id of the article.", Order = 1)]
    public Input<string> ArticleId { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<KnowledgeDesk>().LinkAsync(await context.CaseAsync(), Guid.Parse(context.Get(ArticleId)!), context.CancellationToken);
    }
}
