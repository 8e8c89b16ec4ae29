using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Logs the operations of a session on the customer's equipment.</summary>
/// <remarks>Rows of the answer's field <c>operations</c>: at, operation, changing, consent, result. Source: flows 15 and 16.</remarks>
[Activity("Elsa.ITR", "Records", "Logs the operations of a session on the customer's equipment.", DisplayName = "Log operations")]
public sealed class LogOperations([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 1)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Who of the customer watched and consented.</summary>
    [Input(Description = "Who of the customer watched and consented.", Order = 2)]
    public Input<string?> ConsentBy { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rows = FormJson.Read(context.Get(Answer)).GetValueOrDefault("operations") as IEnumerable<object?> ?? [];
        context.GetRequiredService<ServiceDesk>().LogOperations(
            await context.ServiceAsync(), rows.OfType<IReadOnlyDictionary<string, object?>>(), context.Get(ConsentBy));
    }
}
