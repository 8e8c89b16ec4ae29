using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Execution;

namespace Elsa.Workflows.Activities.Flowchart
{
    /// <summary>Decides what runs next by tokens that travel over followed connections. Joins look at tokens of their inbound connections.</summary>
    internal sealed class FlowTokens(ActivityExecutionContext flowchart, FlowGraph graph, ActivityCompletionCallback onChildCompleted)
    {
        internal const string TokensKey = "Flowchart.Tokens";
        private readonly List<FlowToken> _tokens = flowchart.GetProperty(TokensKey, () => new List<FlowToken>());

        public bool HasPending => _tokens.Exists(token => token.IsPending);

        public void Clear() => _tokens.Clear();

        /// <summary>The activity was cancelled: nothing comes from it or goes to it.</summary>
        public void Forget(IActivity activity) =>
            _tokens.RemoveAll(token => token.FromActivityId == activity.Id || token.ToActivityId == activity.Id);

        /// <summary>Drops used tokens of an activity whose completion has been handled.</summary>
        public void Sweep(IActivity activity) => _tokens.RemoveAll(token => token.ToActivityId == activity.Id && token.Consumed);

        /// <summary>Sends tokens over the followed connections and runs what may run.</summary>
        public async ValueTask PropagateAsync(IActivity activity, Outcomes outcomes)
        {
            flowchart.Taint();
            var followed = graph.Outbound(activity).Where(arrow => outcomes.Include(arrow.Port)).ToArray();
            foreach (var arrow in followed)
                _tokens.Add(FlowToken.Over(arrow));
            foreach (var token in _tokens.Where(token => token.ToActivityId == activity.Id && token.IsPending))
                token.Consumed = true;
            foreach (var arrow in followed)
                await ArriveAsync(arrow);
        }

        private async ValueTask ArriveAsync(FlowArrow arrow)
        {
            var target = arrow.Target;
            switch (await MergeModeAsync(flowchart, target))
            {
                case MergeMode.Merge:
                    if (HaveAllArrived(graph.ForwardInbound(target)))
                        await ScheduleAsync(target);
                    break;
                case MergeMode.Converge:
                    if (HaveAllArrived(graph.Inbound(target)))
                        await ScheduleAsync(target);
                    break;
                case MergeMode.Cascade:
                    await RunFirstAsync(arrow);
                    break;
                case MergeMode.Race:
                    await FlowCounters.CancelAncestorsAsync(flowchart, graph, target);
                    await RunFirstAsync(arrow);
                    break;
                default:
                    if (!graph.ForwardInbound(target).Any(inbound => _tokens.Exists(token => token.ToActivityId == inbound.Source.Id && token.IsPending)))
                        await ScheduleAsync(target);
                    break;
            }
        }

        private bool HaveAllArrived(FlowArrow[] inbound) => inbound.Length <= 1
            || inbound.All(arrow => _tokens.Exists(token => token.IsPending && token.IsOver(arrow)));

        /// <summary>The first arrival runs the target and blocks the others; a blocked one is swallowed.</summary>
        private async ValueTask RunFirstAsync(FlowArrow arrow)
        {
            if (_tokens.Find(token => token.Blocked && !token.Consumed && token.IsOver(arrow)) is { } blocked)
            {
                blocked.Consumed = true;
                return;
            }

            await ScheduleAsync(arrow.Target);
            foreach (var other in graph.ForwardInbound(arrow.Target).Where(other => other.Source != arrow.Source))
            {
                var token = FlowToken.Over(other);
                token.Blocked = true;
                _tokens.Add(token);
            }
        }

        private ValueTask ScheduleAsync(IActivity target) => flowchart.ScheduleActivityAsync(target, onChildCompleted);

        internal static async ValueTask<MergeMode> MergeModeAsync(ActivityExecutionContext flowchart, IActivity target)
        {
            if (target is FlowJoin join)
            {
                return await InputEvaluation.EvaluateAsync(flowchart.ExpressionExecutionContext, join.Mode) is FlowJoinMode.WaitAll or FlowJoinMode.WaitAllActive
                    ? MergeMode.Merge
                    : MergeMode.Race;
            }

            return CustomPropertyValues.Find(target, "mergeMode") switch
            {
                MergeMode mode => mode,
                { } value when Enum.TryParse<MergeMode>(value.ToString(), ignoreCase: true, out var mode) => mode,
                _ => MergeMode.Stream,
            };
        }
    }
}

namespace Elsa.Workflows.Activities.Flowchart.Models
{
    /// <summary>A token on its way from one activity to another. Stored with the flowchart's context.</summary>
    public class FlowToken
    {
        /// <summary>Where it comes from.</summary>
        public string FromActivityId { get; set; } = null!;

        /// <summary>Name of that activity.</summary>
        public string? FromActivityName { get; set; }

        /// <summary>Outcome it travels on.</summary>
        public string? Outcome { get; set; }

        /// <summary>Where it goes.</summary>
        public string ToActivityId { get; set; } = null!;

        /// <summary>Name of that activity.</summary>
        public string? ToActivityName { get; set; }

        /// <summary>It has arrived and was used.</summary>
        public bool Consumed { get; set; }

        /// <summary>Stands for an arrival that is to be swallowed.</summary>
        public bool Blocked { get; set; }

        internal bool IsPending => !Consumed && !Blocked;

        internal static FlowToken Over(FlowArrow arrow) => new()
        {
            FromActivityId = arrow.Source.Id,
            FromActivityName = arrow.Source.Name,
            Outcome = arrow.Port,
            ToActivityId = arrow.Target.Id,
            ToActivityName = arrow.Target.Name,
        };

        internal bool IsOver(FlowArrow arrow) => FromActivityId == arrow.Source.Id && ToActivityId == arrow.Target.Id && Outcome == arrow.Port;
    }
}
