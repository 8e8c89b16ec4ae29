using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Names the role that approves: another one where the submitter holds the usual role.</summary>
/// <remarks>An approver cannot be the submitter of the same record (flow conventions §4).</remarks>
[Activity("Elsa.ITR", "Management", "Names the role that approves: another one where the submitter holds the usual role.", DisplayName = "Choose approver")]
public sealed class ChooseApprover([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the role that usually approves.</summary>
    [Input(Description = "Code of the role that usually approves.", Order = 1)]
    public Input<string> Role { get; set; } = null!;

    /// <summary>Code of the role that approves what a holder of the usual role has submitted.</summary>
    [Input(Description = "Code of the role that approves what a holder of the usual role has submitted.", Order = 2)]
    public Input<string> OtherRole { get; set; } = null!;

    /// <summary>Person id of who submitted.</summary>
    [Input(Description = "Person id of who submitted.", Order = 3)]
    public Input<string?> Submitter { get; set; } = null!;

    /// <summary>The role that approves.</summary>
    [Output(Description = "The role that approves.")]
    public Output<string?>? Approver { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var role = context.Get(Role)!;
        var holds = Guid.TryParse(context.Get(Submitter), out var person)
            && await context.GetRequiredService<IDirectory>().ActorAsync(person, context.CancellationToken) is { } actor && actor.Has(role);
        context.Set(Approver, holds ? context.Get(OtherRole)! : role);
    }
}
