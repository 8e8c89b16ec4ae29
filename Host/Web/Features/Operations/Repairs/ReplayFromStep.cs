using System.Text.Json;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>
/// Goes back to a step that was done and runs on from there, with other values if asked. Clocks, business events, messages and flows that
/// the steps had caused stand (conventions §9): those steps are passed over with the outcome they had, unless effects are to be repeated.
/// </summary>
internal sealed class ReplayFromStep(ItrDbContext db, Altering altering, IWorkflowInstanceVariableManager variables) : IRepair
{
    private static readonly string[] Effects =
    [
        "Elsa.SendHttpRequest", "Elsa.FlowSendHttpRequest", "Elsa.PublishEvent", "Elsa.ITR.PublishBusinessEvent", "Elsa.ITR.SendNotification", "Elsa.ITR.PublishNotice",
        "Elsa.ITR.StartFlow", "Elsa.ITR.StartClock", "Elsa.ITR.StopClock", "Elsa.ITR.CancelClock", "Elsa.ITR.PauseClock", "Elsa.ITR.ResumeClock", "Elsa.ITR.PauseByConsent",
        "Elsa.ITR.CreateRecord", "Elsa.ITR.CreateFollowUpCase", "Elsa.ITR.OpenFaultCase", "Elsa.ITR.OpenRecovery", "Elsa.ITR.RaiseEscalation", "Elsa.ITR.RaiseManagementLevel",
        "Elsa.ITR.DeclareMajorIncident", "Elsa.ITR.MoveSpare", "Elsa.ITR.SendSurvey", "Elsa.ITR.ProposePenalty", "Elsa.ITR.GenerateDocument",
        "Elsa.ITR.SetCaseState", "Elsa.ITR.SetRecordState", "Elsa.ITR.RaiseTier", "Elsa.ITR.ReopenCase", "Elsa.ITR.CloseCase", // a record is in its state only once
    ];

    public string Kind => RepairKinds.Replay;

    public async Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var steps = await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => x.WorkflowInstanceId == instance.Id)
            .OrderBy(x => x.StartSequence).Select(x => new Done(x.ActivityId, x.ActivityType, x.StartSequence, x.Status, x.Payload)).ToListAsync(cancellationToken);
        if (steps.FindLast(x => x.Step == asked.Subject) is not { } from)
            throw new RuleViolationException("instance.step-gone", ("instance", instance.Id));

        var alterations = new List<IAlteration>();
        alterations.AddRange(asked.TakenBack.Select(x => new CancelActivity { ActivityInstanceId = x }));
        alterations.AddRange(await ChangesAsync(asked, cancellationToken));
        alterations.Add(new KeepEffects { Activities = asked.RepeatEffects ? [] : Kept(steps, from) }); // what an earlier replay kept is over
        alterations.Add(new ScheduleActivity { ActivityId = from.Step });
        await altering.RunAsync(instance.Id, alterations, cancellationToken);
    }

    /// <summary>Outcomes by step of what was done since and stands; the step itself is run, or nobody would replay it.</summary>
    private static Dictionary<string, string[]> Kept(List<Done> steps, Done from) => steps
        .Where(x => x.Sequence > from.Sequence && x.Status == ActivityStatus.Completed && x.Step != from.Step && Effects.Contains(x.Type))
        .GroupBy(x => x.Step).ToDictionary(x => x.Key, x => OutcomesOf(x.Last().Payload));

    private async Task<IEnumerable<ModifyVariable>> ChangesAsync(Repair asked, CancellationToken cancellationToken)
    {
        if (asked.Variables.Count == 0)
            return [];

        var known = (await variables.GetVariablesAsync(asked.InstanceId, cancellationToken)).ToDictionary(x => x.Variable.Id);
        return asked.Variables.Where(x => known.ContainsKey(x.Key) && VariableText.Of(known[x.Key].Value) != x.Value)
            .Select(x => new ModifyVariable { VariableId = x.Key, Value = VariableText.Read(x.Value, known[x.Key].Value is string or null) });
    }

    private static string[] OutcomesOf(string? payload)
    {
        if (payload is null)
            return [];

        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("Outcomes", out var outcomes) && outcomes.ValueKind == JsonValueKind.Array ? [.. outcomes.EnumerateArray().Select(x => x.ToString())] : [];
    }

    private sealed record Done(string Step, string Type, long Sequence, ActivityStatus Status, string? Payload);
}
