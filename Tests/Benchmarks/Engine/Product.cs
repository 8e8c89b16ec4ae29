using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>The product below its pages in this process, on a fresh database; nothing runs beside what is measured.</summary>
public sealed class Product : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Product(string provider, string connectionString, string? file)
    {
        File = file;
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Itr"] = connectionString };
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddItr(configuration);
        services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(Statements, Capture));
        _services = services.BuildServiceProvider();
    }

    /// <summary>The SQLite file, null on a server.</summary>
    public string? File { get; }

    public StatementCounter Statements { get; } = new();

    public RowCapture Capture { get; } = new();

    public IServiceProvider Services => _services;

    /// <summary>Migrates a fresh database and makes the product on it.</summary>
    /// <exception cref="FormatException">There is no such provider, or it is not installed.</exception>
    public static async Task<Product> StartAsync(BenchOptions options)
    {
        var name = $"itr-bench-{Guid.NewGuid():n}";
        var file = options.Provider == "Sqlite" ? Path.Combine(options.Folder, name + ".db") : null;
        var product = new Product(options.Provider, file is null ? await ServerAsync(options.Provider, name) : $"Data Source={file}", file);
        await product.ReadAsync(async db =>
        {
            await db.Database.MigrateAsync();
            return true;
        });
        return product;
    }

    private static async Task<string> ServerAsync(string provider, string name)
    {
        if (provider != "PostgreSql")
            throw new FormatException($"Expected Sqlite or PostgreSql, but got {provider}.");
        var (server, reason) = await PostgreSqlServer.GetAsync();
        return server?.ConnectionString(name) ?? throw new FormatException(reason);
    }

    /// <summary>A fresh scope with the rights of the system.</summary>
    public AsyncServiceScope NewScope()
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return scope;
    }

    public async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read)
    {
        await using var scope = NewScope();
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    /// <summary>Adds a person with a role in an organisation below another.</summary>
    public Task<Guid> HireAsync() => ReadAsync(async db =>
    {
        var top = new Organization { Code = "HQ", NameZh = "总部", NameEn = "Headquarters", Kind = OrganizationKind.VendorHq };
        var office = new Organization { Code = "OF", NameZh = "办事处", NameEn = "Office", Kind = OrganizationKind.VendorOffice, ParentId = top.Id };
        var person = new ItrUser { UserName = "bench", DisplayNameZh = "测", DisplayNameEn = "Bench", OrgId = office.Id };
        db.AddRange(top, office, person, new RoleGrant { UserId = person.Id, Role = RoleCodes.Tier1Engineer });
        await db.SaveChangesAsync();
        return person.Id;
    });

    /// <summary>What a request reads before anything else: who asks, and what he may.</summary>
    public async Task AskAsync(Guid personId)
    {
        await using var scope = _services.CreateAsyncScope();
        _ = await scope.ServiceProvider.GetRequiredService<IDirectory>().ActorAsync(personId) ?? throw new InvalidOperationException("Expected an active person.");
    }

    public async Task PublishAsync(JsonObject definition)
    {
        await using var scope = NewScope();
        var model = scope.ServiceProvider.GetRequiredService<DefinitionJson>().Read(definition.ToJsonString());
        await scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionImporter>().ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true });
    }

    /// <summary>Runs the first burst of a new instance.</summary>
    /// <exception cref="InvalidOperationException">It is not where it should be afterwards.</exception>
    public async Task<RunWorkflowInstanceResponse> StartAsync(string definitionId, WorkflowSubStatus expected)
    {
        await using var scope = NewScope();
        var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync();
        var answer = await client.CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published),
        });
        return Expect(answer, expected);
    }

    /// <summary>Resumes an instance at the event it waits for.</summary>
    public async Task<RunWorkflowInstanceResponse> ResumeAsync(string instanceId, WorkflowSubStatus expected)
    {
        await using var scope = NewScope();
        var sender = scope.ServiceProvider.GetRequiredService<IStimulusSender>();
        var metadata = new StimulusMetadata { WorkflowInstanceId = instanceId, Input = new Dictionary<string, object> { ["n"] = 1 } };
        var sent = await sender.SendAsync("Elsa.Event", new EventStimulus(Flows.EventName), metadata);
        return Expect(sent.WorkflowInstanceResponses.Single(), expected);
    }

    public async ValueTask DisposeAsync()
    {
        if (File is null)
            await ReadAsync(db => db.Database.EnsureDeletedAsync());
        await _services.DisposeAsync();
        if (File is null)
            return;

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            System.IO.File.Delete(File + suffix);
    }

    private static RunWorkflowInstanceResponse Expect(RunWorkflowInstanceResponse answer, WorkflowSubStatus expected) => answer.SubStatus == expected
        ? answer
        : throw new InvalidOperationException($"Expected the instance to be {expected}, but it is {answer.SubStatus}: {answer.Incidents.FirstOrDefault()?.Message}");
}
