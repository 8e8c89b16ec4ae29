using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Tests.Integration.Clocks;

/// <summary>Desks, engine deadlines and a real SQLite file with one office, one customer and its people; no flows.</summary>
public sealed class ClockHost : IAsyncDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"clocks-{Guid.NewGuid():n}.db");
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Guid> _people = [];
    private Guid _office, _region, _province, _branch;

    private ClockHost(DateTimeOffset start)
    {
        Time = new ManualTime(start);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddItrData(new SqliteProvider(), $"Data Source={_file}");
        services.AddElsaRuntime(options => options.PrepareBackground = provider => provider.GetRequiredService<CurrentActor>().Become(Actor.System));
        services.AddSingleton<IWorkItemForms>(new FormContent());
        services.RemoveAll<IFlows>();
        services.RemoveAll<IEventDelivery>();
        services.AddSingleton(Flows);
        services.AddSingleton<IFlows>(Flows);
        services.AddSingleton<IEventDelivery>(Flows);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public ManualTime Time { get; }

    /// <summary>What the desks asked of flows.</summary>
    public FlowLog Flows { get; } = new();

    /// <summary>The case of the test.</summary>
    public RecordRef Case { get; private set; } = null!;

    public static async Task<ClockHost> StartAsync(string local, Action<Case>? shape = null)
    {
        var host = new ClockHost(ManualTime.Local(local));
        await host.RunAsync(async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            await db.Database.EnsureCreatedAsync();
            foreach (var kind in new[] { PolicyContent.Sla, PolicyContent.Notifications })
                await services.GetRequiredService<PolicyStore>().PublishAsync(kind, 1, PolicyContent.Versions(kind)[0].Json);
            host.AddPeople(db);
            host.AddCase(db, shape);
        });
        return host;
    }

    /// <summary>Moves to a local time of the case's day and fires everything due by then, each at its own instant.</summary>
    public async Task AtAsync(string local)
    {
        var to = ManualTime.Local(local);
        while (await NextDueAsync() is { } next && next <= to)
        {
            if (next > Time.GetUtcNow())
                Time.MoveTo(next);
            await _services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync();
            if (OwnersAnswer)
                await AnswerAsync();
        }

        Time.MoveTo(to);
    }

    /// <summary>The owners of the levels acknowledge and plan at once, as flow 12 has them do; else the next level is called.</summary>
    public bool OwnersAnswer { get; set; }

    /// <summary>Runs work as the system, or as a person.</summary>
    public Task RunAsync(Func<IServiceProvider, Task> work, string? person = null) =>
        _services.GetRequiredService<CommandExecutor>().RunAsync(
            async (services, token) =>
            {
                var actor = person is null ? Actor.System : await services.GetRequiredService<IDirectory>().ActorAsync(_people[person], token);
                services.GetRequiredService<CurrentActor>().Become(actor!);
                await work(services);
                return true;
            },
            new CommandOptions { Principal = person ?? CommandOptions.System, Route = "test" });

    /// <summary>Publishes an event on the case.</summary>
    public Task PublishAsync(string name, string? at = null, string? filter = null, string? person = null, params (string Key, object? Value)[] data) =>
        RunAsync(
            services => services.GetRequiredService<EventDesk>().PublishAsync(
                name, Case, at is null ? null : ManualTime.Local(at), filter, data.ToDictionary(pair => pair.Key, pair => pair.Value)),
            person);

    /// <summary>Changes facts of the case and fits the clocks to them.</summary>
    public Task ChangeAsync(Action<Case> change) =>
        RunAsync(async services =>
        {
            change((await services.GetRequiredService<ICases>().FindAsync(Case.Id))!);
            await services.GetRequiredService<ClockDesk>().ReevaluateAsync(Case);
        });

    /// <summary>Clocks of the case by id, the last round of each.</summary>
    public async Task<Dictionary<string, SlaClock>> ClocksAsync() =>
        (await ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == Case.Id).ToListAsync()))
            .GroupBy(clock => clock.ClockId).ToDictionary(group => group.Key, group => group.MaxBy(clock => clock.Sequence)!);

    public async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        using var system = scope.ServiceProvider.GetRequiredService<AccessScope>().EnterSystem();
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    private Task AnswerAsync() => RunAsync(async services =>
    {
        var desk = services.GetRequiredService<EscalationDesk>();
        foreach (var id in await services.GetRequiredService<ItrDbContext>().Set<Escalation>().Where(x => x.State == EscalationState.Open).Select(x => x.Id).ToListAsync())
        {
            await desk.AcknowledgeAsync(id);
            await desk.PlanAsync(id, [], null);
        }
    });

    public Guid Person(string name) => _people[name];

    public string NameOf(Guid id) => _people.First(pair => pair.Value == id).Key;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_file + suffix);
    }

    private Task<DateTimeOffset?> NextDueAsync() =>
        ReadAsync(db => db.Set<Deadline>().Where(x => x.State == DeadlineState.Pending).OrderBy(x => x.DueAt).Select(x => (DateTimeOffset?)x.DueAt).FirstOrDefaultAsync());

    private void AddPeople(ItrDbContext db)
    {
        var hq = Org(db, "HQ", OrganizationKind.VendorHq, null);
        _region = Org(db, "South", OrganizationKind.VendorRegion, hq);
        _office = Org(db, "Guangzhou", OrganizationKind.VendorOffice, _region);
        _province = Org(db, "Province", OrganizationKind.CustomerProvince, null);
        var institute = Org(db, "Institute", OrganizationKind.CustomerInstitute, _province);
        _branch = Org(db, "Branch", OrganizationKind.CustomerBranch, _province);
        foreach (var (name, role, org) in new[]
        {
            ("duty", RoleCodes.DutyManager, _office), ("engineer", RoleCodes.Tier1Engineer, _office), ("office", RoleCodes.OfficeManager, _office),
            ("contract", RoleCodes.ContractManager, _office), ("regional", RoleCodes.RegionManager, _region), ("tsc", RoleCodes.TscDirector, hq),
            ("vp", RoleCodes.ServiceVp, hq), ("institute", RoleCodes.InstituteApprover, institute), ("branch", RoleCodes.CustomerUser, _branch),
            ("province", RoleCodes.ProvinceApprover, _province),
        })
        {
            var user = new ItrUser { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayNameZh = name, DisplayNameEn = name, OrgId = org };
            db.Add(user);
            db.Add(new RoleGrant { UserId = user.Id, Role = role, OrgScopeId = role == RoleCodes.InstituteApprover ? _province : org });
            _people[name] = user.Id;
        }
    }

    private static Guid Org(ItrDbContext db, string name, OrganizationKind kind, Guid? parent)
    {
        var org = new Organization { Code = name, NameZh = name, NameEn = name, Kind = kind, ParentId = parent };
        db.Add(org);
        return org.Id;
    }

    private void AddCase(ItrDbContext db, Action<Case>? shape)
    {
        var record = Elsa.ITR.Domain.Cases.Case.TakeOver("CASE-20261123-0001", Time.GetUtcNow(), CaseState.Accepted);
        record.Title = "Service interrupted";
        record.CaseType = CaseType.Fault;
        record.FaultCode = "BIZ_INTERRUPTED";
        record.LevelProvisional = 1;
        record.ServiceMode = ServiceMode.Remote;
        record.RegionCode = "R1";
        record.PolicyCode = "SLA-GDTEL";
        record.PolicyVersion = 1;
        record.CustomerOrgId = _branch;
        record.CustomerTreeOrgId = _province;
        record.OfficeOrgId = _office;
        record.RegionOrgId = _region;
        record.OwnerId = _people["engineer"];
        shape?.Invoke(record);
        db.Add(record);
        Case = record.Ref;
    }

    /// <summary>Flows are not part of these tests: what is asked of them is noted.</summary>
    public sealed class FlowLog : IFlows, IEventDelivery
    {
        public List<(string Definition, RecordRef Record)> Started { get; } = [];

        public List<RecordRef> Cancelled { get; } = [];

        public List<BusinessEvent> Delivered { get; } = [];

        public Task<string> StartAsync(
            string definitionId, RecordRef record, IReadOnlyDictionary<string, object?>? input = null, string? parentInstanceId = null)
        {
            Started.Add((definitionId, record));
            return Task.FromResult($"{definitionId}/{record.No}");
        }

        public Task ResumeAsync(WorkItem item) => Task.CompletedTask;

        public Task CancelAsync(RecordRef record, string reason)
        {
            Cancelled.Add(record);
            return Task.CompletedTask;
        }

        public void Stage(BusinessEvent businessEvent) => Delivered.Add(businessEvent);
    }
}
