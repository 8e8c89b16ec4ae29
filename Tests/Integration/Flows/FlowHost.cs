using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Contracts;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Processes;
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

/// <summary>The whole product below its pages on one SQLite file: people act through the same commands as in the browser, time is the test's.</summary>
public sealed class FlowHost : IAsyncDisposable
{
    /// <summary>Stands for the person who holds an item.</summary>
    public const string Holder = "holder";

    private static readonly FormContent Forms = new();

    private readonly ServiceProvider _services;
    private RecordRef? _record;

    internal FlowHost(string file, string local)
    {
        Time = new ManualTime(ManualTime.Local(local));
        _services = FlowTemplate.Services(file, Time);
    }

    public ManualTime Time { get; }

    /// <summary>The case of the test: the one registered last.</summary>
    public Case Case { get; private set; } = null!;

    /// <summary>What the test works on: a business record, or else the case.</summary>
    public RecordRef Record => _record ?? Case.Ref;

    /// <summary>Makes a business record what the test works on; null goes back to the case.</summary>
    public void Use(RecordRef? record) => _record = record;

    /// <summary>Somebody opens a business record; its flow starts.</summary>
    public async Task<T> OpenRecordAsync<T>(string person, string flow, Func<IServiceProvider, Task<T>> make, RecordRef? parent = null, IReadOnlyDictionary<string, object?>? input = null)
        where T : BusinessRecord
    {
        var made = await RunAsync(person, async services =>
        {
            var record = await services.GetRequiredService<RecordDesk>().OpenAsync(await make(services), parent);
            await services.GetRequiredService<IFlows>().StartAsync(flow, record.Ref, input);
            return record;
        });
        Use(made.Ref);
        return made;
    }

    /// <summary>Reads the business record of the test again.</summary>
    public Task<T> RecordAsync<T>()
        where T : BusinessRecord => ReadAsync(db => db.Set<T>().SingleAsync(x => x.Id == Record.Id));

    /// <summary>Somebody registers a request; its flow starts.</summary>
    public async Task<Case> RegisterAsync(string person, Func<IServiceProvider, Task<CaseIntake>> form)
    {
        var id = await RunAsync(person, async services =>
        {
            var made = await services.GetRequiredService<CaseDesk>().RegisterAsync(await form(services));
            await services.GetRequiredService<IFlows>().StartAsync(FlowIds.ManageServiceRequest, made.Ref);
            return made.Id;
        });
        return await UseAsync(id);
    }

