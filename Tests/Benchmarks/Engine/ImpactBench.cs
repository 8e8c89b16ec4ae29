using System.Diagnostics;
using System.Globalization;
using Elsa.Common.Models;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>How long it takes to tell what a draft means for many running instances; on SQLite, beside all their bookmarks and execution records.</summary>
public sealed class ImpactBench(BenchOptions options, Report report)
{
    private const string Flow = FlowIds.FaultLevel1;

    // Where instances stand, one line per wait: most at one step, some at two at once.
    private static readonly string[][] Standing =
        [["accept"], ["remote"], ["confirm-acceptance", "remote"], ["visit"], ["propose"], ["confirm-by-phone", "lead"], ["third-party"], ["assign"], ["onsite-consent"], ["remote", "third-party"]];

    private static readonly string[] Done =
        ["start", "read-entry", "read-case", "first-way", "hub", "accept", "accepted-facts", "accepted-state", "tell-case-accepted", "tell-accepted", "notify-accepted", "accepted-fork", "to-work"];

    public async Task RunAsync()
    {
        var file = await DemoFiles.NewAsync();
        var run = new ToolRun(new ToolArguments([], []), TextWriter.Null, TextWriter.Null, TextReader.Null, CancellationToken.None);
        using var host = run.BuildHost(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["ConnectionStrings:Itr"] = $"Data Source={file}" });
        await FillAsync(host.Services);
        await DraftAsync(host.Services);

        report.Table($"impact of a draft on {Number(options.Count)} running instances", "seconds", "seconds of processor", "MiB allocated", "groups", "steps that change");
        for (var round = 0; round <= options.Rounds; round++)
            await ShowAsync(host.Services, round == 0 ? "first, everything cold" : "again");
        report.Line($"database: {Number(new FileInfo(file).Length / 1048576.0)} MiB");
    }

    private async Task ShowAsync(IServiceProvider services, string what)
    {
        await using var scope = Scope(services);
        var (started, processor, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var draft = await scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionStore>().FindAsync(Flow, VersionOptions.Latest);
        var impact = await scope.ServiceProvider.GetRequiredService<FlowImpacts>().ReadAsync(draft!, new Dictionary<string, string>(), CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (impact.Running != options.Count)
            throw new InvalidOperationException($"Expected {options.Count} running instances, but the impact names {impact.Running}.");
        report.Row(what, Number(seconds, 2), Number((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 2), Number((GC.GetTotalAllocatedBytes() - before) / 1048576.0), Number(impact.Groups.Count), Number(impact.Touched.Count));
    }

    private static async Task DraftAsync(IServiceProvider services)
    {
        await using var scope = Scope(services);
        var edit = FlowEdit.Of(Flow).Literal("confirm-by-phone", "role", "Tier1Engineer").Literal("accept", "clocks", new System.Text.Json.Nodes.JsonArray("OLA-INTAKE")).Rename("assign", "HumanTask1");
        await scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionPublisher>().SaveDraftAsync(scope.ServiceProvider.GetRequiredService<DefinitionJson>().Read(edit.Json));
    }

    // Straight into the tables: what counts is what lies there, and state documents are not looked at.
    private async Task FillAsync(IServiceProvider services)
    {
        await using var scope = Scope(services);
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var version = await scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionStore>().FindAsync(Flow, VersionOptions.Published);
        await db.Database.OpenConnectionAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var count = options.Count.ToString(CultureInfo.InvariantCulture);
        const string now = "2026-11-23 01:00:00.0000000";
        foreach (var sql in (string[])
        [
            "CREATE TEMP TABLE made AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + count + ") SELECT i, lower(hex(randomblob(8))) AS id FROM n",
            $"CREATE TEMP TABLE standing AS {Rows(Standing.SelectMany((steps, place) => steps.Select(step => (place, step))))}",
            $"CREATE TEMP TABLE done AS {Rows(Done.Select((step, place) => (place, step)))}",
            $"INSERT INTO workflow_instances (id, definition_id, definition_version_id, version, status, sub_status, correlation_id, incident_count, faulted_activity_count, is_system, created_at, updated_at, row_version) SELECT id, '{Flow}', '{version!.Id}', 1, 'Running', 'Suspended', printf('CASE-20261123-%06d', i), 0, 0, 0, '{now}', '{now}', 3 FROM made",
            $"INSERT INTO bookmarks (id, name, hash, workflow_instance_id, activity_instance_id, activity_id, activity_node_id, correlation_id, payload, is_listener, created_at) SELECT lower(hex(randomblob(8))), 'Elsa.ITR.WorkItem', hex(randomblob(32)), made.id, lower(hex(randomblob(8))), step, 'Workflow1:flow:' || step, printf('CASE-20261123-%06d', i), '{{\"workItemId\":\"00000000-0000-0000-0000-000000000000\"}}', 0, '{now}' FROM made JOIN standing ON place = i % {Standing.Length}",
            $"INSERT INTO bookmarks (id, name, hash, workflow_instance_id, activity_instance_id, activity_id, activity_node_id, is_listener, created_at) SELECT lower(hex(randomblob(8))), 'Elsa.ITR.BusinessEvent', hex(randomblob(32)), made.id, lower(hex(randomblob(8))), 'level-changed', 'Workflow1:flow:level-changed', 1, '{now}' FROM made",
            $"INSERT INTO activity_execution_records (id, workflow_instance_id, activity_id, activity_node_id, activity_type, activity_type_version, start_sequence, status, has_bookmarks, aggregate_fault_count, started_at, completed_at, activity_state) SELECT lower(hex(randomblob(8))), made.id, step, 'Workflow1:flow:' || step, 'Elsa.ITR.Step', 1, place, 'Completed', 0, 0, '{now}', '{now}', '{new string('x', 200)}' FROM made CROSS JOIN done",
        ])
#pragma warning disable EF1002, EF1003 // a benchmark's own constants, no input
            await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
#pragma warning restore EF1002, EF1003
        await transaction.CommitAsync();
    }

    private static string Rows(IEnumerable<(int Place, string Step)> rows) =>
        string.Join(" UNION ALL ", rows.Select(x => $"SELECT {x.Place.ToString(CultureInfo.InvariantCulture)} AS place, '{x.Step}' AS step"));

    private static AsyncServiceScope Scope(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return scope;
    }
}
