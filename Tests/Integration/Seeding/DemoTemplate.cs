using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Commands;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Tests that share the one seeded database.</summary>
[CollectionDefinition(nameof(DemoTemplate))]
public sealed class DemoTemplateTests : ICollectionFixture<DemoTemplate>;

/// <summary>One database with demonstration data for all tests of the run; each test works on a copy of the file.</summary>
public sealed class DemoTemplate : IAsyncLifetime
{
    // Not there yet when the data is made, as App_Data after a fresh clone.
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("itr-demo-").FullName, "App_Data");

    private ItrHost? _site;

    /// <summary>A host on a copy of the data, at nine o'clock of its day, for all tests that leave the data as they are.</summary>
    public ItrHost Site => _site ??= ItrHost.OnCopyOf(PathOf("template"), $"{DemoDatabase.Anchor} 09:00");

    /// <summary>What the command said while it made the data.</summary>
    public string Said { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Said = await DemoDatabase.MakeAsync(PathOf("template"));
        DemoDatabase.Keep(PathOf("template"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    /// <summary>A copy that a test may change.</summary>
    public string Copy()
    {
        var copy = PathOf(Guid.NewGuid().ToString("n"));
        File.Copy(PathOf("template"), copy);
        return copy;
    }

    public string PathOf(string name) => Path.Combine(_folder, name + ".db");

    /// <summary>Runs a command line; the database is named by the test.</summary>
    public static async Task<(int? ExitCode, string Said)> RunAsync(params string[] args)
    {
        await using var said = new StringWriter();
        var start = await CommandLine.StartAsync(args, said, said, TextReader.Null, TestContext.Current.CancellationToken);
        return (start.ExitCode, said.ToString());
    }

    public static string Database(string file) => $"--ConnectionStrings:Itr=Data Source={file};Pooling=False";
}
