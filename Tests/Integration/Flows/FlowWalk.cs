using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Goes through everything that a start sets off, one answer after the other, until nothing is left to do; prefers outcomes that were never taken.</summary>
internal sealed class FlowWalk(FlowHost host, Random random, WalkLog log, HashSet<string> seen)
{
    private const int Most = 600; // steps of one walk; a loop that the chance never leaves is a mistake
    private const int Pause = 16; // one step in so many is a pause
    private const int Detour = 5; // one answer in so many goes another way than the usual one

    // Refused because of what happened before; the next try takes another outcome.
    private static readonly string[] Refusals = ["spare.no-more-extensions", "case.level-same"];

    // What a case that another flow opens would lead to has walks of its own.
    private static readonly Dictionary<string, string> ShortWays = new() { ["case-classify"] = "Invalid", ["upgrade-uncertified"] = "Force", ["case-knowledge"] = "None", ["tp-track"] = "SolutionDelivered", ["min-write"] = "NotMajor" };

    private readonly WalkAnswers _answers = new(host, random);
    private readonly List<string> _path = [];

    // Longer than any wait of a day's work; an emergency waits for minutes and asks for a note every half hour.
    private readonly TimeSpan _pause = TimeSpan.FromHours(log.IsAbout(FlowIds.EmergencyRecovery) ? 1 : 9);

    /// <summary>What was answered when, a line each.</summary>
    public string Path => string.Join('\n', _path);

    /// <summary>From a start to the end of everything.</summary>
    public async Task GoAsync(Func<Task> start)
    {
        await start();
        await host.DrainAsync();
        await _answers.LookUpAsync();
        for (var step = 0; step < Most; step++)
        {
            var open = await OpenAsync();
            if (open.Count == 0)
            {
                await SettleAsync();
                if (!await IsRunningAsync())
                {
                    await RequireQuietAsync();
                    return;
                }

                if (!await WaitAsync(TimeSpan.Zero))
                    throw new InvalidOperationException($"Expected something to wait for, but nothing is due: {await RunningAsync()}");
                continue;
            }

            var wanted = open.Where(item => item.Outcomes.Any(outcome => log.Wants(item, outcome))).ToList();
            if (random.Next(Pause) == 0)
                await WaitAsync(_pause);
            else if (wanted.Count == 0 && log.Left.Any() && random.Next(Detour) == 0)
                await WaitAsync(TimeSpan.Zero); // what nobody saw yet may come with time
            else
                await AnswerAsync(wanted.Count > 0 ? wanted[random.Next(wanted.Count)] : open[random.Next(open.Count)]);
        }

        throw new InvalidOperationException($"Expected everything to end within {Most} steps. Open: {string.Join(", ", (await OpenAsync()).Select(x => $"{x.FlowId}/{x.Step} {x.RecordNo} {x.InputData}"))}");
    }

    // To what is due next, and a while further; false when nothing is due.
    private async Task<bool> WaitAsync(TimeSpan longer)
    {
        await SettleAsync();
        if (await NextDueAsync() is not { } next)
            return false;

        var now = host.Time.GetUtcNow();
        await host.AtAsync((next > now ? next : now) + longer);
        await host.DrainAsync();
        return true;
    }

    private async Task AnswerAsync(WorkItem item)
    {
        var outcome = Choose(item);
        var fields = _answers.Fill(item, outcome, ticks: log.IsAbout(item.FlowId));
        _path.Add($"  {host.Time.GetUtcNow():MM-dd HH:mm} {item.FlowId}/{item.Step} {outcome} {item.RecordNo}");
        try
        {
            await host.RunAsync(null, services => services.GetRequiredService<ICommandHandler<CompleteWorkItem.Command, CompleteWorkItem.Result?>>()
                .HandleAsync(new CompleteWorkItem.Command(item.No, outcome, fields, item.RowVersion), default));
        }
        catch (RuleViolationException refused) when (Refusals.Contains(refused.Code))
        {
            return;
        }
        catch (RuleViolationException refused)
        {
            throw new InvalidOperationException($"Expected {item.FlowId}/{item.Step} {item.TaskType} to take {outcome}, but {refused.Code} {string.Join(", ", refused.Args)}", refused);
        }

        log.Take(item, outcome);
        await host.DrainAsync();
        await RequireNoIncidentAsync($"{item.FlowId}/{item.Step} {outcome}");
    }

