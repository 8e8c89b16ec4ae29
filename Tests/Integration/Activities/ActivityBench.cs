using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Integration.Flows;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Tests of single activities share one database; each works on a case of its own.</summary>
[CollectionDefinition(nameof(ActivityBench))]
public sealed class ActivityBenchTests : ICollectionFixture<ActivityBench>;

/// <summary>Runs one activity alone on a record: the product's services and database, one command, no flow around it.</summary>
public sealed class ActivityBench : IAsyncLifetime
{
    private readonly FlowTemplate _template = new();

    public FlowHost Host { get; private set; } = null!;

    public DateTimeOffset Now => Host.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        await _template.InitializeAsync();
        Host = _template.Start("2026-11-23 09:00");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _template.DisposeAsync();
    }

    /// <summary>A fault that was reported by phone now; no flow runs on it.</summary>
    public Task<Case> FaultAsync(string equipmentCode = "NE-GZ-0002", string faultCode = "BIZ_INTERRUPTED", bool interrupted = true) =>
        CaseAsync(equipmentCode, form => form with
        {
            FaultCategory = FaultCategory.Business,
            FaultCode = faultCode,
            ServiceInterrupted = interrupted,
            AffectedServices = "10G trunk",
            AffectedCities = ["GZ"],
        });

    /// <summary>A fault that was classified, bound to its policy and accepted.</summary>
    public async Task<Case> AcceptedAsync(string equipmentCode = "NE-GZ-0002", string faultCode = "BIZ_INTERRUPTED", bool interrupted = true)
    {
        var found = await FaultAsync(equipmentCode, faultCode, interrupted);
        await RunAsync(found.Ref, new ITR.Activities.Requests.ClassifyRequest { Answer = new("") });
        await RunAsync(found.Ref, new ITR.Activities.Requests.CheckEntitlement());
        await RunAsync(found.Ref, new ITR.Activities.Requests.BindPolicy());
        await RunAsync(found.Ref, new ITR.Activities.Requests.DispatchCase());
        await RunAsync(found.Ref, new ITR.Activities.Requests.UpdateCase { Facts = Facts(("acceptedAt", Now.ToString("O"))) });
        await RunAsync(found.Ref, new ITR.Activities.Requests.SetCaseState { Trigger = new("Accept"), Reason = new("") });
        await RunAsync(found.Ref, new ITR.Activities.Events.PublishBusinessEvent { EventName = new("Fault.Accepted"), Filter = new(""), OccurredAt = new(""), Data = new((IDictionary<string, object>?)null), On = new("") });
        return await ReadAsync(found);
    }

    /// <summary>A request of any kind on a network element.</summary>
    public Task<Case> CaseAsync(string equipmentCode, Func<CaseIntake, CaseIntake> form) => Host.RunAsync("intake1", async services =>
    {
        var element = await services.GetRequiredService<ItrDbContext>().Set<InstalledEquipment>().SingleAsync(x => x.Code == equipmentCode);
        return await services.GetRequiredService<CaseDesk>().RegisterAsync(form(new CaseIntake
        {
            Channel = Channel.Phone,
            CaseType = CaseType.Fault,
            CustomerId = element.CustomerId,
            EquipmentId = element.Id,
            OccurredAt = Now,
            ReportedAt = Now,
            FormOpenedAt = Now,
            Title = $"{equipmentCode} fault",
            Description = "Reported by phone",
        }));
    });

    /// <summary>The case as it is stored now.</summary>
    public Task<Case> ReadAsync(Case found) => Host.ReadAsync(db => db.Set<Case>().AsNoTracking().SingleAsync(x => x.Id == found.Id));

    /// <summary>Rows of a kind.</summary>
    public Task<List<T>> RowsAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class => Host.ReadAsync(db => db.Set<T>().AsNoTracking().Where(which).ToListAsync());

    /// <summary>Runs the activity in a command of its own; what it did is committed.</summary>
    /// <exception cref="ActivityException">The activity threw; nothing was committed.</exception>
    public Task<Ran> RunAsync(RecordRef record, Activity activity, string? person = null, params Variable[] variables) => Host.RunAsync(person, async services =>
    {
        var root = new Sequence { Activities = { activity } };
        foreach (var variable in variables)
            root.Variables.Add(variable);
        var result = await services.GetRequiredService<IWorkflowRunner>().RunAsync(root, new RunWorkflowOptions
        {
            CorrelationId = record.No,
            Input = new Dictionary<string, object> { ["recordType"] = record.Type, ["recordId"] = record.Id.ToString(), ["recordNo"] = record.No },
        });
        if (result.WorkflowState.Incidents.FirstOrDefault() is { } incident)
            throw new ActivityException(incident.Message);

        var step = result.Journal.ActivityExecutionContexts.Single(x => x.Activity == activity);
        return new Ran(
            step.JournalData.TryGetValue("Outcomes", out var outcomes) ? Assert.Single((IEnumerable<string>)outcomes!) : null,
            name => result.WorkflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activity.Id, name),
            name => step.GetVariable<object>(name),
            [.. result.WorkflowState.Bookmarks.Select(x => x.Name)]);
    });

    /// <summary>Fields of an answered form.</summary>
    public static Input<string> Answer(params (string Key, object? Value)[] fields) => new(JsonSerializer.Serialize(fields.ToDictionary(x => x.Key, x => x.Value)));

    /// <summary>Facts by name.</summary>
    public static Input<IDictionary<string, object>> Facts(params (string Key, object Value)[] facts) => new(facts.ToDictionary(x => x.Key, x => x.Value));
}

/// <summary>What an activity did.</summary>
/// <param name="Outcome">How it ended; null for one without named outcomes, and for one that waits.</param>
/// <param name="Output">Value of an output by name.</param>
/// <param name="Variable">Value of a variable by name.</param>
/// <param name="Waits">Names of the bookmarks it left.</param>
public sealed record Ran(string? Outcome, Func<string, object?> Output, Func<string, object?> Variable, IReadOnlyList<string> Waits);

/// <summary>The activity became an incident.</summary>
public sealed class ActivityException(string message) : Exception(message);
