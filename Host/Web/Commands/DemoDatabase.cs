using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Web.Commands;

/// <summary>The file with demonstration data; it appears only once it is complete.</summary>
internal static class DemoDatabase
{
    /// <summary>Beside the executable's own database, so that the two never mix.</summary>
    public const string DefaultFile = "App_Data/itr-demo.db";

    /// <summary>Settings that point the product to the file.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(string file) => new Dictionary<string, string?>
    {
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:Itr"] = $"Data Source={file}",
    };

    /// <summary>Seeds beside the final place and moves the file there when everything is in it. A process of its own does it, so that the one that serves does not keep its memory.</summary>
    /// <exception cref="InvalidOperationException">It could not be made; the message says why.</exception>
    public static async Task CreateAsync(ToolRun run, string file, Anchor anchor)
    {
        var draft = file + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Delete(draft);
        var settings = new Dictionary<string, string?>(Settings(draft))
        {
            ["ConnectionStrings:Itr"] = $"Data Source={draft};Pooling=False", // the last connection closes the file, so that it can be moved
        };
        await SelfProcess.RunAsync(run, ["seed", "--anchor", $"{anchor.Day:yyyy-MM-dd}"], settings);
        File.Move(draft, file);
    }

    /// <summary>Migrates and seeds the database of the settings.</summary>
    /// <exception cref="SeedException">The database is not empty.</exception>
    public static async Task<SeedReport> SeedAsync(ToolRun run, IReadOnlyDictionary<string, string?>? settings, Anchor anchor)
    {
        var time = new SeedTime(anchor.Now.AddYears(-1).AddDays(-1));
        using var host = run.BuildHost(settings, services => SeedRunner.Configure(services, time));
        return await new SeedRunner(host.Services, time, anchor).RunAsync(run.CancellationToken);
    }

    public static void Delete(string file)
    {
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(file + part);
    }
}
