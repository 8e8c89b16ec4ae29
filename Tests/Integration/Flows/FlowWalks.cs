using System.Diagnostics;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Random walks through every flow: every outcome of every task is taken, every walk ends where it may and leaves nothing behind.</summary>
/// <remarks>
/// The suite walks some groups; ITR_TEST_SCALE=1000 walks all and goes on until every flow has run 1,000 times. The number of a walk is its seed.
/// One group alone: <c>-preEnumerateTheories -trait Walks=Level1</c>.
/// </remarks>
public sealed class FlowWalks(FlowTemplate template, ITestOutputHelper output) : IClassFixture<FlowTemplate>
{
    private const int Most = 150; // walks of the suite; more would mean that an outcome cannot be reached
    private const int Named = 5; // outcomes that are left, in the lines on the way
    private const int Together = 10; // walks on one database: beyond it reading takes the time, and contracts end
    private const int Enough = 10; // walks that fail before a long run gives up: one run shows them all

    // Flows that are walked together, because one leads to the other, and what their walks begin with.
    private static readonly Dictionary<string, (string[] Flows, Func<FlowHost, int, WalkLog, Task> Start)> Groups = new()
    {
        ["Requests"] = ([FlowIds.ManageServiceRequest], WalkStarts.RequestAsync),
        ["Level1"] = ([FlowIds.FaultLevel1, FlowIds.ClockPause], WalkStarts.Level1Async),
        ["LowerLevels"] = ([FlowIds.FaultLevel2, FlowIds.FaultLevel3, FlowIds.FaultLevel4, FlowIds.PartnerHandling], WalkStarts.LowerLevelAsync),
        ["Incidents"] = ([FlowIds.EmergencyRecovery, FlowIds.MajorIncidentNotification, FlowIds.MonthlySummary], WalkStarts.IncidentAsync),
        ["Support"] = ([FlowIds.ThirdPartyHandling, FlowIds.RemoteService, FlowIds.OnsiteService, FlowIds.OnsiteReport, FlowIds.SparePartRequest, FlowIds.DocumentSubmission], WalkStarts.SupportAsync),
        ["Management"] = ([FlowIds.ManagementEscalation, FlowIds.PenaltyReview], WalkStarts.ManagementAsync),
        ["Changes"] = ([FlowIds.TechnicalSolution, FlowIds.UpgradeApproval], WalkStarts.ChangeAsync),
        ["Campaigns"] = ([FlowIds.BatchReplacement, FlowIds.BatchReplacementItem], WalkStarts.CampaignAsync),
    };

    // What the suite has time for.
    private static readonly string[] Quick = ["Requests", "Support"];

    public static IEnumerable<TheoryDataRow<string>> Names =>
        Groups.Keys.Where(name => TestScale.IsLarge || Quick.Contains(name)).Select(name => new TheoryDataRow<string>(name).WithTrait("Walks", name));

    [Fact]
    public void No_flow_is_left_out() => Assert.Equal(
        FlowCatalog.All.Select(x => x.DefinitionId).Order(StringComparer.Ordinal), Groups.Values.SelectMany(x => x.Flows).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public async Task Every_outcome_of_every_task_is_taken_and_every_walk_ends(string name)
    {
        var (flows, start) = Groups[name];
        var log = new WalkLog(flows);
        var watch = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var failures = new List<Exception>();
        var walks = 0;
        while (IsUnfinished(log, walks) && failures.Count < Enough)
        {
            walks = await WalkAsync(start, log, walks, failures);
            output.WriteLine($"{name}: {walks} walks, {watch.Elapsed.TotalSeconds:0} s, runs {string.Join('/', flows.Select(log.RunsOf))}, {log.Left.Count()} outcomes left: {string.Join(", ", log.Left.Take(Named))}");
        }

        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        output.WriteLine($"{name}: {walks} walks, {log.Answers} answers, {watch.Elapsed.TotalSeconds:0} s, processor {spent.TotalSeconds:0} s");
        foreach (var (end, times) in log.Ends)
            output.WriteLine($"  {end} {times}");
        if (failures.Count > 0)
            throw new AggregateException(failures);
        Assert.Empty(log.Left);
    }

    // Some walks on a database of their own, up to the first that fails.
    private async Task<int> WalkAsync(Func<FlowHost, int, WalkLog, Task> start, WalkLog log, int walks, List<Exception> failures)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.ArticleAsync();
        var seen = new HashSet<string>();
        for (var n = 0; n < Together && IsUnfinished(log, walks); n++)
        {
            var number = walks++;
            var walk = new FlowWalk(host, new Random(number), log, seen);
            try
            {
                await walk.GoAsync(() => start(host, number, log));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(new InvalidOperationException($"Walk {number}: {failure.Message}\n{walk.Path}", failure));
                output.WriteLine(failures[^1].Message);
                break;
            }
        }

        return walks;
    }

    private static bool IsUnfinished(WalkLog log, int walks) =>
        (log.Left.Any() && walks < Most) || (TestScale.IsLarge && log.Flows.Any(flow => log.RunsOf(flow) < TestScale.Factor));
}
