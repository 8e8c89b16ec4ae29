using Elsa.Common.Models;
using Elsa.Expressions.JavaScript;
using Elsa.ITR.Tests.Shared;
using Elsa.Persistence.EFCore;
using Elsa.Scheduling;
using Elsa.Scheduling.Quartz;
using Elsa.Workflows;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Elsa.Workflows.Runtime.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>The engine on a real database, without the product; several hosts can stand on one database. Made by <see cref="EngineDatabase"/>.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly Action<DbContextOptionsBuilder> _database;
    private readonly Action? _removeDatabase;
    private readonly ServiceProvider _services;

    internal EngineHost(Action<DbContextOptionsBuilder> database, Action? removeDatabase, ManualTime time, Action<IServiceCollection>? configure)
    {
        _database = database;
        _removeDatabase = removeDatabase;
        Time = time;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddDbContext<EngineDbContext>(options =>
        {
            database(options);
            options.AddInterceptors(Commits, Statements);
        });
        services.AddElsaRuntime(options => options.NodeName = Guid.NewGuid().ToString("n"));
        services.AddElsaPersistence<EngineDbContext>();
        services.AddElsaScripting();
        services.AddActivitiesFrom(typeof(EngineHost).Assembly);
        services.AddSingleton<ICronParser, QuartzCronParser>();
        services.AddSingleton(Weather);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public ManualTime Time { get; }

    public CommitCounter Commits { get; } = new();

    public StatementCounter Statements { get; } = new();

    public Weather Weather { get; } = new();

    public IServiceProvider Services => _services;

    public CommandExecutor Executor => _services.GetRequiredService<CommandExecutor>();

    public DeadlineSweep Sweep => _services.GetRequiredService<DeadlineSweep>();

    public OutboxDispatcher Outbox => _services.GetRequiredService<OutboxDispatcher>();

    public RecoverySweep Recovery => _services.GetRequiredService<RecoverySweep>();

    /// <summary>Another process on the same database and at the same time.</summary>
    public EngineHost Neighbour(Action<IServiceCollection>? configure = null) => new(_database, null, Time, configure);

    /// <summary>Runs work as a command of a person.</summary>
    public Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work, string? key = null, string? body = null, params string[] locks) =>
        Executor.RunAsync((services, _) => work(services), new CommandOptions { Principal = "ann", Route = "test", Key = key, BodyHash = body, Locks = locks });

    /// <summary>Runs work as a command of a person.</summary>
    public Task RunAsync(Func<IServiceProvider, Task> work, params string[] locks) =>
        RunAsync(
            async services =>
            {
                await work(services);
                return true;
            },
            locks: locks);

    /// <summary>Looks into the database.</summary>
    public async Task<T> ReadAsync<T>(Func<EngineDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<EngineDbContext>());
    }

    /// <summary>Texts of all notes, by id.</summary>
    public Task<Dictionary<string, string>> NotesAsync() => ReadAsync(db => db.Notes.ToDictionaryAsync(x => x.Id, x => x.Text));

    /// <summary>Texts of all notes in order of the alphabet.</summary>
    public async Task<IEnumerable<string>> NoteTextsAsync() => (await NotesAsync()).Values.Order(StringComparer.Ordinal);

    /// <summary>Calls one of Elsa's public services in a scope of its own, outside of a command.</summary>
    public async Task<T> CallAsync<TService, T>(Func<TService, Task<T>> call)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Publishes a definition that runs the activity; faults do not end its instances unless told so.</summary>
    public Task<ImportWorkflowResult> PublishAsync(string definitionId, IActivity root, Action<WorkflowDefinitionModel>? configure = null)
    {
        var model = new WorkflowDefinitionModel
        {
            DefinitionId = definitionId,
            Name = definitionId,
            Root = root,
            Options = new WorkflowOptions { IncidentStrategyType = typeof(ContinueWithIncidentsStrategy) },
        };
        configure?.Invoke(model);
        return CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x => x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));
    }

    /// <summary>Starts an instance of the published version.</summary>
    public Task<RunWorkflowInstanceResponse> StartAsync(string definitionId, string? correlationId = null, IDictionary<string, object>? input = null) =>
        CallAsync<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
        {
            var client = await runtime.CreateClientAsync();
            return await client.CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published),
                CorrelationId = correlationId,
                Input = input,
                IncludeWorkflowOutput = true,
            });
        });

    /// <summary>Answers what <see cref="Ask"/> asked.</summary>
    public Task<SendStimulusResult> AnswerAsync(string question, string answer, string? instanceId = null) =>
        CallAsync<IStimulusSender, SendStimulusResult>(x => x.SendAsync(
            ActivityTypeNames.Of<Ask>(),
            new AskStimulus(question),
            new StimulusMetadata { WorkflowInstanceId = instanceId, Input = new Dictionary<string, object> { ["Answer"] = answer } }));

    /// <summary>The stored instance.</summary>
    public Task<WorkflowInstance> InstanceAsync(string id) => ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == id));

    /// <summary>Journal of an instance as <c>activity event</c>.</summary>
    public Task<List<string>> JournalAsync(string id) => ReadAsync(db => db.Set<WorkflowExecutionLogRecord>()
        .Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.Sequence).Select(x => x.ActivityId + " " + x.EventName).ToListAsync());

    /// <summary>Names of the bookmarks of an instance.</summary>
    public Task<List<string>> BookmarksAsync(string id) => ReadAsync(db => db.Set<StoredBookmark>()
        .Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.Name).Select(x => x.Name).ToListAsync());

    /// <summary>Lets time pass and fires what is due on the way, minute by minute.</summary>
    public async Task PassAsync(TimeSpan elapsed)
    {
        for (var end = Time.GetUtcNow() + elapsed; Time.GetUtcNow() < end;)
        {
            Time.MoveTo(Time.GetUtcNow().AddMinutes(1));
            await Sweep.RunUntilQuietAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _removeDatabase?.Invoke();
    }
}

internal static class DyingProcess
{
    /// <summary>Leaves a process that commits and never comes to its outbox.</summary>
    public static void RemoveOutboxHandlers(this IServiceCollection services)
    {
        foreach (var handler in services.Where(x => x.ServiceType == typeof(IOutboxHandler)).ToList())
            services.Remove(handler);
    }
}
