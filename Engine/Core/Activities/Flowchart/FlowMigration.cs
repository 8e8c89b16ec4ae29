using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities.Flowchart;

/// <summary>
/// Brings what a flowchart has counted in line with its new version. What can still be reached from an open activity is yet to come; all
/// the rest counts as settled. And it proves that each open activity still leads to an end (D24).
/// </summary>
internal sealed class FlowMigration
{
    private readonly ActivityExecutionContext _flowchart;
    private readonly FlowGraph _graph;
    private readonly StateMigration _migration;
    private readonly List<IActivity> _open;
    private readonly HashSet<IActivity> _toCome;

    public FlowMigration(ActivityExecutionContext flowchart, FlowGraph graph, StateMigration migration)
    {
        _flowchart = flowchart;
        _graph = graph;
        _migration = migration;
        _open = OpenChildren.Of(flowchart);
        _toCome = graph.Forwards(_open);
    }

    /// <summary>Counters: every settled activity and arrow has been visited once, what is to come not yet.</summary>
    public async ValueTask MoveCountersAsync(FlowScope before, ICollection<Connection> connectionsBefore)
    {
        var scope = new FlowScope();
        var backAgain = _flowchart.Children.Where(child => !child.IsCompleted && FlowCounters.WasRunByBackwardConnection(child))
            .Select(child => child.Activity).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var activity in _graph.Reachable)
        {
            if (!_toCome.Contains(activity) || backAgain.Contains(activity))
                scope.Visit(activity);
            foreach (var arrow in _graph.Outbound(activity).Where(arrow => arrow.IsForward && (!_toCome.Contains(activity) || _open.Contains(arrow.Target))))
                scope.Visit(arrow, WasFollowed(arrow, before, connectionsBefore));
        }

        _flowchart.SetProperty(FlowCounters.ScopeKey, scope);
        ProveEnds(checkBackward: true);
        foreach (var join in JoinsToCome())
        {
            if (await FlowCounters.JoinModeAsync(_flowchart, join) == FlowJoinMode.WaitAll)
                RefuseBlocked(join, _graph.ForwardInbound(join).Where(arrow => IsNew(arrow, connectionsBefore) && scope.VisitsOf(arrow) > 0 && !scope.LastFollowed(arrow)));
        }

