using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Seeding.Demo;
using Elsa.ITR.Web.Seeding.History;
using Elsa.ITR.Web.Seeding.Live;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Fills an empty database with the demonstration data of an anchor; the same anchor gives the same data.</summary>
/// <param name="services">The product with <paramref name="time"/> as its clock; nothing runs in the background.</param>
public sealed class SeedRunner(IServiceProvider services, SeedTime time, Anchor anchor)
{
    /// <summary>Organisations, people, equipment and contracts alone, for tests that make their own history.</summary>
    /// <exception cref="SeedException">The database is not empty.</exception>
    public async Task<SeedReport> RunMasterDataAsync(CancellationToken cancellationToken = default) => (await StoreWorldAsync(cancellationToken)).Report;

    /// <exception cref="SeedException">The database is not empty.</exception>
    public async Task<SeedReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var (report, world) = await StoreWorldAsync(cancellationToken);
        await StoreAsync(report, PastYear.Of(world, await PolicyAsync(cancellationToken)), cancellationToken);
        await PlayAsync(report, world, cancellationToken);
        return report;
    }

    private async Task<(SeedReport Report, DemoWorld World)> StoreWorldAsync(CancellationToken cancellationToken)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
            await db.Database.MigrateAsync(cancellationToken);
            await RequireEmptyAsync(db, cancellationToken);
        }

        var report = await ReferenceData.LoadAsync(services, cancellationToken);
        var world = DemoWorld.Build(anchor);
        await StoreAsync(report, [.. DemoUsers.Of(world), .. world.Rows], cancellationToken);
        return (report, world);
    }

    private static async Task RequireEmptyAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        var found = await db.Set<ItrUser>().CountAsync(cancellationToken) + await db.Set<Organization>().CountAsync(cancellationToken)
            + await db.Set<Customer>().CountAsync(cancellationToken);
        if (found > 0)
            throw new SeedException($"Expected an empty database, but it holds {found} accounts, organisations and customers. Seed a new database; this one was left as it is.");
    }

    private async Task PlayAsync(SeedReport report, DemoWorld world, CancellationToken cancellationToken)
    {
        var numbers = services.GetRequiredService<SeedNumbers>();
        report.Add("live records", await LiveRunner.PlayAsync(new DemoClerk(services, time, numbers, world), cancellationToken));
        await using var scope = services.CreateAsyncScope();
        await numbers.CloseAsync(scope.ServiceProvider.GetRequiredService<ItrDbContext>(), cancellationToken);
    }

    /// <summary>What the product needs besides while demonstration data is made.</summary>
    public static void Configure(IServiceCollection services, SeedTime time)
    {
        services.AddSingleton<TimeProvider>(time);
        services.AddSlices();
        services.AddScoped<FoundCases>().AddScoped<PromiseClocks>();
        services.AddSingleton<SeedNumbers>();
        services.AddSingleton<IRecordNumbers>(provider => provider.GetRequiredService<SeedNumbers>());
        services.AddSingleton<IIdentityGenerator, SeedIds>();
        BrokenChannel.Replace(services);
    }

    private async Task<SlaPolicySet> PolicyAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPolicies>().CurrentAsync(cancellationToken);
    }

    // One save per kind of row: every kind is one batch, and the report tells them apart.
    private async Task StoreAsync(SeedReport report, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        foreach (var kind in rows.GroupBy(row => row.GetType()))
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
            var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
            db.AddRange(kind);
            await db.SaveChangesAsync(cancellationToken);
            report.Add(SeedWords.Of(kind.Key), kind.Count());
        }
    }
}
