using Elsa.Common.Models;
using Elsa.Expressions.JavaScript.Activities;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>One instance for every cause in the catalogue, made by the real engine and then hit by what makes it stand still.</summary>
public sealed class StallSeeds : IAsyncLifetime
{
    private const string Ask = "ask";

    private readonly Dictionary<StallCause, string> _instances = [];
    private RecordRef _record = null!;

    public ItrHost Host { get; private set; } = null!;

    public SqlLog Log { get; } = new();

    /// <summary>Records on which <see cref="Break"/> does not throw any more.</summary>
    public MendedRecords Mended { get; } = [];

    /// <summary>Nothing is seeded: the test starts what it needs.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The case that most of them belong to.</summary>
    public string CaseNo => _record.No;

    public IReadOnlyDictionary<StallCause, string> Instances => _instances;

    private DateTimeOffset Now => Host.Time.GetUtcNow();

    private DateTimeOffset Earlier => Now.AddMinutes(-20);

    public async ValueTask InitializeAsync()
    {
        Host = await ItrHost.StartAsync("2026-11-23 09:00", services =>
        {
            services.AddActivitiesFrom(typeof(Break).Assembly);
            services.AddSingleton(Mended);
            services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(Log.Interceptors));
        });
        if (IsEmpty)
            return;

        var crew = ApiCrew.Of(Host);
        _record = await RefAsync(await crew.ReportAsync("intake1"));
        await FailuresAsync();
        await Host.AdvanceAsync("2026-11-23 09:25"); // their automatic retries are used up
        await Seed(StallCause.RetryScheduled, new Break { Id = "gateway", With = new("outside") });
        await TasksAsync();
        await EventsAsync(await RefAsync(await crew.ReportAsync("intake1")));
        await TimersAsync();
        await EffectsAsync();
        await ChildrenAsync();
        await OthersAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task FailuresAsync()
    {
        await Seed(StallCause.StepFailed, new Break { Id = "import", With = new("bug") });
        await Seed(StallCause.OutsideFailed, new Break { Id = "gateway", With = new("outside") });
        await Seed(StallCause.RuleBroken, new Break { Id = "close", With = new("rule") });
        await Seed(StallCause.ScriptTimeout, new RunJavaScript { Id = "count", Script = new("while (true) { }") });
        await Seed(StallCause.ScriptFailed, new RunJavaScript { Id = "total", Script = new("nothing.at.all") });
    }

