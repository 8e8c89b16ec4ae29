using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Integration.Data;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>The small world with its people, contract and shipped policies, at Mon 2026-11-23 02:05 local; desks work as commands on real SQLite.</summary>
public sealed class CaseTown : IAsyncDisposable
{
    private CaseTown(DataHost host) => Host = host;

    public DataHost Host { get; }

    public ManualTime Time => Host.Time;

    public World World { get; private set; } = null!;

    public ServiceContract Contract { get; private set; } = null!;

    public Dictionary<string, ItrUser> People { get; } = [];

    public static async Task<CaseTown> OpenAsync(TestDatabase database, Action<CaseTown, World>? more = null, Action<IServiceCollection>? services = null)
    {
        var host = new DataHost(database, new ManualTime(ManualTime.Local("2026-11-23 02:05")), services);
        var town = new CaseTown(host);
        await host.RunAsync(async services =>
        {
            var policies = services.GetRequiredService<PolicyStore>();
            foreach (var kind in new[] { PolicyContent.Sla, PolicyContent.Notifications })
            {
                foreach (var file in PolicyContent.Versions(kind))
                    await policies.PublishAsync(kind, file.Version, file.Json);
            }

            return true;
        });
        town.World = await World.StoreAsync(host, world =>
        {
            town.Populate(world);
            more?.Invoke(town, world);
        });
        return town;
    }

    /// <summary>A fault of the Guangzhou element, as a hotline agent would enter it.</summary>
    public CaseIntake Fault(string code = "BIZ_INTERRUPTED", bool interrupted = true) => new()
    {
        Channel = Channel.Phone,
        CaseType = CaseType.Fault,
        CustomerId = World.GuangzhouCustomer.Id,
        EquipmentId = World.Element.Id,
        OccurredAt = Time.GetUtcNow().AddMinutes(-10),
        ReportedAt = Time.GetUtcNow(),
        Title = "广深干线10G业务中断",
        Description = "10G service down",
        FaultCategory = FaultCategory.Business,
        FaultCode = code,
        ServiceInterrupted = interrupted,
        AffectedServices = "10G",
        AffectedCities = ["GZ"],
    };

    /// <summary>Registers, grades, entitles, binds and dispatches, as flow 01 does.</summary>
    public Task<Case> DispatchedAsync(CaseIntake? form = null) => DeskAsync(async (desk, services) =>
    {
        var record = await desk.RegisterAsync(form ?? Fault());
        await desk.ClassifyAsync(record, new CaseGrading(record.CaseType));
        await desk.CheckEntitlementAsync(record);
        await desk.BindPolicyAsync(record);
        await services.GetRequiredService<Elsa.ITR.Domain.Events.EventDesk>().PublishAsync("Case.Classified", record.Ref);
        await desk.DispatchAsync(record);
        return record;
    });

    /// <summary>One command with the case desk.</summary>
    public Task<T> DeskAsync<T>(Func<CaseDesk, IServiceProvider, Task<T>> work, Actor? actor = null) =>
        Host.RunAsync(services => work(services.GetRequiredService<CaseDesk>(), services), actor);

    /// <summary>One command on a stored case.</summary>
    public Task<T> OnCaseAsync<T>(Guid id, Func<Case, IServiceProvider, Task<T>> work, Actor? actor = null) =>
        Host.RunAsync(async services => await work((await services.GetRequiredService<ICases>().FindAsync(id))!, services), actor);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Populate(World world)
    {
        Contract = world.Contract(world.Element, "SLA-GDTEL");
        foreach (var (name, role) in new[] { ("anna", RoleCodes.Tier1Engineer), ("bert", RoleCodes.Tier1Engineer), ("carl", RoleCodes.Tier1Engineer) })
            People[name] = world.Person(name, world.Office, role);
        People["tier2"] = world.Person("tier2", world.Office, RoleCodes.Tier2Engineer);
        People["duty"] = world.Person("duty", world.Office, RoleCodes.DutyManager);
        People["institute"] = world.Person("institute", world.Institute, RoleCodes.InstituteApprover);
        People["custgz"] = world.Person("custgz", world.Guangzhou, RoleCodes.CustomerUser);
        People["palead"] = world.Person("palead", world.Partner, RoleCodes.PartnerLead, RoleCodes.PartnerEngineer);
        world.OnDuty(People["anna"], RoleCodes.Tier1Engineer);
        world.OnDuty(People["bert"], RoleCodes.Tier1Engineer);
        People["bert"].Skills = [world.Product.Code];
        People["carl"].Skills = [world.Product.Code]; // knows the product, but is not on duty
    }
}