        NoteBypassed();
    }

    /// <summary>Tokens: those on the way to what is to come keep going; every open activity has the one that brought it there.</summary>
    public async ValueTask MoveTokensAsync(List<FlowToken> tokens)
    {
        var moved = tokens.Where(token => !token.Consumed).Select(Move).OfType<FlowToken>().ToList();
        foreach (var activity in _open.Where(activity => !moved.Exists(token => token.ToActivityId == activity.Id && token.IsPending)))
        {
            if (_graph.Inbound(activity) is [var arrow, ..])
                moved.Add(FlowToken.Over(arrow));
        }

        _flowchart.SetProperty(FlowTokens.TokensKey, moved);
        ProveEnds(checkBackward: false);
        foreach (var join in JoinsToCome())
        {
            if (await FlowTokens.MergeModeAsync(_flowchart, join) is MergeMode.Merge && _graph.ForwardInbound(join) is { Length: > 1 } inbound)
                RefuseBlocked(join, inbound.Where(arrow => !_toCome.Contains(arrow.Source) && !moved.Exists(token => token.IsPending && token.IsOver(arrow))));
        }

        NoteBypassed();
    }

    private FlowToken? Move(FlowToken token)
    {
        var (source, target) = (_migration.NewIdOf(token.FromActivityId), _migration.NewIdOf(token.ToActivityId));
        var arrow = _graph.Reachable.SelectMany(_graph.Outbound)
            .FirstOrDefault(arrow => arrow.Source.Id == source && arrow.Target.Id == target && arrow.Port == token.Outcome);
        if (arrow == null || !_toCome.Contains(arrow.Target))
            return null;

        var moved = FlowToken.Over(arrow);
        moved.Blocked = token.Blocked;
        return moved;
    }

    private IEnumerable<IActivity> JoinsToCome() => _toCome.Where(activity => !_open.Contains(activity));

    /// <summary>Every open activity must be reachable from the start and lead to an activity after which nothing has to follow.</summary>
    private void ProveEnds(bool checkBackward)
    {
        foreach (var activity in _open.Distinct())
        {
            if (_graph.IsDangling(activity))
            {
                _migration.Refuse("activity.unreachable", activity.Id, $"Expected a way from the start to '{activity.Id}', where the instance stands, but there is none. Draw one.");
                continue;
            }

            var ahead = _graph.Ahead(activity);
            if (checkBackward && ahead.SelectMany(_graph.Outbound).FirstOrDefault(arrow => !arrow.IsForward && !_graph.IsValidBackward(arrow)) is { } back)
                _migration.Refuse("connection.backward", back.Source.Id, $"Expected every way to '{back.Source.Id}' to lead through '{back.Target.Id}', to which it goes back, but one does not: the run would fault there.");
            if (!ahead.Any(IsEnd))
                _migration.Refuse("end.unreachable", activity.Id, $"Expected a way from '{activity.Id}' to an end, but every way leads back. Draw one.");
        }
    }

    private bool IsEnd(IActivity activity)
    {
        var outbound = _graph.Outbound(activity);
        return activity is ITerminalNode || outbound.Length == 0 || OutcomesOf(activity) is not { } outcomes
            || outcomes.Any(outcome => !Array.Exists(outbound, arrow => (arrow.Port ?? "Done") == outcome));
    }

    /// <summary>Outcomes the activity can have; null when only a run can tell.</summary>
    private string[]? OutcomesOf(IActivity activity)
    {
        if (activity is Activities.FlowSwitch flowSwitch)
            return [.. flowSwitch.Cases.Select(item => item.Label), "Default"];

        var descriptor = _flowchart.ActivityNode.Children.First(node => node.Activity == activity).Descriptor;
        if (descriptor.Inputs.Any(input => input.UIHint == InputUIHints.DynamicOutcomes))
            return null;

        var ports = descriptor.Ports.Where(port => port.Type == PortType.Flow).Select(port => port.Name).ToArray();
        return ports.Length > 0 ? ports : ["Done"];
    }

    private void RefuseBlocked(IActivity join, IEnumerable<FlowArrow> never)
    {
        if (never.FirstOrDefault() is { } arrow)
            _migration.Refuse("join.blocked", join.Id, $"Expected join '{join.Id}' to wait only for what can still come, but nothing will come from '{arrow.Source.Id}' in this instance. Let it wait for active branches only, or migrate the instance once it is past the join.");
    }

    private void NoteBypassed()
    {
        foreach (var activity in _graph.Reachable.Where(activity => !_toCome.Contains(activity) && _migration.OldIdOf(activity.Id) == null))
            _migration.Note("activity.bypassed", activity.Id, $"'{activity.Id}' is new and lies before the place where the instance stands: it does not run, unless the flow comes back to it.");
    }

    private bool WasFollowed(FlowArrow arrow, FlowScope before, ICollection<Connection> connectionsBefore)
    {
        var samePort = connectionsBefore.Where(connection =>
            connection.Source.Activity.Id == _migration.OldIdOf(arrow.Source.Id) && connection.Source.Port == arrow.Port
            && before.ConnectionVisitCount.ContainsKey(connection.ToString())).ToList();
        var known = samePort.Find(connection => connection.Target.Activity.Id == _migration.OldIdOf(arrow.Target.Id)) ?? samePort.FirstOrDefault();
        return known != null && before.ConnectionLastVisitFollowed.TryGetValue(known.ToString(), out var followed) && followed;
    }

    private bool IsNew(FlowArrow arrow, ICollection<Connection> connectionsBefore) => !connectionsBefore.Any(connection =>
        connection.Source.Activity.Id == _migration.OldIdOf(arrow.Source.Id) && connection.Source.Port == arrow.Port
        && connection.Target.Activity.Id == _migration.OldIdOf(arrow.Target.Id));
}