    private async Task TasksAsync()
    {
        await Seed(StallCause.NoCandidate, Asks(RoleCodes.PartnerEngineer)); // the case has no partner
        await Seed(StallCause.CandidatesGone, Asks(RoleCodes.RnDEngineer));
        var holders = await DisableAsync(RoleCodes.RnDEngineer);
        Assert.NotEmpty(holders);

        var only = await OnlyAsync(RoleCodes.VersionManager);
        var excluded = Asks(RoleCodes.VersionManager);
        excluded.NotBy = new(only.ToString());
        await Seed(StallCause.OnlyExcluded, excluded);

        var held = Asks(RoleCodes.RnDEngineer);
        held.Assignee = new(holders[0].ToString());
        await Seed(StallCause.HolderDisabled, held);

        await Seed(StallCause.TaskMissing, Asks(RoleCodes.DutyManager));
        await ChangeAsync<WorkItem>(x => x.InstanceId == _instances[StallCause.TaskMissing], items => items.ExecuteDeleteAsync());
        await Seed(StallCause.TaskEnded, Asks(RoleCodes.DutyManager));
        await ChangeAsync<WorkItem>(x => x.InstanceId == _instances[StallCause.TaskEnded], items => items.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, WorkItemState.Cancelled)));
    }

    private async Task EventsAsync(RecordRef other)
    {
        await Seed(StallCause.EventMissed, Awaits("Onsite.Departed"));
        await AddAsync(new BusinessEvent { Name = "Onsite.Departed", RecordType = _record.Type, RecordId = _record.Id, RecordNo = _record.No, At = Now, OccurredAt = Now });
        await Seed(StallCause.EventOverdue, Awaits("Callback.Completed"));
        await AddAsync(Clock("OLA-CALLBACK", _record));
        var engagement = new RecordRef(RecordTypes.ThirdPartyEngagement, Guid.CreateVersion7(), "TP-20261120-0001");
        await Seed(StallCause.VendorLate, Awaits("ThirdParty.Updated"), engagement);
        await AddAsync(Clock("OLA-TP-UPDATE", engagement));
        await Seed(StallCause.EventImpossible, Awaits("Onsite.Arrived"), other);
        await ChangeAsync<Case>(x => x.Id == other.Id, cases => cases.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, CaseState.Cancelled)));
        Host.Time.MoveTo(Now.AddMinutes(3)); // what was sent has long arrived
    }

    private async Task TimersAsync()
    {
        foreach (var cause in (StallCause[])[StallCause.TimerMissing, StallCause.TimerGivenUp, StallCause.TimerLate, StallCause.DeadLease])
            await Seed(cause, new Delay(TimeSpan.FromDays(1)) { Id = "pause" });
        await TimerAsync(StallCause.TimerMissing, set => set.SetProperty(x => x.State, DeadlineState.Cancelled));
        await TimerAsync(StallCause.TimerGivenUp, set => set.SetProperty(x => x.State, DeadlineState.Parked).SetProperty(x => x.Error, "IOException: disk full").SetProperty(x => x.Attempts, 3));
        await TimerAsync(StallCause.TimerLate, set => set.SetProperty(x => x.DueAt, Earlier));
        await TimerAsync(StallCause.DeadLease, set => set.SetProperty(x => x.DueAt, Earlier).SetProperty(x => x.LeaseOwner, "node-b").SetProperty(x => x.LeaseUntil, Earlier.AddMinutes(1)));
    }

    private async Task EffectsAsync()
    {
        await Seed(StallCause.EffectGivenUp, Awaits("Onsite.Arrived"));
        await AddAsync(Effect(StallCause.EffectGivenUp, OutboxState.Parked));
        await ChangeAsync<WorkflowInstance>(x => x.Id == _instances[StallCause.EffectGivenUp], rows => rows.ExecuteUpdateAsync(set => set.SetProperty(x => x.IncidentCount, 1))); // as the engine notes it
        await Seed(StallCause.EffectLate, Awaits("Onsite.Arrived"));
        await AddAsync(Effect(StallCause.EffectLate, OutboxState.Pending));
    }

    private async Task ChildrenAsync()
    {
        await PublishAsync("stall-child", Awaits("Onsite.Arrived"));
        await PublishAsync("stall-failing-child", new Break { Id = "import", With = new("bug") });
        await Seed(StallCause.ChildMissing, Runs("stall-child"));
        await Seed(StallCause.ChildEnded, Runs("stall-child"));
        await Seed(StallCause.ChildStuck, Runs("stall-failing-child"));
        var (missing, ended) = (_instances[StallCause.ChildMissing], _instances[StallCause.ChildEnded]);
        await ChangeAsync<WorkflowInstance>(x => x.ParentWorkflowInstanceId == missing, children => children.ExecuteDeleteAsync());
        await ChangeAsync<WorkflowInstance>(x => x.ParentWorkflowInstanceId == ended, children => children.ExecuteUpdateAsync(set =>
            set.SetProperty(x => x.Status, WorkflowStatus.Finished).SetProperty(x => x.SubStatus, WorkflowSubStatus.Finished).SetProperty(x => x.FinishedAt, Earlier)));
    }

    private async Task OthersAsync()
    {
        await Seed(StallCause.Looping, new Sequence { Id = "both", Activities = { new For(1, StallDiagnosis.MostRepeats + 10) { Id = "rounds", Body = new WriteLine("again") { Id = "again" } }, Awaits("Onsite.Arrived") } });
        await Seed(StallCause.NothingWaits, new For(1, 3) { Id = "rounds" });
        await Seed(StallCause.VersionMissing, Awaits("Onsite.Arrived"));
        await ChangeAsync<WorkflowDefinition>(x => x.DefinitionId == FlowOf(StallCause.VersionMissing), versions => versions.ExecuteDeleteAsync());

        await PublishAsync(FlowOf(StallCause.NeverStarted), Awaits("Onsite.Arrived"));
        _instances[StallCause.NeverStarted] = await Host.CallAsync<IWorkflowRuntime, string>(async runtime =>
        {
            var client = await runtime.CreateClientAsync();
            await client.CreateInstanceAsync(new CreateWorkflowInstanceRequest { WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(FlowOf(StallCause.NeverStarted), VersionOptions.Published), CorrelationId = _record.No });
            return client.WorkflowInstanceId;
        });
        await ChangeAsync<WorkflowInstance>(x => x.Id == _instances[StallCause.NeverStarted], rows => rows.ExecuteUpdateAsync(set => set.SetProperty(x => x.CreatedAt, Earlier)));
    }

    private async Task Seed(StallCause cause, IActivity activity, RecordRef? record = null)
    {
        await PublishAsync(FlowOf(cause), activity);
        _instances[cause] = await StartAsync(FlowOf(cause), record ?? _record);
    }

    public Task<string> StartAsync(string definitionId, RecordRef record) => Host.CallAsync<IWorkflowRuntime, string>(async runtime =>
    {
        var client = await runtime.CreateClientAsync();
        await client.CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published),
            CorrelationId = record.No,
            Input = new Dictionary<string, object> { ["recordType"] = record.Type, ["recordId"] = record.Id.ToString(), ["recordNo"] = record.No },
        });
        return client.WorkflowInstanceId;
    });

    /// <param name="ends">A failure ends the run; else it goes on beside it.</param>
    public async Task PublishAsync(string definitionId, IActivity activity, bool ends = false)
    {
        var model = new WorkflowDefinitionModel
        {
            DefinitionId = definitionId,
            Name = definitionId,
            Root = new Sequence { Id = "root", Activities = { activity } },
            Options = new WorkflowOptions { IncidentStrategyType = ends ? typeof(FaultStrategy) : typeof(ContinueWithIncidentsStrategy) },
        };
        var done = await Host.CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x => x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));
        Assert.True(done.Succeeded, string.Join('\n', done.ValidationErrors.Select(x => x.Message)));
    }

    public static HumanTask Asks(string role) => new()
    {
        Id = Ask,
        TaskType = new("subflow-manual"),
        Role = new(role),
        Outcomes = new(["Done"]),
        Scope = new(""),
        Clocks = new((ICollection<string>?)null),
        TitleZh = new(""),
        TitleEn = new(""),
        Prefill = new((IDictionary<string, object>?)null),
        Keep = new((ICollection<string>?)null),
        Within = new(""),
        WithinFrom = new(""),
        ClaimEvent = new(""),
        NotBy = new(""),
        DueAt = new(""),
        Assignee = new(""),
    };

    public static WaitForBusinessEvent Awaits(string name) => new() { Id = "wait", EventName = new(name), Filter = new(""), Within = new("") };

    public static DispatchWorkflow Runs(string child) => new()
    {
        Id = "child",
        WorkflowDefinitionId = new(child),
        WaitForCompletion = new(true),
        Input = new(JavaScriptInput("({ recordType: getInput('recordType'), recordId: getInput('recordId'), recordNo: getInput('recordNo') })")),
    };

    private static Elsa.Expressions.Models.Expression JavaScriptInput(string script) => new("JavaScript", script);

    private static string FlowOf(StallCause cause) => "stall-" + cause;

    private SlaClock Clock(string id, RecordRef record) => new()
    {
        ClockId = id,
        PolicyCode = "OLA-INTERNAL",
        PolicyVersion = 1,
        RecordType = record.Type,
        RecordId = record.Id,
        RecordNo = record.No,
        Sequence = 1,
        StartedAt = Now.AddDays(-3),
        DueAt = Now.AddDays(-2),
        State = ClockState.Running,
    };

    private OutboxMessage Effect(StallCause cause, OutboxState state) => new()
    {
        Id = Guid.NewGuid().ToString("n"),
        Kind = "http-request",
        Key = cause.ToString(),
        Payload = "{}",
        RecordId = _record.No,
        InstanceId = _instances[cause],
        State = state,
        Attempts = state == OutboxState.Parked ? 7 : 0,
        CreatedAt = Earlier,
        AvailableAt = Earlier,
        Error = "HttpRequestException: 503",
    };

    public async Task<RecordRef> RefAsync(string no) => (await Host.ReadAsync(db => db.Set<Case>().IgnoreQueryFilters().SingleAsync(x => x.No == no))).Ref;

    private async Task<IReadOnlyList<Guid>> DisableAsync(string role)
    {
        var holders = await Host.ReadAsync(db => db.Set<RoleGrant>().Where(x => x.Role == role).Select(x => x.UserId).ToListAsync());
        await ChangeAsync<ItrUser>(x => holders.Contains(x.Id), users => users.ExecuteUpdateAsync(set => set.SetProperty(x => x.IsActive, false)));
        return holders;
    }

    private async Task<Guid> OnlyAsync(string role) => Assert.Single(await Host.ReadAsync(db => db.Set<RoleGrant>().Where(x => x.Role == role).Select(x => x.UserId).ToListAsync()));

    private async Task TimerAsync(StallCause cause, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Deadline>> set)
    {
        var bookmark = await Host.ReadAsync(db => db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == _instances[cause]).Select(x => x.Id).SingleAsync());
        Assert.Equal(1, await Host.ReadAsync(db => db.Set<Deadline>().Where(x => x.OwnerId == bookmark).ExecuteUpdateAsync(set)));
    }

    private async Task ChangeAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Func<IQueryable<T>, Task<int>> change)
        where T : class => Assert.NotEqual(0, await Host.ReadAsync(db => change(db.Set<T>().Where(which))));

    private Task AddAsync(object row) => Host.ReadAsync(async db =>
    {
        db.Add(row);
        return await db.SaveChangesAsync();
    });
}

/// <summary>Throws as the test says.</summary>
[Activity("Tests", "Tests", "Throws.")]
public sealed class Break : CodeActivity
{
    public Input<string> With { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        if (!context.GetRequiredService<MendedRecords>().Contains(context.WorkflowExecutionContext.CorrelationId ?? ""))
            throw ErrorOf(context.Get(With));
    }

    private static Exception ErrorOf(string? with) => with switch
    {
        "outside" => new HttpRequestException("Expected 200 from the gateway, but it answered 503."),
        "rule" => new RuleViolationException("case.wrong-state", ("state", "New")),
        _ => new InvalidOperationException($"Expected a value, found {with}."),
    };
}

/// <summary>Numbers of records.</summary>
public sealed class MendedRecords : HashSet<string>;
