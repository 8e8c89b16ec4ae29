using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Knowledge;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Looks for published articles that fit the case.</summary>
/// <remarks>The best fitting first, a handful at most. Source: flow 01 step 2.</remarks>
[Activity("Elsa.ITR", "Requests", "Looks for published articles that fit the case.", DisplayName = "Search knowledge")]
public sealed class SearchKnowledge([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Numbers and titles of the articles, one per line; blank when none fits.</summary>
    [Output(Description = "Numbers and titles of the articles, one per line; blank when none fits.")]
    public Output<string?>? Articles { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.GetRequiredService<KnowledgeDesk>().SearchForAsync(await context.CaseAsync(), cancellationToken: context.CancellationToken);
        context.Set(Articles, string.Join('\n', found.Select(hit => $"{hit.Article.No} {hit.Article.Title}")));
    }
}
