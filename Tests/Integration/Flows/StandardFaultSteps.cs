using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that faults of levels 2 to 4 go.</summary>
internal static class StandardFaultSteps
{
    /// <summary>The institute hands in the report form.</summary>
    public static Task ReportAsync(this FlowHost host) => host.DoAsync(
        "institute1", "fault-report-form", "Submitted", ("phenomenon", "minor alarm"), ("device", "NE-GZ-0001"), ("stepsTried", "restarted"), ("contacts", "胡文斌"));

    /// <summary>The engineer accepts now.</summary>
    public static Task AcceptStandardAsync(this FlowHost host) => host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "bias current"));

    /// <summary>A fault of a code, reported by the institute and accepted at an instant.</summary>
    public static async Task StandardAcceptedAsync(this FlowHost host, string code, string local, string equipment = "NE-GZ-0001")
    {
        await host.DispatchedAsync(equipment, code, interrupted: false);
        await host.ReportAsync();
        await host.AtAsync(local);
        await host.AcceptStandardAsync();
    }

    /// <summary>A fault of level 3, accepted at an instant.</summary>
    public static Task Level3AcceptedAsync(this FlowHost host, string local) => host.StandardAcceptedAsync("BIZ_MINOR_ALARM", local);

    /// <summary>Whoever it is offered to ends an analysis that is open.</summary>
    public static async Task AnalyseAsync(this FlowHost host, string person, string outcome, params (string Key, object Value)[] fields)
    {
        var item = (await host.OpenAsync()).First(x => x.TaskType == "fault-analyse" && (person == "t1gz" || x.Role != "Tier1Engineer"));
        await host.DoAsync(person, item, outcome, [("analysis", "bias current of the laser"), .. fields]);
    }

    /// <summary>The lead writes the handling form and proposes completion.</summary>
    public static Task HandleAsync(this FlowHost host, string person, params (string Key, object Value)[] fields) => host.DoAsync(
        person, "doc-difficult-handling", "Proposed", [("process", "adjusted"), ("cause", "ageing laser"), ("rootCauseCode", "Configuration"), ("solution", "adjusted"), .. fields]);

    /// <summary>The analysis report is written and signed.</summary>
    public static async Task WriteAnalysisAsync(this FlowHost host)
    {
        await host.DoAsync(
            "t2a", "doc-fault-analysis", "Submit",
            ("summary", "s"), ("timeline", "t"), ("impact", "i"), ("rootCause", "r"), ("evidence", "e"), ("correctiveActions", "c"), ("preventiveActions", "p"), ("permanentSolution", "f"));
        await host.DoAsync("institute1", "doc-sign", "Accept");
    }

    /// <summary>Thresholds of a clock that fired, with the time they were due.</summary>
    public static async Task<List<(int Percent, DateTimeOffset At)>> FiredAsync(this FlowHost host, string clockId) =>
        [.. (await host.ClockAsync(clockId)).Entries.Where(x => x.Kind == ClockEntryKind.ThresholdFired).OrderBy(x => x.Sequence).Select(x => (x.Percent!.Value, x.At))];
}
