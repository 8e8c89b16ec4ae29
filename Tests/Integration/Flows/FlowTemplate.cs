using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Policies;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Web.Seeding;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Tests that share one database with organisations, people, equipment, contracts and flows.</summary>
[CollectionDefinition(nameof(FlowTemplate))]
public sealed class FlowTemplateTests : ICollectionFixture<FlowTemplate>;

/// <summary>One migrated SQLite file with the master data of the demonstration and no cases; each test works on a copy.</summary>
public sealed class FlowTemplate : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("itr-flows-").FullName;

    public async ValueTask InitializeAsync()
    {
        var anchor = new Anchor(new DateOnly(2026, 11, 23));
        var time = new SeedTime(anchor.Now.AddDays(-2));
        await using var services = Services(PathOf("template"), time);
        await new SeedRunner(services, time, anchor).RunMasterDataAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The product on a copy of the file, its time standing at a local instant.</summary>
    public FlowHost Start(string local) => new(Copy(), local);

    /// <summary>Two nodes of the product on one copy of the file.</summary>
    public (FlowHost One, FlowHost Other) StartTwo(string local)
    {
        var file = Copy();
        return (new FlowHost(file, local), new FlowHost(file, local));
    }

    internal static ServiceProvider Services(string file, TimeProvider time)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:Itr"] = $"Data Source={file}", // connections stay open: opening one reads the whole schema
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(time);
        services.AddItr(configuration);
        services.AddCommandHandler<CompleteWorkItem.Command, CompleteWorkItem.Result?, CompleteWorkItem.Handler>();
        services.AddCommandHandler<DeclareIncident.Command, DeclareIncident.Result, DeclareIncident.Handler>();
        foreach (var slice in (Type[])[typeof(ImportFlow.Handler), typeof(GetImpact.Handler), typeof(PublishFlow.Handler), typeof(MigrateInstances.Handler), typeof(GetMigration.Handler), typeof(DiscardDraft.Handler), typeof(DraftPolicy.Handler), typeof(EditPolicy.Handler), typeof(PreviewPolicy.Handler), typeof(PublishPolicy.Handler), typeof(FindExample.Handler), typeof(PublishCalendar.Handler)])
            services.AddScoped(slice);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private string Copy()
    {
        var file = PathOf(Guid.NewGuid().ToString("n"));
        File.Copy(PathOf("template"), file);
        return file;
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".db");
}
