using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Activities.Records;

/// <summary>Sends the satisfaction survey to the reporter.</summary>
/// <remarks>Raises Survey.Sent; one that is open is not sent again.</remarks>
[Activity("Elsa.ITR", "Records", "Sends the satisfaction survey to the reporter.", DisplayName = "Send survey")]
public sealed class SendSurvey([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<AftercareDesk>().SendSurveyAsync(await context.CaseAsync(), context.CancellationToken);
    }
}
