using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Commands;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Seeding is repeatable and careful.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class SeedingTests(DemoTemplate demo)
{
    // The engine's own books hold hashes of ids that are drawn when a record is made; the records themselves are compared.
    private static readonly string[] Books = ["workflow_instance", "workflow_execution", "activity_execution", "bookmark", "outbox_messages", "sqlite_sequence"];

    [Fact]
    public async Task Seeding_two_empty_databases_gives_the_same_rows()
    {
        Assert.SkipUnless(TestScale.IsLarge, "At ITR_TEST_SCALE above 1: in the suite the same data on PostgreSQL shows that seeding is repeatable.");
        var second = demo.PathOf("second");
        await DemoDatabase.MakeAsync(second);

        var rows = await Task.WhenAll(new[] { demo.PathOf("template"), second }.Select(file =>
            DatabaseDump.RowsAsync(file, table => !Books.Any(part => table.StartsWith(part, StringComparison.Ordinal)), "password_hash")));

        Assert.True(rows[0].Count > 10_000);
        Assert.Equal(rows[0], rows[1]);
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_refused_and_left_alone()
    {
        var file = demo.Copy();
        var before = await DatabaseDump.RowsAsync(file, _ => true);

        var (exitCode, said) = await DemoTemplate.RunAsync("seed", "--anchor", DemoDatabase.Anchor, DemoTemplate.Database(file));

        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("Expected an empty database", said, StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseDump.RowsAsync(file, _ => true));
    }

    [Fact]
    public async Task A_start_knows_every_shipped_flow_by_its_text()
    {
        var stored = await DatabaseDump.ReadAsync(demo.Copy(), db => db.Set<WorkflowDefinition>().Where(x => x.Origin == DefinitionOrigin.Vendor).ToDictionaryAsync(x => $"{x.DefinitionId}.v{x.Version}.json", x => x.ContentHash));

        Assert.Equal(stored, FlowContent.All.ToDictionary(flow => flow.FileName, flow => VendorContent.HashOf(flow.Json, flow.Version)));
    }

    // A Saturday: the literal numbers of the live records would be those of past cases of that week.
    [Fact]
    public async Task Any_day_can_be_the_anchor_and_the_numbers_move_with_it()
    {
        Assert.SkipUnless(TestScale.IsLarge, "At ITR_TEST_SCALE above 1: it makes all demonstration data once more.");
        var file = demo.PathOf("saturday");

        var (exitCode, said) = await DemoTemplate.RunAsync("seed", "--anchor", "2026-11-28", DemoTemplate.Database(file));

        Assert.True(exitCode == ExitCodes.Done, said);
        var received = await DatabaseDump.ReadAsync(file, db => db.Set<Case>().Where(x => x.No == "CASE-20261128-0001").Select(x => x.ReceivedAt).SingleAsync());
        Assert.Equal(ManualTime.Local("2026-11-28 06:30"), received);
    }

    [Theory]
    [InlineData("2026-11-31")]
    [InlineData("tomorrow")]
    public async Task A_malformed_anchor_is_wrong_usage(string anchor)
    {
        var (exitCode, said) = await DemoTemplate.RunAsync("seed", "--anchor", anchor, DemoTemplate.Database(demo.PathOf("never")));

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("yyyy-MM-dd", said, StringComparison.Ordinal);
        Assert.False(File.Exists(demo.PathOf("never")));
    }

    [Fact]
    public async Task An_unknown_command_names_the_known_ones()
    {
        var (exitCode, said) = await DemoTemplate.RunAsync("databse", "migrate");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("database migrate", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_alone_start_the_web_host()
    {
        var (exitCode, said) = await DemoTemplate.RunAsync("--urls", "http://127.0.0.1:0");

        Assert.Null(exitCode);
        Assert.Empty(said);
    }
}
