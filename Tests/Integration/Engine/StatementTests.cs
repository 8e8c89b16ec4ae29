using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public sealed class StatementTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_resume_reads_twice_and_writes_each_row_once()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("n", "n"), Asks("r", "again")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var statements = await host.Statements.DuringAsync(() => host.AnswerAsync("q", "yes", id));

        output.WriteLine($"{statements.Count} statements, 1 commit:\n{string.Join('\n', statements)}");
        Assert.Equal(2, statements.Count(x => x.StartsWith("SELECT", StringComparison.Ordinal))); // its bookmark, the instance
        Assert.Single(statements, x => x.StartsWith("UPDATE \"workflow_instances\"", StringComparison.Ordinal));
        Assert.Single(statements, x => x.StartsWith("UPDATE \"workflow_instance_documents\"", StringComparison.Ordinal));
        Assert.Single(statements, x => x.StartsWith("DELETE FROM \"bookmarks\"", StringComparison.Ordinal));
        Assert.Single(statements, x => x.StartsWith("INSERT INTO \"bookmarks\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resume_does_not_write_again_when_the_instance_began()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        host.Time.MoveTo(host.Time.GetUtcNow().AddTicks(7)); // the database holds microseconds
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Asks("r", "again")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var statements = await host.Statements.DuringAsync(() => host.AnswerAsync("q", "yes", id));

        Assert.DoesNotContain(statements, x => x.Contains("SET \"created_at\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_of_an_instance_goes_up_with_every_burst()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Asks("r", "again")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        var before = (await host.InstanceAsync(id)).RowVersion;

        await host.AnswerAsync("q", "yes", id); // time stands still and the instance is suspended as before

        Assert.Equal(before + 1, (await host.InstanceAsync(id)).RowVersion);
    }

    [Fact]
    public async Task An_idle_node_writes_nothing()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();

        var statements = await host.Statements.DuringAsync(async () =>
        {
            await host.Sweep.RunUntilQuietAsync();
            await host.Outbox.RunUntilQuietAsync();
            await host.Recovery.RunOnceAsync();
        });

        Assert.All(statements, x => Assert.StartsWith("SELECT", x, StringComparison.Ordinal));
    }
}
