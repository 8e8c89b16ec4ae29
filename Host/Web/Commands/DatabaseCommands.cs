using Elsa.ITR.Data;
using Elsa.ITR.Web.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>database migrate</c>, <c>database script</c> and <c>seed</c>: the configured database.</summary>
internal static class DatabaseCommands
{
    public static ToolCommand Migrate { get; } = new(
        "database migrate", "", "Bring the configured database to the newest schema and load policies, forms and flows", [], MigrateAsync);

    public static ToolCommand Script { get; } = new(
        "database script", "[--from MIGRATION] [--output FILE]", "Write the SQL that makes the schema, for those who apply it by hand", ["from", "output"], ScriptAsync);

    public static ToolCommand Seed { get; } = new(
        "seed", "[--anchor yyyy-MM-dd]", "Fill the configured, empty database with demonstration data", ["anchor"], SeedAsync);

    private static async Task<int> MigrateAsync(ToolRun run)
    {
        using var host = run.BuildHost();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<ItrDbContext>().Database;
            var pending = (await database.GetPendingMigrationsAsync(run.CancellationToken)).ToList();
            await database.MigrateAsync(run.CancellationToken);
            await run.Output.WriteLineAsync(pending.Count == 0 ? "The schema was up to date." : $"Applied {string.Join(", ", pending)}.");
        }

        await run.Output.WriteLineAsync((await ReferenceData.LoadAsync(host.Services, run.CancellationToken)).ToString());
        return ExitCodes.Done;
    }

    private static async Task<int> ScriptAsync(ToolRun run)
    {
        using var host = run.BuildHost();
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ItrDbContext>().Database;
        var options = database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? MigrationsSqlGenerationOptions.Default // SQLite has no conditions in scripts
            : MigrationsSqlGenerationOptions.Idempotent;
        var sql = database.GetService<IMigrator>().GenerateScript(run.Arguments.Option("from"), options: options);
        if (run.Arguments.Option("output") is { } file)
            await File.WriteAllTextAsync(file, sql, run.CancellationToken);
        else
            await run.Output.WriteLineAsync(sql);
        return ExitCodes.Done;
    }

    private static async Task<int> SeedAsync(ToolRun run)
    {
        var report = await DemoDatabase.SeedAsync(run, null, new Anchor(DemoCommand.AnchorOf(run)));
        await run.Output.WriteLineAsync(report.ToString());
        return ExitCodes.Done;
    }
}
