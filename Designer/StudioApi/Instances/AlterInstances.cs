using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Alterations;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Elsa.Alterations.Core.Models;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Instances;

/// <summary>Alterations: an outcome per instance, each in a transaction of its own; then the altered ones go on.</summary>
internal static class AlterInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var alterations = api.MapGroup("/alterations");
        alterations.MapPost("/dry-run", async (HttpContext http, IInstanceLists lists) =>
        {
            var filter = await RequestBody.ReadAsync<InstanceFilter>(http);
            return Answer.Of(new { workflowInstanceIds = IsEmpty(filter) ? [] : await lists.ListIdsAsync(filter.ToQuery(), http.RequestAborted) });
        });

        alterations.MapPost("/run", async (HttpContext http, IAlterationRunner runner, IAlteredWorkflowDispatcher dispatcher, TimeProvider time) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var results = await runner.RunAsync(body.WorkflowInstanceIds, Read(body.Alterations), http.RequestAborted);
            await dispatcher.DispatchAsync(results, http.RequestAborted);
            return Results(results, time);
        });

        alterations.MapPost("/submit", async (HttpContext http, IAlterationPlanScheduler plans) =>
        {
            var body = await RequestBody.ReadAsync<PlanBody>(http);
            var plan = new AlterationPlanParams { Alterations = [.. Read(body.Alterations)], Filter = body.Filter };
            return Answer.Of(new { planId = await plans.SubmitAsync(plan, http.RequestAborted) });
        });

        alterations.MapGet("/{id}", async (string id, HttpContext http, IAlterationPlanStore plans) =>
            await plans.FindAsync(id, http.RequestAborted) is { } plan ? Answer.Of(Shown(plan, await plans.ListJobsAsync(id, http.RequestAborted))) : Answer.Nothing());

        alterations.MapPost("/workflows/retry", async (
            HttpContext http, IAlterationRunner runner, IAlteredWorkflowDispatcher dispatcher, IJournalLists journal, TimeProvider time) =>
        {
            var results = new List<RunAlterationsResult>();
            foreach (var id in (await RequestBody.ReadAsync<Body>(http)).WorkflowInstanceIds)
            {
                var faulted = (await journal.ExecutionsAsync(new ExecutionQuery(id) { Completed = false }, http.RequestAborted)).Where(x => x.Status == ActivityStatus.Faulted);
                results.Add(await runner.RunAsync(id, faulted.Select(x => new ScheduleActivity { ActivityInstanceId = x.Id }), http.RequestAborted));
            }

            await dispatcher.DispatchAsync(results, http.RequestAborted);
            return Results(results, time);
        });
    }

    private static IReadOnlyList<IAlteration> Read(JsonElement alterations)
    {
        try
        {
            return AlterationJson.Read(alterations);
        }
        catch (JsonException error)
        {
            throw new InvalidRequestException(Errors.MemberOf(error, "alterations"), error.Message);
        }
    }

    // Elsa selects nothing by an empty filter: a mistake must not mean every instance.
    private static bool IsEmpty(InstanceFilter filter) => filter is
    {
        Ids: null, DefinitionId: null, DefinitionIds: null, DefinitionVersionIds: null, CorrelationId: null, CorrelationIds: null, Name: null, Names: null,
        Status: null, Statuses: null, SubStatus: null, SubStatuses: null, HasIncidents: null, SearchTerm: null, Version: null, ParentWorkflowInstanceIds: null,
        TimestampFilters: null,
    };

    private static IResult Results(IEnumerable<RunAlterationsResult> results, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return Answer.Of(new
        {
            results = results.Select(result => new
            {
                workflowInstanceId = result.WorkflowInstanceId,
                log = new { logEntries = result.Log.Select(entry => Shown(entry, now)) },
                workflowHasScheduledWork = result.WorkflowHasScheduledWork,
                isSuccessful = result.IsSuccessful,
            }),
        });
    }

    private static object Shown(AlterationPlan plan, IReadOnlyList<AlterationJob> jobs) => new
    {
        plan = new
        {
            alterations = JsonNode.Parse(plan.Alterations),
            workflowInstanceFilter = JsonNode.Parse(plan.Filter),
            status = plan.Status,
            createdAt = plan.CreatedAt,
            startedAt = plan.StartedAt,
            completedAt = plan.CompletedAt,
            id = plan.Id,
        },
        jobs = jobs.Select(job => new
        {
            planId = job.PlanId,
            workflowInstanceId = job.WorkflowInstanceId,
            status = job.Status,
            log = AlterationJson.ReadLog(job.Log).Select(entry => Shown(entry, job.CompletedAt!.Value)),
            createdAt = job.CreatedAt,
            startedAt = job.StartedAt,
            completedAt = job.CompletedAt,
            id = job.Id,
            tenantId = "",
        }),
    };

    private static object Shown(AlterationLogEntry entry, DateTimeOffset at) => new
    {
        message = entry.Message ?? entry.EventName.Replace("Alteration ", "", StringComparison.Ordinal),
        logLevel = entry.Succeeded ? "Information" : "Error",
        timestamp = at,
        eventName = entry.EventName,
    };

    private sealed class PlanBody
    {
        public JsonElement Alterations { get; set; }

        public AlterationWorkflowInstanceFilter Filter { get; set; } = new();
    }

    private sealed class Body
    {
        public JsonElement Alterations { get; set; }

        public List<string> WorkflowInstanceIds { get; set; } = [];
    }
}
