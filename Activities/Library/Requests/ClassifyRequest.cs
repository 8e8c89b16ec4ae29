using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Writes the classification of the case: type, level, priority.</summary>
/// <remarks>The level comes from the fault matrix; interrupted service makes it level 1; an override needs its reason. Incidents: unknown fault code.</remarks>
[Activity("Elsa.ITR", "Requests", "Writes the classification of the case: type, level, priority.", DisplayName = "Classify request")]
public sealed class ClassifyRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the classification task as JSON object; blank classifies what was reported.</summary>
    [Input(Description = "Answer of the classification task as JSON object; blank classifies what was reported.", Order = 1)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Type of the request.</summary>
    [Output(Description = "Type of the request.")]
    public Output<string?>? GradedType { get; set; }

    /// <summary>Fault level 1 to 4; 0 for other requests.</summary>
    [Output(Description = "Fault level 1 to 4; 0 for other requests.")]
    public Output<int>? GradedLevel { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        await context.GetRequiredService<CaseDesk>().ClassifyAsync(found, Grading(found, FormJson.Read(context.Get(Answer))), context.CancellationToken);
        context.Set(GradedType, found.CaseType.ToString());
        context.Set(GradedLevel, found.Level ?? 0);
    }

    // Without an answer the present level is kept, whatever the matrix says: a follow-up case is graded by its parent (R12).
    private static CaseGrading Grading(Case found, IReadOnlyDictionary<string, object?> answer) => answer.Count == 0
        ? new(found.CaseType, LevelOverride: found.Level, Reason: "unchanged")
        : new(
            Word<CaseType>(answer, "caseType") ?? found.CaseType,
            Word<FaultCategory>(answer, "faultCategory"),
            answer.GetValueOrDefault("faultCode") as string,
            answer.GetValueOrDefault("serviceInterrupted") as bool?,
            answer.GetValueOrDefault("isNmsDown") as bool?,
            Word<FaultLevel>(answer, "levelOverride") is { } level ? (int)level : null,
            answer.GetValueOrDefault("levelReason") as string);

    private static T? Word<T>(IReadOnlyDictionary<string, object?> answer, string key)
        where T : struct, Enum => Enum.TryParse<T>(answer.GetValueOrDefault(key) as string, out var word) ? word : null;

    private enum FaultLevel
    {
        Level1 = 1,
        Level2,
        Level3,
        Level4,
    }
}
