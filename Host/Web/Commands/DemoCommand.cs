using System.Globalization;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>demo</c>: a database with demonstration data of its own, then the web host, then where to sign in and as whom.</summary>
internal static class DemoCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    // Not Production, which refuses the documented password.
    private const string Environment = "Demonstration";

    public static ToolCommand Command { get; } = new(
        "demo", "[--anchor yyyy-MM-dd] [--urls URL] [--database FILE] [--reset]",
        "Make demonstration data in App_Data/itr-demo.db if there is none, and serve the pages",
        ["anchor", "urls", "database", "reset!"],
        async run => (await PrepareAsync(run)).ExitCode ?? ExitCodes.Done);

    public static async Task<Start> PrepareAsync(ToolRun run)
    {
        var file = Path.GetFullPath(run.Arguments.Option("database") ?? DemoDatabase.DefaultFile);
        var urls = run.Arguments.Option("urls") ?? DefaultUrl;
        if (run.Arguments.Has("reset"))
            DemoDatabase.Delete(file);

        if (!File.Exists(file))
            await SeedAsync(run, file);
        else if (run.Arguments.Option("anchor") is not null)
            await run.Output.WriteLineAsync($"{file} exists and is used as it is; add --reset to make it anew for another --anchor.");

        await run.Output.WriteLineAsync(SignInTable.For(urls));
        var settings = DemoDatabase.Settings(file);
        return new Start(null, [.. run.Arguments.HostArgs, $"--urls={urls}", $"--environment={Environment}"], settings);
    }

    private static async Task SeedAsync(ToolRun run, string file)
    {
        var anchor = new Anchor(AnchorOf(run));
        await run.Output.WriteLineAsync($"Making demonstration data around {anchor.Day:yyyy-MM-dd} in {file} …");
        await DemoDatabase.CreateAsync(run, file, anchor);
    }

    /// <summary>The day given, or the last one whose nine o'clock has passed: nothing of the live records lies ahead.</summary>
    /// <exception cref="UsageException">The day is malformed.</exception>
    public static DateOnly AnchorOf(ToolRun run) => run.Arguments.Option("anchor") switch
    {
        null => TimeProvider.System.GetUtcNow().AddHours(-9).LocalDate(),
        { } text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        { } text => throw new UsageException($"Expected --anchor as yyyy-MM-dd, e.g. 2026-11-23, but it is \"{text}\"."),
    };
}
