using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Lets the clocks of a pause go on.</summary>
/// <remarks>A pause that is not in force does nothing.</remarks>
[Activity("Elsa.ITR", "Clocks", "Lets the clocks of a pause go on.", DisplayName = "Resume clock")]
public sealed class ResumeClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the pause; blank takes the one in force.</summary>
    [Input(Description = "Id of the pause; blank takes the one in force.", Order = 1)]
    public Input<string?> PauseId { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for now.</summary>
    [Input(Description = "Business time, ISO 8601; blank for now.", Order = 2)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<PauseDesk>();
        var pause = Guid.TryParse(context.Get(PauseId), out var named) ? named : (await desk.OpenAsync(context.Record(), context.CancellationToken))?.Id;
        if (pause is { } open)
            await desk.ResumeAsync(open, context.Get(OccurredAt).ToInstant(nameof(OccurredAt)), context.CancellationToken);
    }
}
