namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>One reason why an instance stands still, with what proves it and what addresses it.</summary>
/// <param name="Step">Id of the step; null where no step is to blame.</param>
/// <param name="Subject">What the remedy addresses: activity instance, work item, outbox row, deadline, bookmark or child.</param>
/// <param name="Args">Fill the braces of sentence and evidence after the step: texts, names, instants, numbers.</param>
public sealed record Stall(StallCause Cause, string? Step, DateTimeOffset Since, string? Subject, IReadOnlyList<object?> Args)
{
    /// <summary>Name of the step in the language of the request.</summary>
    public string? StepName { get; init; }

    /// <summary>When a failed step is tried again by itself; null when it is not.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    public string OwnerRole => StallCauses.OwnerOf(Cause);

    public StallRemedy Remedy => StallCauses.RemedyOf(Cause);

    /// <summary>What lists filter by and messages are kept apart by; people read the sentence of the cause.</summary>
    public string Noted => Step is null ? Cause.ToString() : $"{Cause}: {Step}";

    /// <summary>A value that has a name in the language of the request.</summary>
    public sealed record Word(string Enumeration, string Value);
}
