using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Requests", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class RequestActivityTests(ActivityBench bench)
{
    [Fact]
    public async Task ClassifyRequest_takes_the_level_from_the_matrix_and_keeps_what_was_reported()
    {
        var found = await bench.FaultAsync(faultCode: "BIZ_PERF_LIMIT", interrupted: false);

        var ran = await bench.RunAsync(found.Ref, new ClassifyRequest { Answer = new("") });

        Assert.Equal(("Fault", 2), (ran.Output("GradedType"), ran.Output("GradedLevel")));
        Assert.Equal(2, (await bench.ReadAsync(found)).Level);
    }

    [Fact]
    public async Task ClassifyRequest_grades_interrupted_service_as_level_1_and_refuses_another_level_without_reason()
    {
        var found = await bench.FaultAsync(faultCode: "BIZ_PERF_LIMIT", interrupted: false);

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new ClassifyRequest { Answer = Answer(("faultCode", "BIZ_PERF_LIMIT"), ("levelOverride", "Level4"))! }));
        var ran = await bench.RunAsync(found.Ref, new ClassifyRequest { Answer = Answer(("faultCode", "BIZ_PERF_LIMIT"), ("serviceInterrupted", true))! });

        Assert.Equal(1, ran.Output("GradedLevel"));
    }

    [Fact]
    public async Task CheckEntitlement_finds_the_contract()
    {
        var found = await bench.FaultAsync();

        var ran = await bench.RunAsync(found.Ref, new CheckEntitlement());

        Assert.Equal(("Entitled", "Entitled"), (ran.Outcome, ran.Output("Result")));
        Assert.Equal(EntitlementResult.Entitled, (await bench.ReadAsync(found)).Entitlement);
    }

    [Fact]
    public async Task CompleteEntitlement_takes_a_warranty_that_was_missing()
    {
        var unknown = (await bench.RowsAsync<InstalledEquipment>(x => x.WarrantyUntil == null)).First(x => !x.Code.StartsWith("NMS", StringComparison.Ordinal));
        var found = await bench.CaseAsync(unknown.Code, form => form with { CaseType = CaseType.Consultation });

        var before = await bench.RunAsync(found.Ref, new CheckEntitlement());
        var after = await bench.RunAsync(found.Ref, new CompleteEntitlement { Answer = Answer(("warrantyUntil", "2027-06-30")) });

        Assert.Equal("NoData", before.Outcome);
        Assert.Equal("Warranty", after.Outcome);
    }

    [Fact]
    public async Task BindPolicy_binds_what_the_contract_promises()
    {
        var found = await bench.FaultAsync();
        await bench.RunAsync(found.Ref, new CheckEntitlement());

        var ran = await bench.RunAsync(found.Ref, new BindPolicy());

        Assert.Equal("SLA-GDTEL", ran.Output("Policy"));
        Assert.Equal(("SLA-GDTEL", 1), ((await bench.ReadAsync(found)).PolicyCode, (await bench.ReadAsync(found)).PolicyVersion));
    }

    [Fact]
    public async Task DecideScope_writes_what_is_served()
    {
        var found = await bench.FaultAsync();

        await bench.RunAsync(found.Ref, new DecideScope { Scope = new("EmergencyOnly"), Reason = new("no contract") });

        Assert.Equal(ServiceScope.EmergencyOnly, (await bench.ReadAsync(found)).ServiceScope);
    }

    [Fact]
    public async Task DispatchCase_proposes_somebody_who_knows_the_product()
    {
        var found = await bench.FaultAsync("NE-GZ-0001");
        await bench.RunAsync(found.Ref, new ClassifyRequest { Answer = new("") });

        var ran = await bench.RunAsync(found.Ref, new DispatchCase());

        var people = await Task.WhenAll(((string[])["t1gz", "t1sz", "t1dg"]).Select(name => Flows.SpareSteps.PersonIdAsync(bench.Host, name)));
        Assert.Contains((string)ran.Output("Assignee")!, people);
    }

    [Fact]
    public async Task ReadCase_fills_variables_and_names_an_unknown_fact()
    {
        var found = await bench.FaultAsync(interrupted: true);

        var ran = await bench.RunAsync(found.Ref, new ReadCase { Facts = new(["serviceInterrupted", "caseType"]) }, null, new Variable("serviceInterrupted"), new Variable("caseType"));
        var unknown = await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new ReadCase { Facts = new(["nope"]) }));
        var missing = await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new ReadCase { Facts = new(["caseType"]) }));

        Assert.Equal((true, "Fault"), (ran.Variable("serviceInterrupted"), ran.Variable("caseType")));
        Assert.Contains("'nope'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("Expected a variable 'caseType'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateCase_writes_facts_and_refuses_what_it_does_not_know()
    {
        var found = await bench.AcceptedAsync();

        await bench.RunAsync(found.Ref, new UpdateCase { Facts = Facts(("serviceMode", "Onsite"), ("cause", "")) });
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new UpdateCase { Facts = Facts(("colour", "red")) }));

        Assert.Equal(ServiceMode.Onsite, (await bench.ReadAsync(found)).ServiceMode);
    }

    [Fact]
    public async Task SetCaseState_moves_the_state_and_refuses_an_impossible_move()
    {
        var found = await bench.AcceptedAsync();
        Assert.Equal(CaseState.Accepted, found.State);

        await bench.RunAsync(found.Ref, new SetCaseState { Trigger = new("StartWork"), Reason = new("") });
        Assert.Equal(CaseState.InProgress, (await bench.ReadAsync(found)).State);
        var closed = await bench.FaultAsync();
        await bench.RunAsync(closed.Ref, new CloseCase { Kind = new("Cancelled"), Reason = new("reported twice"), DuplicateOf = new("") });

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(closed.Ref, new SetCaseState { Trigger = new("StartWork"), Reason = new("") }));
    }

    [Fact]
    public async Task ChangeFaultLevel_writes_the_new_level_and_refuses_the_present_one()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_PERF_LIMIT", interrupted: false);

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new ChangeFaultLevel { Answer = Answer(("newLevel", "Level2"), ("reason", "same")) }));
        await bench.RunAsync(found.Ref, new ChangeFaultLevel { Answer = Answer(("newLevel", "Level1"), ("changeReason", "Worsened"), ("reason", "all traffic lost")) });

        Assert.Equal(1, (await bench.ReadAsync(found)).Level);
    }

    [Fact]
    public async Task RaiseTier_gives_the_lead_upwards_and_never_back()
    {
        var found = await bench.AcceptedAsync();

        var raised = await bench.RunAsync(found.Ref, new RaiseTier { Target = new("Tier3"), Reason = new("Request") });
        var again = await bench.RunAsync(found.Ref, new RaiseTier { Target = new("Tier2"), Reason = new("Request") });

        Assert.Equal(("Raised", "Tier3", "Tier3Engineer"), (raised.Outcome, raised.Output("LeadTier"), raised.Output("LeadRole")));
        Assert.Equal(("AlreadyThere", "Tier3"), (again.Outcome, again.Output("LeadTier")));
    }

    [Fact]
    public async Task SearchKnowledge_names_published_articles()
    {
        var found = await bench.FaultAsync();

        var ran = await bench.RunAsync(found.Ref, new SearchKnowledge());

        Assert.All(((string)ran.Output("Articles")!).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("KB-", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlanObservation_never_lasts_longer_than_the_policy_permits()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_TRANSIENT", interrupted: false);

        var day = await bench.RunAsync(found.Ref, new PlanObservation { Answer = Answer(("observationHours", 24)) });
        var year = await bench.RunAsync(found.Ref, new PlanObservation { Answer = Answer(("observationHours", 9000)) });

        Assert.Equal(bench.Now.AddHours(24), DateTimeOffset.Parse((string)day.Output("Until")!, null));
        Assert.InRange(DateTimeOffset.Parse((string)year.Output("Until")!, null), bench.Now.AddHours(25), bench.Now.AddDays(90));
    }

    [Fact]
    public async Task CheckClosure_lists_what_is_missing_in_both_languages()
    {
        var found = await bench.AcceptedAsync();

        var ran = await bench.RunAsync(found.Ref, new CheckClosure());

        Assert.Equal("Unmet", ran.Outcome);
        Assert.Contains("root-cause", ((string)ran.Output("Codes")!).Split('\n'));
        Assert.All(((string)ran.Output("Items")!).Split('\n'), line => Assert.Equal(2, line.Split('|').Length));
    }

    [Fact]
    public async Task CloseCase_ends_the_case_and_its_running_clocks()
    {
        var found = await bench.AcceptedAsync();
        Assert.NotEmpty(await RunningAsync(found));

        await bench.RunAsync(found.Ref, new CloseCase { Kind = new("Cancelled"), Reason = new("reported twice"), DuplicateOf = new("") });

        Assert.Equal(CaseState.Cancelled, (await bench.ReadAsync(found)).State);
        Assert.Empty(await RunningAsync(found));
    }

    [Fact]
    public async Task ReopenCase_counts_and_says_when_management_must_know()
    {
        var found = await bench.AcceptedAsync();
        var outcomes = new List<string?>();
        for (var round = 0; round < 2; round++)
        {
            await bench.RunAsync(found.Ref, new SetCaseState { Trigger = new("Resolve"), Reason = new("") });
            outcomes.Add((await bench.RunAsync(found.Ref, new ReopenCase { Reason = new("still broken"), MaxTimes = new(1) })).Outcome);
        }

        Assert.Equal(["Reopened", "Limit"], outcomes);
        Assert.Equal(2, (await bench.ReadAsync(found)).ReopenCount);
    }

    [Fact]
    public async Task CheckRetrospective_asks_for_one_after_a_level_1_fault_and_not_after_a_question()
    {
        var fault = await bench.AcceptedAsync();
        var question = await bench.CaseAsync("NE-GZ-0002", form => form with { CaseType = CaseType.Consultation });

        var needed = await bench.RunAsync(fault.Ref, new CheckRetrospective());
        var spared = await bench.RunAsync(question.Ref, new CheckRetrospective());

        Assert.Equal(("Needed", "NotNeeded"), (needed.Outcome, spared.Outcome));
        Assert.StartsWith("RETRO-", (string)needed.Output("RetrospectiveNo")!, StringComparison.Ordinal);
    }

    private Task<List<Domain.Clocks.SlaClock>> RunningAsync(Case found) =>
        bench.RowsAsync<Domain.Clocks.SlaClock>(x => x.RecordId == found.Id && x.State == Domain.Clocks.ClockState.Running);
}
