using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Elsa.ITR.Tests.Shared;

/// <summary>The product's services over the same database, to read what is stored while the host lives or when it is dead.</summary>
public sealed class StoreReader : IDisposable
{
    private readonly IHost _host;

    public StoreReader(string file, string clockFile)
        : this("Sqlite", $"Data Source={file};Pooling=False", clockFile)
    {
    }

    public StoreReader(string provider, string connectionString, string clockFile)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Itr"] = connectionString };
        _host = new ToolRun(new ToolArguments([], []), TextWriter.Null, TextWriter.Null, TextReader.Null, CancellationToken.None)
            .BuildHost(settings, services => services.AddSingleton<TimeProvider>(new OffsetFileClock(clockFile)));
    }

    public IServiceProvider Services => _host.Services;

    /// <summary>Reads as the system.</summary>
    public async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        using var system = scope.ServiceProvider.GetRequiredService<AccessScope>().EnterSystem();
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    public void Dispose() => _host.Dispose();
}