    private string Choose(WorkItem item)
    {
        if (!log.IsAbout(item.FlowId))
            return ShortWays.TryGetValue(item.TaskType, out var way) && item.Outcomes.Contains(way) ? way : item.Outcomes[0];

        var fresh = item.Outcomes.Where(outcome => log.Wants(item, outcome)).ToList();
        if (fresh.Count > 0)
            return fresh[random.Next(fresh.Count)];
        if (random.Next(Detour) == 0)
            return item.Outcomes[random.Next(item.Outcomes.Count)];

        var onwards = item.Outcomes.Where(outcome => !WalkAnswers.IsNegative(item, outcome)).ToList(); // what ends a walk early is left to chance
        return log.Wants(item.FlowId) && random.Next(2) == 0
            ? onwards.MinBy(outcome => log.Times(item, outcome)) ?? item.Outcomes[0] // the rarest way leads to what nobody saw
            : item.Outcomes[0]; // the usual one comes first
    }

    private async Task RequireQuietAsync()
    {
        var clocks = await host.ReadAsync(db => db.Set<SlaClock>()
            .Where(x => x.State == ClockState.Running || x.State == ClockState.Paused).Select(x => x.RecordNo + " " + x.ClockId).ToListAsync());
        Assert.True(clocks.Count == 0, $"Expected no clock to run after everything ended, but {string.Join(", ", clocks)}");
        Assert.False(await host.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(x => x.State != OutboxState.Done)), "Expected every effect to be done.");
        await EndsAsync();
    }

    // Every run ended where its flow may end, or was cancelled by who started it.
    private async Task EndsAsync()
    {
        var ended = (await host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.SubStatus != WorkflowSubStatus.Cancelled).Select(x => new { x.Id, x.DefinitionId }).ToListAsync()))
            .Where(x => seen.Add(x.Id)).ToList();
        var ids = ended.Select(x => x.Id).ToList();
        var steps = (await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().Where(x => ids.Contains(x.WorkflowInstanceId) && x.ActivityId.StartsWith("end-"))
            .Select(x => new { x.WorkflowInstanceId, x.ActivityId }).ToListAsync())).ToLookup(x => x.WorkflowInstanceId, x => x.ActivityId);
        foreach (var run in ended)
        {
            var outcome = FlowCatalog.Find(run.DefinitionId)!.Outcomes.FirstOrDefault(outcome => steps[run.Id].Contains($"end-{outcome.ToLowerInvariant()}"));
            Assert.True(outcome is not null, $"Expected {run.DefinitionId} to end where it may.");
            log.End(run.DefinitionId, outcome);
        }
    }

    // Management settles what it was called to; left alone it would be reminded every hour of a walk about something else.
    private async Task SettleAsync()
    {
        if (log.IsAbout(FlowIds.ManagementEscalation))
            return;

        foreach (var escalation in await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.OpenKey != null).ToListAsync()))
        {
            await host.RunAsync(null, async services =>
            {
                await services.GetRequiredService<EscalationDesk>().SettleAsync(escalation.Record, "settled");
                return true;
            });
            await host.DrainAsync();
        }
    }

    private Task<List<WorkItem>> OpenAsync() => host.ReadAsync(db => db.Set<WorkItem>()
        .Where(x => (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)
            && (x.FlowId == null || x.FlowId != FlowIds.ManagementEscalation || log.Flows.Contains(FlowIds.ManagementEscalation)))
        .OrderBy(x => x.No).ToListAsync());

    private Task<bool> IsRunningAsync() => host.ReadAsync(db => db.Set<WorkflowInstance>().AnyAsync(x => x.Status == WorkflowStatus.Running));

    // Where the runs stand that have not ended.
    private async Task<string> RunningAsync() => string.Join(", ", await host.ReadAsync(db => (
        from run in db.Set<WorkflowInstance>()
        where run.Status == WorkflowStatus.Running
        from bookmark in db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == run.Id).DefaultIfEmpty()
        select run.DefinitionId + "/" + bookmark!.ActivityId + " " + run.CorrelationId).ToListAsync()));

    private async Task RequireNoIncidentAsync(string after)
    {
        if (await host.ReadAsync(db => db.Set<WorkflowInstance>().AnyAsync(x => x.IncidentCount > 0)))
            await host.RequireNoIncidentAsync(after);
    }

    private Task<DateTimeOffset?> NextDueAsync() =>
        host.ReadAsync(db => db.Set<Deadline>().Where(x => x.State == DeadlineState.Pending).OrderBy(x => x.DueAt).Select(x => (DateTimeOffset?)x.DueAt).FirstOrDefaultAsync());
}
