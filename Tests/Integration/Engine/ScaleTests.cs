using System.Diagnostics;
using Elsa.ITR.Tests.Shared;
using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>What one instance costs does not depend on how many there are. Times are printed, not asserted; ITR_TEST_SCALE=5 makes it 100,000 instances.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_statement_on_the_way_of_an_instance_reads_a_whole_table()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), new Delay(TimeSpan.FromMinutes(1)) { Id = "delay" }, Note("n", "n")));

        var statements = await host.Statements.DuringAsync(async () =>
        {
            await host.StartAsync("flow", "CASE-1");
            await host.AnswerAsync("q", "yes");
            await host.PassAsync(TimeSpan.FromMinutes(2));
        });

        foreach (var statement in statements.SelectMany(text => text.Split(";\n", StringSplitOptions.RemoveEmptyEntries)).Distinct())
        {
            var plan = await PlanAsync(host, statement);
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("CONSTANT", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_resume_among_many_suspended_instances_takes_the_statements_of_one_alone()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Asks("r", "again")));
        var alone = await ResumeAsync(host);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var count = (int)Math.Max(1000, 20_000 * TestScale.Factor);
        await MultiplyAsync(host, (await host.StartAsync("flow")).WorkflowInstanceId, count);
        var among = await ResumeAsync(host);

        Assert.Equal(alone, among);
        Assert.True(await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.Status == WorkflowStatus.Running)) >= count);
        output.WriteLine($"{count} suspended instances; managed memory grew by {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024} KiB");
    }

    [Fact]
    public async Task A_definition_of_two_thousand_activities_is_published_and_runs()
    {
        await using var host = await EngineDatabase.Sqlite.StartAsync();
        var chart = new Flowchart { Id = "root" };
        for (var i = 0; i < 2000; i++)
            chart.Activities.Add(new Elsa.Workflows.Activities.SetName(new Elsa.Workflows.Models.Input<string>($"text {i}")) { Id = $"a{i}" });
        foreach (var (from, to) in chart.Activities.Zip(chart.Activities.Skip(1)))
            chart.Connections.Add(new(new Endpoint(from, "Done"), new Endpoint(to)));

        var clock = Stopwatch.StartNew();
        var result = await host.PublishAsync("flow", chart);
        output.WriteLine($"published in {clock.ElapsedMilliseconds} ms");
        Assert.True(result.Succeeded, string.Join("; ", result.ValidationErrors.Select(x => x.Message)));

        clock.Restart();
        var response = await host.StartAsync("flow");
        output.WriteLine($"ran in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(WorkflowSubStatus.Finished, response.SubStatus);
        Assert.Equal(2000, (await host.JournalAsync(response.WorkflowInstanceId)).Count(line => line.StartsWith('a') && line.EndsWith(" Completed", StringComparison.Ordinal)));
    }

    /// <summary>Starts an instance and resumes it by its bookmark; the statements of the resume.</summary>
    private async Task<IReadOnlyList<string>> ResumeAsync(EngineHost host)
    {
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        var clock = Stopwatch.StartNew();
        var statements = await host.Statements.DuringAsync(() => host.AnswerAsync("q", "yes", id));
        output.WriteLine($"resumed in {clock.Elapsed.TotalMilliseconds:0.0} ms with {statements.Count} statements");
        return statements;
    }

    /// <summary>Copies the rows of a suspended instance under new ids.</summary>
    private static Task<int> MultiplyAsync(EngineHost host, string id, int count) => host.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        foreach (var (table, key, others) in ((string, string, string[])[])[
            ("workflow_instances", "id", []), ("workflow_instance_documents", "instance_id", []), ("bookmarks", "id", ["workflow_instance_id"])])
        {
            var columns = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})").ToListAsync();
            var values = columns.Select(column => column == key || others.Contains(column) ? $"{column} || '-' || n" : column);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"""
                INSERT INTO {table} ({string.Join(", ", columns)})
                WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
                SELECT {string.Join(", ", values)} FROM {table}, numbers WHERE {others.Append(key).First()} = '{id}'
                """;
            await command.ExecuteNonQueryAsync();
        }

        return count;
    });

    private static Task<List<string>> PlanAsync(EngineHost host, string statement) => host.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(statement, "@[A-Za-z0-9_]+").Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            steps.Add($"{reader.GetString(3)} in: {statement}");
        return steps;
    });
}