    /// <summary>A fault on a network element of the demonstration data, reported by phone now.</summary>
    public Task<Case> RegisterFaultAsync(
        string equipmentCode, string faultCode = "BIZ_INTERRUPTED", bool interrupted = true, string person = "intake1", string? openedAt = null, Channel channel = Channel.Phone) =>
        RegisterAsync(person, async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == equipmentCode);
            var opened = openedAt is null ? Time.GetUtcNow() : ManualTime.Local(openedAt);
            return new CaseIntake
            {
                Channel = channel,
                CaseType = CaseType.Fault,
                CustomerId = element.CustomerId,
                EquipmentId = element.Id,
                OccurredAt = opened,
                ReportedAt = opened,
                FormOpenedAt = opened,
                Title = $"{equipmentCode} fault",
                Description = "Reported by phone",
                FaultCategory = CategoryOf(faultCode),
                FaultCode = faultCode,
                ServiceInterrupted = interrupted,
                AffectedServices = "10G trunk",
                AffectedCities = ["GZ"],
            };
        });

    /// <summary>Makes another case the case of the test.</summary>
    public async Task<Case> UseAsync(Guid id) => Case = await ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Id == id));

    /// <summary>Reads the case again.</summary>
    public Task<Case> CaseAsync() => UseAsync(Case.Id);

    /// <summary>Open items of the case, of what was opened for it, of its escalations and incidents, in the order they were asked.</summary>
    public Task<List<WorkItem>> OpenAsync() =>
        ReadAsync(db => db.Set<WorkItem>()
            .Where(x => (x.RecordId == Record.Id || db.Set<RecordLink>().Any(link => link.RecordId == x.RecordId && link.CaseId == Record.Id)
                || db.Set<Escalation>().Any(escalation => escalation.RecordId == Record.Id && escalation.Id == x.RecordId)
                || db.Set<MajorIncident>().Any(incident => incident.MainCaseId == Record.Id && incident.Id == x.RecordId))
                && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)).OrderBy(x => x.No).ToListAsync());

    /// <summary>The open item of a task type, of a flow's step when several are open.</summary>
    public async Task<WorkItem> TaskAsync(string taskType, string? step = null)
    {
        var open = await OpenAsync();
        var found = open.Where(x => x.TaskType == taskType && (step is null || x.Step == step)).ToList();
        return found.Count == 1 ? found[0] : throw new InvalidOperationException(
            $"Expected one open task {taskType} {step}, found {found.Count}. Open: {string.Join(", ", open.Select(x => $"{x.TaskType}/{x.Step}"))}. {await IncidentsAsync()}");
    }

    /// <summary>A person completes the open item of a type; what the item suggests is entered as it stands.</summary>
    public async Task DoAsync(string person, string taskType, string outcome, params (string Key, object Value)[] fields) =>
        await DoAsync(person, await TaskAsync(taskType), outcome, fields);

    /// <summary>A person completes an item; <see cref="Holder"/> is whoever holds it.</summary>
    public async Task DoAsync(string person, WorkItem item, string outcome, params (string Key, object Value)[] fields)
    {
        if (person == Holder)
            person = await ReadAsync(db => db.Set<ItrUser>().Where(x => x.Id == item.AssigneeId).Select(x => x.UserName!).SingleAsync());
        var entered = FormJson.Read(item.InputData).Where(x => x.Value is string or decimal or bool).ToDictionary(
            x => x.Key, x => Convert.ToString(x.Value is bool flag ? (flag ? "true" : "false") : x.Value, CultureInfo.InvariantCulture));
        foreach (var field in Forms.Find(item.FormKey, item.FormVersion)!.Fields.Where(x => x.DefaultsToNow && entered.GetValueOrDefault(x.Key) is null))
            entered[field.Key] = FormJson.Text(Time.GetUtcNow());
        foreach (var (key, value) in fields)
            entered[key] = value is bool yes ? (yes ? "true" : "false") : value.ToString();
        var command = new CompleteWorkItem.Command(item.No, outcome, entered, item.RowVersion);
        var done = await RunAsync(person, services =>
            services.GetRequiredService<ICommandHandler<CompleteWorkItem.Command, CompleteWorkItem.Result?>>().HandleAsync(command, default));
        Assert.True(done is not null, $"{person} sees no {item.TaskType}");
        var faults = await IncidentsAsync();
        Assert.True(faults.Length == 0, faults);
    }

    /// <summary>A person takes the open item of a type.</summary>
    public async Task ClaimAsync(string person, string taskType)
    {
        var item = await TaskAsync(taskType);
        await RunAsync(person, async services =>
        {
            await services.GetRequiredService<InboxDesk>().ClaimAsync((await services.GetRequiredService<IWorkItems>().FindAsync(item.Id))!);
            return true;
        });
    }

    /// <summary>Moves to a local time and lets everything that is due by then happen, each at its own minute.</summary>
    public Task AtAsync(string local) => AtAsync(ManualTime.Local(local));

    /// <summary>Moves to an instant and lets everything that is due by then happen.</summary>
    public async Task AtAsync(DateTimeOffset to)
    {
        while (await NextDueAsync() is { } next && next <= to)
        {
            if (next > Time.GetUtcNow())
                Time.MoveTo(next);
            if (await _services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync() == 0)
                throw new InvalidOperationException($"Expected the deadline of {next:O} to fire, but nothing did.");
        }

        Time.MoveTo(to);
        var faults = await IncidentsAsync();
        Assert.True(faults.Length == 0, faults);
    }

    /// <summary>Does what commits left to be done after them: effects, migrations whose instance has left its step.</summary>
    public async Task DrainAsync()
    {
        do
            await _services.GetRequiredService<OutboxDispatcher>().RunUntilQuietAsync();
        while (await _services.GetRequiredService<MigrationSweep>().RunOnceAsync() > 0);
    }

    /// <summary>Looks for months to open, as the job does.</summary>
    public Task<int> OpenMonthsAsync() => _services.GetRequiredService<OpenMonths>().RunOnceAsync();

    /// <summary>Clocks of the case by id, the last round of each.</summary>
    public async Task<IReadOnlyDictionary<string, SlaClock>> ClocksAsync() =>
        (await ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == Record.Id).ToListAsync()))
            .GroupBy(x => x.ClockId).ToDictionary(x => x.Key, x => x.MaxBy(clock => clock.Sequence)!);

    /// <summary>One clock of the case.</summary>
    public async Task<SlaClock> ClockAsync(string id) => (await ClocksAsync()).TryGetValue(id, out var clock)
        ? clock
        : throw new InvalidOperationException($"Expected clock {id}, found {string.Join(", ", (await ClocksAsync()).Keys)}.");

    /// <summary>The newest record of a supporting flow that was opened for the case.</summary>
    public Task<T> ServiceAsync<T>()
        where T : ServiceRecord =>
        ReadAsync(db => db.Set<T>().Where(x => x.CaseId == Case.Id).OrderByDescending(x => x.No).FirstAsync());

    /// <summary>A clock of such a record, its last round.</summary>
    public Task<SlaClock> ServiceClockAsync<T>(string id)
        where T : ServiceRecord =>
        ReadAsync(async db =>
        {
            var record = await db.Set<T>().Where(x => x.CaseId == Case.Id).OrderByDescending(x => x.No).FirstAsync();
            var clocks = await db.Set<SlaClock>().Where(x => x.RecordId == record.Id).ToListAsync();
            return clocks.Where(x => x.ClockId == id).MaxBy(x => x.Sequence)
                ?? throw new InvalidOperationException($"Expected clock {id}, found {string.Join(", ", clocks.Select(x => x.ClockId))}.");
        });

    /// <summary>Penalties about what was opened for the case.</summary>
    public Task<List<Penalty>> ServicePenaltiesAsync() =>
        ReadAsync(db => db.Set<Penalty>().Where(x => db.Set<RecordLink>().Any(link => link.RecordId == x.RecordId && link.CaseId == Case.Id)).ToListAsync());

    /// <summary>A flow starts on the case, as its engineer would start it.</summary>
    public Task<string> StartFlowAsync(string definitionId, string person, params (string Key, object Value)[] input) => RunAsync(person, services =>
        services.GetRequiredService<IFlows>().StartAsync(definitionId, Case.Ref, input.ToDictionary(x => x.Key, x => (object?)x.Value)));

    /// <summary>How an instance ended; null while it runs.</summary>
    public async Task<string?> OutcomeOfAsync(string definitionId) =>
        (await InstancesAsync()).LastOrDefault(x => x.DefinitionId == definitionId && x.Status == WorkflowStatus.Finished) is { } ended ? await EndOfAsync(ended.Id, definitionId) : null;

    /// <summary>Which of the outcomes of its flow an instance reached.</summary>
    public async Task<string?> EndOfAsync(string instanceId, string definitionId)
    {
        var steps = await ReadAsync(db => db.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == instanceId).Select(x => x.ActivityId).ToListAsync());
        return FlowCatalog.Find(definitionId)!.Outcomes.FirstOrDefault(outcome => steps.Contains($"end-{outcome.ToLowerInvariant()}"));
    }

    /// <summary>Penalties of the case.</summary>
    public Task<List<Penalty>> PenaltiesAsync() => ReadAsync(db => db.Set<Penalty>().Where(x => x.RecordId == Record.Id).OrderBy(x => x.No).ToListAsync());

    /// <summary>The open escalation of the case; null without one.</summary>
    public async Task<Escalation?> EscalationAsync() =>
        (await ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordId == Record.Id).ToListAsync())).LastOrDefault(x => x.IsOpen);

    /// <summary>The incident of the case; null without one.</summary>
    public Task<MajorIncident?> IncidentAsync() => ReadAsync(db => db.Set<MajorIncident>().SingleOrDefaultAsync(x => x.MainCaseId == Case.Id));

    /// <summary>Clocks of another record by id, the last round of each.</summary>
    public async Task<IReadOnlyDictionary<string, SlaClock>> ClocksOfAsync(Guid recordId) =>
        (await ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == recordId).ToListAsync()))
            .GroupBy(x => x.ClockId).ToDictionary(x => x.Key, x => x.MaxBy(clock => clock.Sequence)!);

    /// <summary>Messages about the case, oldest first.</summary>
    public Task<List<Notification>> MessagesAsync() =>
        ReadAsync(db => db.Set<Notification>().Where(x => x.RecordId == Record.Id && x.Channel == NotificationChannel.InApp).OrderBy(x => x.SentAt).ToListAsync());

    /// <summary>Instances of the case.</summary>
    public Task<List<WorkflowInstance>> InstancesAsync() =>
        ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.CorrelationId == Record.No).OrderBy(x => x.CreatedAt).ToListAsync());

    /// <summary>Whether an instance of a flow runs on the case.</summary>
    public async Task<bool> IsRunningAsync(string definitionId) =>
        (await InstancesAsync()).Any(x => x.DefinitionId == definitionId && x.Status == WorkflowStatus.Running);

    /// <summary>Runs work as a person or, without one, as the system.</summary>
    public Task<T> RunAsync<T>(string? person, Func<IServiceProvider, Task<T>> work) =>
        _services.GetRequiredService<CommandExecutor>().RunAsync(
            async (services, token) =>
            {
                var me = services.GetRequiredService<CurrentActor>();
                me.Become(Actor.System);
                if (person is not null)
                {
                    var directory = services.GetRequiredService<IDirectory>();
                    var known = await directory.PersonByNameAsync(person, token) ?? throw new InvalidOperationException($"Expected a person {person}.");
                    me.Become((await directory.ActorAsync(known.Id, token))!);
                }

                return await work(services);
            },
            new CommandOptions { Principal = person ?? CommandOptions.System, Route = "test" });

    public async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        using var system = scope.ServiceProvider.GetRequiredService<AccessScope>().EnterSystem();
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>A local time of the scenarios as an instant.</summary>
    public static DateTimeOffset Local(string text) => ManualTime.Local(text);

    /// <summary>Fails when a step of any instance has faulted.</summary>
    public async Task RequireNoIncidentAsync(string after)
    {
        var faults = await IncidentsAsync();
        Assert.True(faults.Length == 0, $"after {after}: {faults}");
    }

    private async Task<string> IncidentsAsync()
    {
        var faulted = await ReadAsync(db => db.Set<ActivityExecutionRecord>().Where(x => x.Status == ActivityStatus.Faulted).ToListAsync());
        return string.Join('\n', faulted.Select(x => $"{x.ActivityId}: {x.Exception}"));
    }

    private Task<DateTimeOffset?> NextDueAsync() =>
        ReadAsync(db => db.Set<Deadline>().Where(x => x.State == DeadlineState.Pending).OrderBy(x => x.DueAt).Select(x => (DateTimeOffset?)x.DueAt).FirstOrDefaultAsync());

    private static FaultCategory CategoryOf(string code) => code[..3] switch
    {
        "BIZ" => FaultCategory.Business,
        "NMS" => FaultCategory.Nms,
        "TEM" => FaultCategory.Temperature,
        _ => FaultCategory.Other,
    };
}
