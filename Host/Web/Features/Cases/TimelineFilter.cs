using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What a timeline shows: everything, or one side of the story.</summary>
public static class TimelineFilter
{
    public static readonly string[] All = ["all", "people", "time", "flow", "documents"];

    /// <returns>Null for everything.</returns>
    public static CaseEventKind[]? KindsOf(string? show) => show switch
    {
        "people" => [CaseEventKind.Task, CaseEventKind.Customer, CaseEventKind.Note],
        "time" => [CaseEventKind.Clock, CaseEventKind.Escalation, CaseEventKind.Penalty],
        "flow" => [CaseEventKind.Progress, CaseEventKind.Flow],
        "documents" => [CaseEventKind.Document],
        _ => null,
    };

    public static (string Icon, string? Tone) LookOf(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Progress => ("progress", "run"),
        CaseEventKind.Task => ("checklist", null),
        CaseEventKind.Clock => ("clock", "warn"),
        CaseEventKind.Escalation => ("stairs-up", "warn"),
        CaseEventKind.Document => ("file-text", null),
        CaseEventKind.Customer => ("phone", "met"),
        CaseEventKind.Penalty => ("alert-triangle", "breach"),
        CaseEventKind.Note => ("message-2", null),
        _ => ("sitemap", null),
    };
}
