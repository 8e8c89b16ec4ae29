using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Faults whose flow is a manual task close like every other: what the closure check asks can be entered where it is asked.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class ManualFaultTests(FlowTemplate template)
{
    [Theory]
    [InlineData("BIZ_PERF_LIMIT", 2)]
    [InlineData("BIZ_MINOR_ALARM", 3)]
    public async Task A_manual_fault_goes_from_report_to_closure(string code, int level)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", code, interrupted: false);
        Assert.Contains($"itr-fault-level-{level}", (await host.TaskAsync("subflow-manual")).InputData!, StringComparison.Ordinal);
        await host.ClaimAsync("t1gz", "subflow-manual");
        await host.AtAsync("2026-11-23 11:30");

        await host.DoAsync("t1gz", "subflow-manual", "Resolved", ("notes", "board replaced"), ("endedAt", "2026-11-23T11:00"), ("rootCauseCode", "Hardware"), ("rootCauseText", "SL16A"));

        var resolved = await host.CaseAsync();
        Assert.Equal((level, CaseState.Resolved), (resolved.Level, resolved.State));
        Assert.Equal((FlowHost.Local("2026-11-23 11:00"), RootCause.Hardware, "SL16A"), (resolved.CompletedAt!.Value, resolved.RootCauseCode, resolved.RootCauseText));
        await host.SatisfiedAsync();
        await host.FileAsync();
        Assert.Equal(CaseState.Closed, (await host.CaseAsync()).State);
    }

    [Fact]
    public async Task The_root_cause_of_a_fault_is_asked_when_it_is_resolved()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("t1gz", "subflow-manual", "Resolved", ("notes", "done")));

        Assert.Equal(("work-item.field-required", "rootCauseCode"), (refusal.Code, refusal.Args["field"]));
        Assert.Equal(WorkItemState.Created, (await host.TaskAsync("subflow-manual")).State);
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
