using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Gives the case to the office of its site and proposes an engineer.</summary>
/// <remarks>Product skill, on duty, least loaded; a partner contract goes to the partner. Raises Case.Dispatched.</remarks>
[Activity("Elsa.ITR", "Requests", "Gives the case to the office of its site and proposes an engineer.", DisplayName = "Dispatch case")]
public sealed class DispatchCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Person id of the proposed engineer; blank when nobody fits.</summary>
    [Output(Description = "Person id of the proposed engineer; blank when nobody fits.")]
    public Output<string?>? Assignee { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var result = await context.GetRequiredService<CaseDesk>().DispatchAsync(await context.CaseAsync(), context.CancellationToken);
        context.Set(Assignee, result.Assignee?.Id.ToString());
    }
}
