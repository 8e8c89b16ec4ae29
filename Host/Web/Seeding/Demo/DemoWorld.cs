using Bogus;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>The master data of the demonstration: who and what exists before the first case (demo-data.md §1–§5).</summary>
/// <remarks>A pure function of the anchor: no clock, no database, one fixed seed.</remarks>
public sealed class DemoWorld
{
    /// <summary>Fixed by demo-data.md; everything generated follows from it.</summary>
    public const int Seed = 20261122;

    private readonly List<object> _rows = [];

    private DemoWorld(Anchor anchor) => Anchor = anchor;

    public Anchor Anchor { get; }

    public Dictionary<string, Organization> Organisations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Customer> Customers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CustomerSite> Sites { get; } = new(StringComparer.Ordinal);

    public List<Contact> Contacts { get; } = [];

    public Dictionary<string, Product> Products { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, BoardType> BoardTypes { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Product, string No), SoftwareVersion> Versions { get; } = [];

    public Dictionary<string, Trunk> Trunks { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, InstalledEquipment> Equipment { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ServiceContract> Contracts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DemoPerson> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Every row to store, in an order that respects what refers to what; people's accounts apart.</summary>
    public IReadOnlyList<object> Rows => _rows;

    /// <summary>Builds everything for the anchor.</summary>
    public static DemoWorld Build(Anchor anchor)
    {
        var world = new DemoWorld(anchor);
        DemoOrganisations.Add(world);
        DemoCustomers.Add(world);
        DemoProducts.Add(world);
        DemoTrunks.Add(world);
        DemoEquipment.Add(world);
        DemoBoards.Add(world);
        DemoContracts.Add(world);
        DemoStock.Add(world);
        DemoPeople.Add(world);
        DemoRoster.Add(world);
        return world;
    }

    public Guid Org(string code) => Organisations[code].Id;

    /// <summary>Stores a row and hands it back.</summary>
    public T Row<T>(T row)
        where T : class
    {
        _rows.Add(row);
        return row;
    }

    /// <summary>A source of chance of its own for every subject, so that one subject's change leaves the others alone.</summary>
    public static Faker Chance(string subject)
    {
        var seed = Seed;
        foreach (var letter in subject)
            seed = unchecked((seed * 31) + letter);
        return new Faker("zh_CN") { Random = new Randomizer(seed) };
    }

    /// <summary>An instant at a local time of day.</summary>
    public static DateTimeOffset Instant(DateOnly day, int hour, int minute) => day.At(new TimeOnly(hour, minute));
}
