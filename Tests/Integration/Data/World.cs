using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>A small world with every kind of organisation: two offices, two branches of a province, an enterprise served by a partner.</summary>
public sealed class World
{
    private readonly string _mark = Guid.NewGuid().ToString("n")[..6]; // several worlds fit into one database
    private readonly List<object> _rows = [];

    private World()
    {
        Hq = Org("VHQ", OrganizationKind.VendorHq, null);
        Region = Org("RSC", OrganizationKind.VendorRegion, Hq);
        Office = Org("OGD", OrganizationKind.VendorOffice, Region);
        OtherOffice = Org("OGX", OrganizationKind.VendorOffice, Region);
        Province = Org("GDP", OrganizationKind.CustomerProvince, null);
        Institute = Org("GDI", OrganizationKind.CustomerInstitute, Province);
        Guangzhou = Org("GDB-GZ", OrganizationKind.CustomerBranch, Province);
        Zhanjiang = Org("GDB-ZJ", OrganizationKind.CustomerBranch, Province);
        Enterprise = Org("ENT1", OrganizationKind.CustomerBranch, null);
        Partner = Org("PA1", OrganizationKind.Partner, null);
        Product = Add(new Product { Code = Code("TR-10G"), Name = "10G" });
        GuangzhouCustomer = NewCustomer(Guangzhou, Province, CustomerGrade.Gold);
        ZhanjiangCustomer = NewCustomer(Zhanjiang, Province, CustomerGrade.Silver);
        EnterpriseCustomer = NewCustomer(Enterprise, Enterprise, CustomerGrade.Standard);
        EnterpriseCustomer.PartnerOrgId = Partner.Id;
        GuangzhouSite = NewSite(GuangzhouCustomer, "R1", Office);
        ZhanjiangSite = NewSite(ZhanjiangCustomer, "R4", Office);
        EnterpriseSite = NewSite(EnterpriseCustomer, "R1", OtherOffice);
        Element = NewElement(GuangzhouCustomer, GuangzhouSite);
        ZhanjiangElement = NewElement(ZhanjiangCustomer, ZhanjiangSite);
        EnterpriseElement = NewElement(EnterpriseCustomer, EnterpriseSite);
    }

    public Organization Hq { get; }

    public Organization Region { get; }

    public Organization Office { get; }

    public Organization OtherOffice { get; }

    public Organization Province { get; }

    public Organization Institute { get; }

    public Organization Guangzhou { get; }

    public Organization Zhanjiang { get; }

    public Organization Enterprise { get; }

    public Organization Partner { get; }

    public Product Product { get; }

    public Customer GuangzhouCustomer { get; }

    public Customer ZhanjiangCustomer { get; }

    public Customer EnterpriseCustomer { get; }

    public CustomerSite GuangzhouSite { get; }

    public CustomerSite ZhanjiangSite { get; }

    public CustomerSite EnterpriseSite { get; }

    public InstalledEquipment Element { get; }

    public InstalledEquipment ZhanjiangElement { get; }

    public InstalledEquipment EnterpriseElement { get; }

    /// <summary>Stores a world, with what the test adds to it before.</summary>
    public static async Task<World> StoreAsync(DataHost host, Action<World>? more = null)
    {
        var world = new World();
        more?.Invoke(world);
        await host.StoreAsync([.. world._rows]);
        return world;
    }

    public T Add<T>(T row)
        where T : class
    {
        _rows.Add(row);
        return row;
    }

    /// <summary>A person with roles for his own organisation.</summary>
    public ItrUser Person(string name, Organization org, params string[] roles)
    {
        var user = Add(new ItrUser { UserName = Code(name), NormalizedUserName = Code(name).ToUpperInvariant(), DisplayNameZh = name, DisplayNameEn = name, OrgId = org.Id });
        foreach (var role in roles)
            Add(new RoleGrant { UserId = user.Id, Role = role });
        return user;
    }

    /// <summary>On duty the whole day of the anchor.</summary>
    public void OnDuty(ItrUser user, string role) => Add(new DutyShift
    {
        OrgId = user.OrgId,
        UserId = user.Id,
        Role = role,
        Start = ManualTime.Local("2026-11-23 00:00"),
        End = ManualTime.Local("2026-11-24 00:00"),
    });

    /// <summary>A contract that covers the element for faults.</summary>
    public ServiceContract Contract(InstalledEquipment element, string policy, string from = "2026-01-01", string to = "2026-12-31")
    {
        var (first, last) = (DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));
        var contract = Add(new ServiceContract
        {
            No = $"CON-{Guid.NewGuid():n}"[..20],
            CustomerId = element.CustomerId,
            EffectiveFrom = first,
            EffectiveTo = last,
            PolicyCode = policy,
            State = ContractState.Effective,
        });
        var line = Add(new ContractLine { ContractId = contract.Id, ServiceItem = ServiceItem.FaultHandling });
        Add(new Entitlement { ContractLineId = line.Id, EquipmentId = element.Id, From = first, To = last });
        return contract;
    }

    /// <summary>A case of an element as registration would place it.</summary>
    public Case CaseOf(InstalledEquipment element, Organization office, CaseState state = CaseState.InProgress)
    {
        var record = Add(Case.TakeOver($"CASE-{Guid.NewGuid():n}", ManualTime.Local("2026-11-23 02:05"), state));
        (record.CustomerId, record.EquipmentId, record.Title) = (element.CustomerId, element.Id, "Service interrupted");
        (record.CustomerOrgId, record.CustomerTreeOrgId, record.PartnerOrgId) = (element.CustomerOrgId, element.CustomerTreeOrgId, element.PartnerOrgId);
        (record.OfficeOrgId, record.RegionOrgId) = (office.Id, Region.Id);
        return record;
    }

    /// <summary>The actor a person becomes when he signs in.</summary>
    public static async Task<Actor> SignInAsync(DataHost host, ItrUser user) =>
        await host.RunAsync(services => services.GetRequiredService<IDirectory>().ActorAsync(user.Id)) ?? throw new InvalidOperationException($"{user.UserName} is not active.");

    private Organization Org(string code, OrganizationKind kind, Organization? parent) =>
        Add(new Organization { Code = Code(code), NameZh = code, NameEn = code, Kind = kind, ParentId = parent?.Id });

    private Customer NewCustomer(Organization org, Organization tree, CustomerGrade grade) =>
        Add(new Customer { Code = org.Code, NameZh = org.NameZh, NameEn = org.NameEn, OrgId = org.Id, TreeOrgId = tree.Id, Grade = grade });

    private CustomerSite NewSite(Customer customer, string region, Organization office) =>
        Add(new CustomerSite { Code = $"S-{customer.Code}", CustomerId = customer.Id, NameZh = customer.NameZh, RegionCode = region, OfficeOrgId = office.Id });

    private InstalledEquipment NewElement(Customer customer, CustomerSite site) => Add(new InstalledEquipment
    {
        Code = $"NE-{customer.Code}",
        SerialNo = $"SN-{customer.Code}",
        ProductId = Product.Id,
        CustomerId = customer.Id,
        SiteId = site.Id,
        CustomerOrgId = customer.OrgId,
        CustomerTreeOrgId = customer.TreeOrgId,
        PartnerOrgId = customer.PartnerOrgId,
    });

    private string Code(string code) => $"{code}-{_mark}";
}
