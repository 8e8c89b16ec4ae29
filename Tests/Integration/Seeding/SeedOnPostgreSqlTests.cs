using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Tests.Integration.Dashboards;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>A server holds to lengths and types that SQLite lets pass, and runs the same flows to the same end.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class SeedOnPostgreSqlTests(DemoTemplate demo, PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    [Fact]
    public async Task The_demonstration_is_the_same_on_a_real_server()
    {
        var (exitCode, said) = await DemoTemplate.RunAsync(
            "seed", "--anchor", DemoDatabase.Anchor, $"--Database:Provider={database.Provider.Name}", $"--ConnectionStrings:Itr={database.ConnectionString}");
        Assert.True(exitCode == 0, said);

        await using var server = DesignTime.Create(database.Provider, database.ConnectionString);
        var file = demo.Copy();
        Assert.Equal(await DatabaseDump.ReadAsync(file, CasesAsync), await CasesAsync(server));
        Assert.Equal(await DatabaseDump.ReadAsync(file, ClocksAsync), await ClocksAsync(server));
        Assert.Equal(await DatabaseDump.ReadAsync(file, TasksAsync), await TasksAsync(server));
        Assert.Equal(await FigureText.OfAsync(new SqliteProvider(), $"Data Source={file};Pooling=False"), await FigureText.OfAsync(database.Provider, database.ConnectionString));
    }

    private static async Task<List<string>> CasesAsync(ItrDbContext db) =>
        [.. (await db.Set<Case>().AsNoTracking().ToListAsync()).Select(x => $"{x.No} {x.State} {x.Level} {x.Priority} {x.AcceptedAt:s} {x.RestoredAt:s} {x.ClosedAt:s}").Order(StringComparer.Ordinal)];

    private static async Task<List<string>> ClocksAsync(ItrDbContext db) =>
        [.. (await db.Set<SlaClock>().AsNoTracking().ToListAsync()).Select(x => $"{x.RecordNo} {x.ClockId} {x.Sequence} {x.State} {x.DueAt:s} {x.IsBreached}").Order(StringComparer.Ordinal)];

    private static async Task<List<string>> TasksAsync(ItrDbContext db) =>
        [.. (await db.Set<WorkItem>().AsNoTracking().ToListAsync()).Select(x => $"{x.No} {x.RecordNo} {x.TaskType} {x.Step} {x.State} {x.Role} {x.DueAt:s}").Order(StringComparer.Ordinal)];
}
