using Elsa.ITR.Data;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Seeding.Demo;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding;

/// <summary>What every installation needs before its first case: cities, policies, flows. What is there already is left alone.</summary>
public static class ReferenceData
{
    /// <summary>Loads what is missing.</summary>
    /// <exception cref="SeedException">Shipped content differs from what was published under the same version.</exception>
    public static async Task<SeedReport> LoadAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var report = new SeedReport();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        report.Add("cities", await AddCitiesAsync(db, cancellationToken));
        report.Add("policy files", await PolicySeeder.PublishAsync(scope.ServiceProvider, cancellationToken));
        report.Add("flow versions", await FlowContentSeeder.PublishAsync(scope.ServiceProvider, cancellationToken));
        return report;
    }

    private static async Task<int> AddCitiesAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        var known = await db.Set<City>().Select(city => city.Code).ToListAsync(cancellationToken);
        var missing = DemoCities.All.Where(city => !known.Contains(city.Code)).ToList();
        db.AddRange(missing.Select(city => new City { Id = StableId.Of("city", city.Code), Code = city.Code, NameZh = city.Zh, NameEn = city.En }));
        await db.SaveChangesAsync(cancellationToken);
        return missing.Count;
    }
}
