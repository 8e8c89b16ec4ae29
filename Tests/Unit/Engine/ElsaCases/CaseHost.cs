using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Expressions.JavaScript;
using Elsa.ITR.Tests.Shared;
using Elsa.Persistence.EFCore;
using Elsa.Scheduling;
using Elsa.Scheduling.Quartz;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Activities.Flowchart.Options;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.ElsaCases;

/// <summary>The durable engine on a SQLite file of its own, driven through Elsa's public services as the reference server's API was.</summary>
internal sealed class CaseHost : IAsyncDisposable
{
    // Making the tables takes longer than most cases.
    private static readonly Lazy<Task<string>> EmptyDatabase = new(CreateDatabaseAsync);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"elsa-case-{Guid.NewGuid():n}.db");
    private readonly ManualTime _time = new(ManualTime.Local("2026-11-23 09:00"));
    private readonly ServiceProvider _services;

    private CaseHost(FlowchartExecutionMode mode)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IStandardOutStreamProvider>(new StandardOutStreamProvider(TextWriter.Null));
        services.AddDbContext<CaseDbContext>(options => options.UseSqlite($"Data Source={_file}").AddInterceptors(new SqliteSettings()));
        services.AddElsaRuntime();
        services.Configure<FlowchartOptions>(options => options.DefaultExecutionMode = mode);
        services.AddElsaPersistence<CaseDbContext>();
        services.AddElsaScripting();
        services.AddSingleton<ICronParser, QuartzCronParser>();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public static async Task<CaseHost> StartAsync(FlowchartExecutionMode mode)
    {
        var host = new CaseHost(mode);
        File.Copy(await EmptyDatabase.Value, host._file);
        return host;
    }

    private static async Task<string> CreateDatabaseAsync()
    {
        var host = new CaseHost(FlowchartExecutionMode.Default);
        await host.CallAsync<CaseDbContext, bool>(db => db.Database.EnsureCreatedAsync());
        await host._services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(host._file);
        return host._file;
    }

    /// <summary>Calls one of the engine's services in a scope of its own.</summary>
    public async Task<T> CallAsync<TService, T>(Func<TService, Task<T>> call)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task CallAsync<TService>(Func<TService, Task> call)
        where TService : notnull =>
        CallAsync<TService, bool>(async service =>
        {
            await call(service);
            return true;
        });

    public async Task PublishAsync(JsonNode definition)
    {
        var model = _services.GetRequiredService<DefinitionJson>().Read(definition.ToJsonString());
        var result = await CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(importer =>
            importer.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));
        Assert.True(result.Succeeded, string.Join("; ", result.ValidationErrors.Select(error => error.Message)));
    }

    /// <summary>Id of the new instance; null when a fault was thrown to the caller.</summary>
    public Task<RunWorkflowInstanceResponse> StartAsync(string definitionId, JsonNode step) =>
        CallAsync<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
        {
            var client = await runtime.CreateClientAsync();
            return await client.CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published),
                Input = Values(step["input"]),
                CorrelationId = (string?)step["correlationId"],
                Name = (string?)step["name"],
                TriggerActivityId = (string?)step["triggerActivityId"],
            });
        });

    /// <summary>Lets time pass and everything settle that is due or queued.</summary>
    public async Task SettleAsync(TimeSpan elapsed = default)
    {
        _time.MoveTo(_time.GetUtcNow() + elapsed);
        var sweep = _services.GetRequiredService<DeadlineSweep>();
        var outbox = _services.GetRequiredService<OutboxDispatcher>();
        while (await sweep.RunUntilQuietAsync() + await outbox.RunUntilQuietAsync() > 0)
        {
        }
    }

    public static Dictionary<string, object> Values(JsonNode? members) =>
        members is JsonObject values ? values.ToDictionary(member => member.Key, member => Value(member.Value)!) : [];

    public static object? Value(JsonNode? node) => node is null ? null : PlainJson.ToValue(JsonSerializer.SerializeToElement(node));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(_file + suffix);
    }
}
