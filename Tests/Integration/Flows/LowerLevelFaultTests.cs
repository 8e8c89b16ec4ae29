using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Faults of levels 2 to 4 close like every other: what the closure check asks can be entered where it is asked.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class LowerLevelFaultTests(FlowTemplate template)
{
    [Theory]
    [InlineData("BIZ_PERF_LIMIT", 2)]
    [InlineData("BIZ_MINOR_ALARM", 3)]
    [InlineData("BIZ_TRANSIENT", 4)]
    public async Task A_fault_below_level_1_goes_from_report_to_closure(string code, int level)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", code, interrupted: false);
        Assert.True(await host.IsRunningAsync($"itr-fault-level-{level}"));
        await host.ReportAsync();
        await host.AcceptStandardAsync();
        await host.AtAsync("2026-11-23 11:30");

        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "replace the board"));
        await host.HandleAsync("t1gz", ("completedAtProposed", "2026-11-23T11:00"), ("rootCauseCode", "Hardware"), ("cause", "SL16A"));
        await host.DoAsync("institute1", "doc-handling-confirm", "Confirmed", ("result", "solved"));

        var resolved = await host.CaseAsync();
        Assert.Equal((level, CaseState.Resolved), (resolved.Level, resolved.State));
        Assert.Equal((FlowHost.Local("2026-11-23 11:00"), RootCause.Hardware, "SL16A"), (resolved.CompletedAt!.Value, resolved.RootCauseCode, resolved.RootCauseText));
        if (level < 4)
            await host.WriteAnalysisAsync();
        await host.SatisfiedAsync();
        await host.FileAsync();
        Assert.Equal(CaseState.Closed, (await host.CaseAsync()).State);
    }

    [Fact]
    public async Task The_root_cause_of_a_fault_is_asked_when_it_is_handled()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.ReportAsync();
        await host.AcceptStandardAsync();
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"));

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("t1gz", "doc-difficult-handling", "Proposed", ("process", "adjusted"), ("cause", "bias"), ("solution", "adjusted")));

        Assert.Equal(("work-item.field-required", "rootCauseCode"), (refusal.Code, refusal.Args["field"]));
        Assert.Equal(WorkItemState.Claimed, (await host.TaskAsync("doc-difficult-handling")).State);
    }

    [Fact]
    public async Task What_a_fault_solved_by_an_article_lacks_is_entered_at_the_closure_check()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.RegisterFaultAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.DoAsync("intake1", "case-classify", "SolvedByKnowledge", ("articleId", await host.ArticleAsync()));
        await host.SatisfiedAsync();
        await host.FileAsync();

        await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("t1gz", "case-closure-fix", "Done", ("items", "done")));
        await host.DoAsync("t1gz", "case-closure-fix", "Done", ("items", "done"), ("rootCauseCode", "Configuration"));

        Assert.Equal((CaseState.Closed, RootCause.Configuration), ((await host.CaseAsync()).State, host.Case.RootCauseCode));
    }
}
