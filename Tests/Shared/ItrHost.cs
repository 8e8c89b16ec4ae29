using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Seeding;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Tests.Shared;

/// <summary>The real host in this process on a SQLite file with master data, or on a server's database, at a time that the test moves; recurring work runs when the test says so.</summary>
public sealed class ItrHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly string? _folder;

    private ItrHost(string database, ManualTime time, Action<IServiceCollection>? configure)
        : this("Sqlite", $"Data Source={database}", time, configure) => (Database, _folder) = (database, Path.GetDirectoryName(database));

    private ItrHost(string provider, string connectionString, ManualTime time, Action<IServiceCollection>? configure)
    {
        Database = connectionString;
        Time = time;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Testing");
            web.UseContentRoot(Path.Combine(Repository.Root, "Host", "Web"));
            web.UseSetting("Database:Provider", provider);
            web.UseSetting("ConnectionStrings:Itr", connectionString);
            web.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Warning));
            web.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                services.RemoveAll<IHostedService>(); // nothing runs behind the test's back
                services.Replace(ServiceDescriptor.Singleton<IRecurringJobs, NoJobs>());
                configure?.Invoke(services);
            });
        });
    }

    /// <summary>The SQLite file, or the connection string of a server's database.</summary>
    public string Database { get; }

    public ManualTime Time { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts at a local time, e.g. <c>2026-11-23 02:05</c>.</summary>
    public static async Task<ItrHost> StartAsync(string local, Action<IServiceCollection>? configure = null) =>
        new(await DemoFiles.NewAsync(), new ManualTime(ManualTime.Local(local)), configure);

    /// <summary>Starts on a copy of a SQLite file with data of its own.</summary>
    public static ItrHost OnCopyOf(string database, string local, Action<IServiceCollection>? configure = null)
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("itr-test-").FullName, "itr.db");
        File.Copy(database, copy);
        return new ItrHost(copy, new ManualTime(ManualTime.Local(local)), configure);
    }

    /// <summary>Starts on a server's database, which is left as it is in the end.</summary>
    public static ItrHost OnServer(string provider, string connectionString, string local) => new(provider, connectionString, new ManualTime(ManualTime.Local(local)), null);

    /// <summary>A program that nobody knows; it keeps cookies.</summary>
    public HttpClient Client() => _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });

    /// <summary>The way to this host for a library that makes its own requests.</summary>
    public HttpMessageHandler Handler() => _factory.Server.CreateHandler();

    /// <summary>A program signed in as a demonstration account.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = Client();
        var answer = await client.PostAsJsonAsync("/api/sign-in", new { userName, password = DemoAccounts.Password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A program with a demonstration account's bearer token.</summary>
    public async Task<HttpClient> ProgramAsync(string userName)
    {
        var client = Client();
        using var answer = await client.PostAsJsonAsync("/api/token", new { userName, password = DemoAccounts.Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Moves to a local time; what falls due on the way is done at its own instant, in order.</summary>
    public async Task AdvanceAsync(string local)
    {
        var target = ManualTime.Local(local);
        while (await NextDueAsync(target) is { } due)
        {
            if (due > Time.GetUtcNow())
                Time.MoveTo(due);
            await WorkOffAsync();
        }

        Time.MoveTo(target);
        await WorkOffAsync();
    }

    /// <summary>Does everything that is due now: deadlines, effects, what an interruption left.</summary>
    public async Task WorkOffAsync()
    {
        while (await Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync()
               + await Services.GetRequiredService<OutboxDispatcher>().RunUntilQuietAsync() > 0)
        {
        }

        await Services.GetRequiredService<RecoverySweep>().RunOnceAsync();
    }

    /// <summary>Reads the database as the system.</summary>
    public Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read) => CallAsync(read);

    /// <summary>Calls a service as the system.</summary>
    public async Task<T> CallAsync<TService, T>(Func<TService, Task<T>> call)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (_folder is null)
            return;

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<DateTimeOffset?> NextDueAsync(DateTimeOffset until) => ReadAsync(db => db.Set<Deadline>()
        .Where(x => x.State == DeadlineState.Pending && x.DueAt <= until)
        .OrderBy(x => x.DueAt).Select(x => (DateTimeOffset?)x.DueAt).FirstOrDefaultAsync());

    private sealed class NoJobs(IEnumerable<RecurringJob> jobs) : IRecurringJobs
    {
        public void Wake(string jobName, DateTimeOffset? at = null)
        {
        }

        public Task<IReadOnlyList<RecurringJobState>> StatesAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<RecurringJobState>>([.. jobs.Select(job => new RecurringJobState(job))]);
    }
}
