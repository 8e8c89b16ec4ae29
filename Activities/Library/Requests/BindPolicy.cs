using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Binds the policy version that the contract or warranty promises (R5).</summary>
/// <remarks>General commitments and internal targets are bound since the case was received.</remarks>
[Activity("Elsa.ITR", "Requests", "Binds the policy version that the contract or warranty promises (R5).", DisplayName = "Bind SLA policy")]
public sealed class BindPolicy([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the policy; blank without promise.</summary>
    [Output(Description = "Code of the policy; blank without promise.")]
    public Output<string?>? Policy { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.Set(Policy, await context.GetRequiredService<CaseDesk>().BindPolicyAsync(await context.CaseAsync(), context.CancellationToken));
    }
}
