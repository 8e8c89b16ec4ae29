using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Web.Localization;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>What a dialog offers, and what was chosen in it.</summary>
public sealed class RepairChoices(ItrDbContext db, IWorkflowDefinitionService definitions, IWorkflowInstanceVariableManager variables)
{
    private const string VariablePrefix = "var.";

    /// <param name="Value">What is sent.</param>
    public sealed record Choice(string Value, string Text, string? Detail = null);

    /// <param name="Asked">As chosen so far; its reason is blank.</param>
    /// <param name="IsComplete">Everything is chosen that its effects depend on.</param>
    public sealed record Found(
        WorkflowInstance Instance, Repair Asked, bool IsComplete, IReadOnlyList<Choice> Subjects, IReadOnlyList<Choice> Outcomes, IReadOnlyList<Choice> Open,
        IReadOnlyList<Variable> Variables, IReadOnlyList<int> Versions);

    public sealed record Variable(string Id, string Name, string Text);

    /// <returns>Null when there is no such instance or kind, or nothing to do it to.</returns>
    public async Task<Found?> ReadAsync(string id, string kind, string? step, IFormCollection? form, CancellationToken cancellationToken)
    {
        if (!RepairKinds.All.Contains(kind)
            || await db.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is not { Status: WorkflowStatus.Running } instance)
            return null;

        var graph = await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken);
        var names = graph is null ? null : new FlowStepNames(graph);
        var steps = await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.StartSequence)
            .Select(x => new Done(x.Id, x.ActivityId, x.Status, x.StartedAt)).ToListAsync(cancellationToken);
        var waits = await db.Set<StoredBookmark>().AsNoTracking().Where(x => x.WorkflowInstanceId == id).ToListAsync(cancellationToken);
        var open = Open(steps, waits, names);
        var subjects = kind switch
        {
            RepairKinds.Retry => [.. steps.Where(x => x.Status == ActivityStatus.Faulted).Select(x => new Choice(x.Id, Name(names, x.Step), x.Step))],
            RepairKinds.Skip => open,
            RepairKinds.Replay => Replayable(steps, graph, names),
            RepairKinds.SendEvent => [.. waits.Where(x => InstanceWaits.KindOf(x.Name) == WaitKind.Event && InstanceWaits.Text(x.Payload, "recordNo") is not null)
                .Select(x => new Choice(x.Id, InstanceWaits.Told(InstanceWaits.Text(x.Payload, "name")!), Name(names, x.ActivityId)))],
            _ => (IReadOnlyList<Choice>)[],
        };
        var subject = subjects.FirstOrDefault(x => x.Value == step) ?? (subjects.Count > 0 ? subjects[0] : null);
        if (subject is null && kind is not (RepairKinds.Migrate or RepairKinds.Cancel))
            return null;

        var outcomes = kind == RepairKinds.Skip ? await OutcomesAsync(steps.First(x => x.Id == subject!.Value), graph, cancellationToken) : [];
        var values = kind == RepairKinds.Replay ? await VariablesAsync(id, cancellationToken) : [];
        var versions = kind == RepairKinds.Migrate ? await VersionsAsync(instance, cancellationToken) : [];
        var entered = new Form(form);
        var asked = new Repair(kind, id, "")
        {
            Subject = subject?.Value,
            Outcome = (outcomes.FirstOrDefault(x => x.Value == entered.Text("outcome")) ?? (outcomes.Count > 0 ? outcomes[0] : null))?.Value,
            TakenBack = kind != RepairKinds.Replay ? [] : form is null ? TakenBackByDefault(subject!.Value, open, steps, graph) : [.. open.Select(x => x.Value).Intersect(form["back"].OfType<string>())],
            RepeatEffects = entered.Text("repeat") == "true",
            Variables = values.Where(x => entered.Text(VariablePrefix + x.Id) is { } text && text != x.Text).ToDictionary(x => x.Id, x => entered.Text(VariablePrefix + x.Id)!),
            Version = versions.Count == 0 ? null : versions.FirstOrDefault(x => x.ToString(CultureInfo.InvariantCulture) == entered.Text("version"), versions[0]),
            EventFilter = entered.Text("filter"),
            OccurredAt = Moments.Parse(entered.Text("occurredAt")),
        };
        return new Found(instance, asked, kind switch { RepairKinds.Skip => asked.Outcome is not null, RepairKinds.Migrate => asked.Version is not null, _ => true }, subjects, outcomes, open, values, versions);
    }

    private static string Name(FlowStepNames? names, string step) => names?.Of(step) ?? step;

    private static List<Choice> Open(List<Done> steps, List<StoredBookmark> waits, FlowStepNames? names)
    {
        var waiting = waits.Where(x => !x.IsListener).Select(x => x.ActivityInstanceId).ToHashSet();
        return [.. steps.Where(x => x.Status == ActivityStatus.Faulted || waiting.Contains(x.Id)).Select(x => new Choice(x.Id, Name(names, x.Step), x.Step))];
    }

    // What the flowchart itself ran, each step once, the last one first.
    private static IReadOnlyList<Choice> Replayable(List<Done> steps, WorkflowGraph? graph, FlowStepNames? names) =>
    [
        .. steps.Where(x => graph?.FindByActivityId(x.Step)?.Parent?.Activity is Flowchart && x.Status is ActivityStatus.Completed or ActivityStatus.Faulted or ActivityStatus.Running)
            .GroupBy(x => x.Step).OrderByDescending(x => x.Max(step => step.StartedAt)).Select(x => new Choice(x.Key, Name(names, x.Key), x.Key)),
    ];

    /// <summary>Whatever the step leads to is asked again; what runs beside it goes on.</summary>
    private static IReadOnlyList<string> TakenBackByDefault(string step, IReadOnlyList<Choice> open, List<Done> steps, WorkflowGraph? graph)
    {
        if (graph?.FindByActivityId(step) is not { Parent.Activity: Flowchart chart } from)
            return [.. open.Select(x => x.Value)];

        var reached = new HashSet<string>(StringComparer.Ordinal) { step };
        var queue = new Queue<IActivity>([from.Activity]);
        while (queue.TryDequeue(out var activity))
        {
            foreach (var next in chart.Connections.Where(x => x.Source.Activity == activity).Select(x => x.Target.Activity).Where(x => reached.Add(x.Id)))
                queue.Enqueue(next);
        }

        return [.. open.Where(x => steps.First(done => done.Id == x.Value) is var done && reached.Contains(done.Step)).Select(x => x.Value)];
    }

    private async Task<IReadOnlyList<Choice>> OutcomesAsync(Done step, WorkflowGraph? graph, CancellationToken cancellationToken)
    {
        var offered = graph?.FindByActivityId(step.Step) is { Parent.Activity: Flowchart chart } node
            ? chart.Connections.Where(x => x.Source.Activity == node.Activity).Select(x => x.Source.Port ?? "Done").Distinct().ToList()
            : ["Done"];
        var asked = await db.Set<WorkItem>().AsNoTracking().Where(x => x.ActivityInstanceId == step.Id).Select(x => x.Outcomes).FirstOrDefaultAsync(cancellationToken);
        return [.. (asked is null ? offered : asked.Intersect(offered).Concat(offered).Distinct()).Select(x => new Choice(x, Names.Of("TaskOutcome", x)))];
    }

    private async Task<IReadOnlyList<Variable>> VariablesAsync(string id, CancellationToken cancellationToken) =>
        [.. (await variables.GetVariablesAsync(id, cancellationToken)).Select(x => new Variable(x.Variable.Id, x.Variable.Name, VariableText.Of(x.Value))).OrderBy(x => x.Name, StringComparer.Ordinal)];

    private async Task<IReadOnlyList<int>> VersionsAsync(WorkflowInstance instance, CancellationToken cancellationToken) =>
        await db.Set<WorkflowDefinition>().AsNoTracking().Where(x => x.DefinitionId == instance.DefinitionId && x.Version != instance.Version)
            .OrderByDescending(x => x.IsPublished).ThenByDescending(x => x.Version).Select(x => x.Version).ToListAsync(cancellationToken);

    private sealed record Form(IFormCollection? Fields)
    {
        /// <summary>What was entered; null when the form has no such field. Browsers send the lines of a text with CR LF.</summary>
        public string? Text(string name) => Fields?.TryGetValue(name, out var value) == true ? value.ToString().Replace("\r\n", "\n", StringComparison.Ordinal) : null;
    }

    private sealed record Done(string Id, string Step, ActivityStatus Status, DateTimeOffset StartedAt);
}
