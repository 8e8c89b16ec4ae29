using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>What walks through some flows have taken, and how each of their runs ended.</summary>
internal sealed class WalkLog
{
    private readonly HashSet<(string Flow, string Step, string Outcome)> _left;
    private readonly Dictionary<(string Flow, string Step, string Outcome), int> _taken = [];
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);

    /// <param name="flows">The flows whose outcomes are wanted; others are gone through by the shortest way.</param>
    public WalkLog(params string[] flows)
    {
        Flows = flows;
        _left = [.. flows.SelectMany(flow => OutcomesOf(flow).Select(x => (flow, x.Step, x.Outcome)))];
    }

    public IReadOnlyList<string> Flows { get; }

    /// <summary>What nobody took yet, <c>flow/step outcome</c>.</summary>
    public IEnumerable<string> Left => _left.Select(x => $"{x.Flow}/{x.Step} {x.Outcome}").Order(StringComparer.Ordinal);

    /// <summary>Runs that ended, by flow and outcome.</summary>
    public IReadOnlyDictionary<string, int> Ends => _ends;

    /// <summary>Work items that were completed.</summary>
    public int Answers { get; private set; }

    public bool IsAbout(string? flow) => Flows.Contains(flow);

    public bool Wants(WorkItem item, string outcome) => _left.Contains(Key(item, outcome));

    /// <summary>Whether some outcome of a flow was never taken.</summary>
    public bool Wants(string? flow) => _left.Any(x => x.Flow == flow);

    /// <summary>Whether some outcome of one of these steps was never taken.</summary>
    public bool WantsAny(params string[] steps) => _left.Any(x => steps.Contains(x.Step));

    public void Take(WorkItem item, string outcome)
    {
        Answers++;
        var key = Key(item, outcome);
        _left.Remove(key);
        _taken[key] = _taken.GetValueOrDefault(key) + 1;
    }

    /// <summary>How often an outcome was taken.</summary>
    public int Times(WorkItem item, string outcome) => _taken.GetValueOrDefault(Key(item, outcome));

    public void End(string flow, string outcome) => _ends[$"{flow} {outcome}"] = _ends.GetValueOrDefault($"{flow} {outcome}") + 1;

    /// <summary>Runs of a flow that came to an end.</summary>
    public int RunsOf(string flow) => _ends.Where(x => x.Key.StartsWith(flow + " ", StringComparison.Ordinal)).Sum(x => x.Value);

    /// <summary>Whether it is a flow's turn: by the number of the walk while some outcome was never taken, then when it has run less than another.</summary>
    public bool IsTurnOf(string flow, string other, bool byNumber) => _left.Count > 0 ? byNumber : RunsOf(flow) < RunsOf(other);

    private static (string, string, string) Key(WorkItem item, string outcome) => (item.FlowId ?? "", item.Step ?? "", outcome);

    /// <summary>Every outcome of every human task of a flow, as its content names them.</summary>
    private static HashSet<(string Step, string Outcome)> OutcomesOf(string flow)
    {
        var forms = new FormContent();
        using var content = JsonDocument.Parse(FlowContent.Newest(flow)!.Json);
        var found = new HashSet<(string, string)>();
        foreach (var step in content.RootElement.GetProperty("root").GetProperty("activities").EnumerateArray())
        {
            var name = step.GetProperty("type").GetString() switch
            {
                "Elsa.ITR.HumanTask" => "outcomes",
                "Elsa.ITR.ParallelApproval" => "choices",
                "Elsa.ITR.ApprovalTask" => "decisions",
                _ => null,
            };
            if (name is null)
                continue;

            var list = step.GetProperty(name).GetProperty("expression").GetProperty("value");
            List<string> offered = list.ValueKind == JsonValueKind.String ? JsonSerializer.Deserialize<List<string>>(list.GetString()!)! : [.. list.EnumerateArray().Select(x => x.GetString()!)];
            if (offered.Count == 0)
                offered = [.. forms.Latest(step.GetProperty("taskType").GetProperty("expression").GetProperty("value").GetString()!)!.Outcomes.Select(x => x.Name)];
            found.UnionWith(offered.Select(outcome => (step.GetProperty("id").GetString()!, outcome)));
        }

        return found;
    }
}
