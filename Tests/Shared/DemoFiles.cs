using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Shared;

/// <summary>SQLite files with the organisations, people, equipment and contracts of the demonstration data: made once per run, copied per test.</summary>
public static class DemoFiles
{
    private static readonly Lazy<Task<string>> Template = new(MakeAsync);

    /// <summary>A fresh folder with a copy named <c>itr.db</c>; the caller deletes the folder.</summary>
    public static async Task<string> NewAsync()
    {
        var template = await Template.Value;
        var folder = Directory.CreateTempSubdirectory("itr-test-").FullName;
        var file = Path.Combine(folder, "itr.db");
        File.Copy(template, file);
        return file;
    }

    private static async Task<string> MakeAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("itr-template-").FullName, "itr.db");
        await FillAsync("Sqlite", $"Data Source={file};Pooling=False");
        SqliteConnection.ClearAllPools();
        return file;
    }

    /// <summary>Makes the schema and the same data in an empty database.</summary>
    public static async Task FillAsync(string provider, string connectionString)
    {
        var anchor = new Anchor(Anchor.LiteralDay);
        var time = new SeedTime(anchor.Now.AddDays(-30));
        var run = new ToolRun(new ToolArguments([], []), TextWriter.Null, TextWriter.Null, TextReader.Null, CancellationToken.None);
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Itr"] = connectionString };
        using var host = run.BuildHost(settings, services => services.AddSingleton<TimeProvider>(time));
        await new SeedRunner(host.Services, time, anchor).RunMasterDataAsync();
    }
}
