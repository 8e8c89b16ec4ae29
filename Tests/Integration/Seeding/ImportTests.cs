using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Commands.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Rows of a file become cases, once, and faulty ones say what is wrong.</summary>
public sealed class ImportTests
{
    private const string Json = "data/fault-reports.json";

    [Fact]
    public async Task Seventeen_of_the_twenty_samples_become_cases_that_wait_for_grading()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");

        var outcomes = await ImportAsync(host, Json);

        Assert.Equal(20, outcomes.Count);
        Assert.Equal(17, outcomes.Count(x => x is { IsNew: true, CaseNo: not null }));
        Assert.Equal(17, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => x.TaskType == "case-classify" && x.State == WorkItemState.Created)));
        var interrupted = await host.ReadAsync(db => db.Set<Case>().AsNoTracking().SingleAsync(x => x.Title == "广深干线10G业务中断"));
        Assert.Equal(1, interrupted.Level);
        Assert.Equal(ManualTime.Local("2026-11-22 21:38"), interrupted.OccurredAt);
    }

    [Fact]
    public async Task The_three_faulty_samples_name_field_and_remedy()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");

        var refused = (await ImportAsync(host, Json)).Where(x => x.CaseNo is null).ToDictionary(x => x.Row.Name, x => x.Problem!);

        Assert.Equal(3, refused.Count);
        Assert.Contains("\"NE-SG-0042\". Check the code", refused["GD-NM-1117"], StringComparison.Ordinal);
        Assert.Contains("CON-2025-002, in force 2025-11-01 to 2026-10-31\". Name CON-2026-001", refused["GD-NM-1118"], StringComparison.Ordinal);
        Assert.Contains("occurredAt: expected a date and time", refused["GD-NM-1119"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_again_changes_nothing_also_from_the_other_format()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var first = await ImportAsync(host, Json);
        var before = await CountAsync(host);

        var again = await ImportAsync(host, Json);
        var twin = await ImportAsync(host, "data/fault-reports.csv");

        Assert.Equal(before, await CountAsync(host));
        Assert.Equal(first.Select(x => x.CaseNo), again.Select(x => x.CaseNo));
        Assert.All(again.Concat(twin), x => Assert.False(x.IsNew));
        Assert.Equal(4, twin.Count(x => x.CaseNo is not null));
    }

    [Fact]
    public async Task A_reference_used_for_other_content_is_refused()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var row = (await ImportFile.ReadAsync(PathOf(Json), TestContext.Current.CancellationToken))[0];
        var changed = row with { Fields = new Dictionary<string, string>(row.Fields) { ["title"] = "广深干线10G业务再次中断" } };

        var outcomes = await ImportAsync(host, [row, changed]);

        Assert.True(outcomes[0].IsNew);
        Assert.Contains("was imported before with other content", outcomes[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_intake_form_refuses_is_said_field_by_field()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var row = (await ImportFile.ReadAsync(PathOf(Json), TestContext.Current.CancellationToken))[0];
        var fields = new Dictionary<string, string>(row.Fields) { ["title"] = "断", ["occurredAt"] = "2026-11-22 22:00" };
        fields.Remove("affectedServices");

        var problem = (await ImportAsync(host, [row with { Fields = fields }])).Single().Problem!;

        Assert.Contains("title: expected 5 to 120 characters, but it has 1.", problem, StringComparison.Ordinal);
        Assert.Contains("occurredAt: expected not later than reportedAt", problem, StringComparison.Ordinal);
        Assert.Contains("affectedServices: expected the services that are down", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_it_says_what_to_run()
    {
        var folder = Directory.CreateTempSubdirectory("itr-import-");
        try
        {
            await using var said = new StringWriter();

            var start = await CommandLine.StartAsync(
                ["cases", "import", PathOf(Json), DemoTemplate.Database(Path.Combine(folder.FullName, "itr.db"))], said, said, TextReader.Null, TestContext.Current.CancellationToken);

            Assert.Equal(ExitCodes.Refused, start.ExitCode);
            Assert.Contains("Run \"database migrate\" first", said.ToString(), StringComparison.Ordinal);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<ImportOutcome>> ImportAsync(ItrHost host, string sample) =>
        await ImportAsync(host, await ImportFile.ReadAsync(PathOf(sample), TestContext.Current.CancellationToken));

    private static async Task<IReadOnlyList<ImportOutcome>> ImportAsync(ItrHost host, IReadOnlyList<ImportRow> rows)
    {
        var import = ActivatorUtilities.CreateInstance<ImportCases>(host.Services);
        return await import.RunAsync(rows, await import.ImporterAsync("intake1", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    private static Task<(int, int, int)> CountAsync(ItrHost host) => host.ReadAsync(async db =>
        (await db.Set<Case>().CountAsync(), await db.Set<WorkItem>().CountAsync(), await db.Set<CaseEvent>().CountAsync()));

    private static string PathOf(string sample) => Path.Combine(Repository.Root, "samples", sample);
}
