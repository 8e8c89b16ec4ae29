using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.Upgrades;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Requests that are no faults run the flow of their kind (flow 01 step 11).</summary>
[Collection(nameof(FlowTemplate))]
public sealed class RequestFlowTests(FlowTemplate template)
{
    private static readonly (string Key, object Value)[] Upgrade =
    [
        ("softwareKind", "Equipment"), ("equipment", "NE-GZ-0001"), ("currentVersion", "5.21.18.20"), ("targetVersion", "5.21.18.30"), ("cause", "Feature"), ("reason", "unification"),
    ];

    [Fact]
    public async Task A_wish_for_an_upgrade_runs_the_approval_and_its_end_resolves_the_case()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await DispatchedAsync(host, CaseType.UpgradeRequest);
        await host.DoAsync("version1", "upgrade-request", "Submit", Upgrade);

        var record = await host.ReadAsync(db => Task.FromResult(Assert.Single(db.Set<UpgradeApplication>().Where(x => x.ParentNo == host.Case.No).ToList())));
        Assert.Equal((UpgradeInitiator.Customer, "5.21.18.30"), (record.Initiator, record.TargetVersion));
        Assert.Equal(["NE-GZ-0001"], record.Equipment);

        await host.DoAsync("version1", "upgrade-confirm", "Decline", ("comment", "not certified"));

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
    }

    [Fact]
    public async Task An_upgrade_of_equipment_that_does_not_exist_is_refused_in_the_form()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await DispatchedAsync(host, CaseType.UpgradeRequest);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("version1", "upgrade-request", "Submit", [.. Upgrade, ("equipment", "NE-GZ-9999")]));

        Assert.Equal("equipment.unknown-code", refusal.Code);
        Assert.Single(await host.OpenAsync(), x => x.TaskType == "upgrade-request");
    }

    [Fact]
    public async Task A_customers_request_for_a_part_passes_the_window_and_a_refusal_resolves_the_case()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await DispatchedAsync(host, CaseType.SparePartRequest);
        await host.DoAsync("spare1", "spare-accept", "Accept");
        await host.SubmitPartAsync("custgz", "SL64", "Loan", ("purpose", "FaultRepair"), ("loanPreconditions", "cannotJudge,noReplacement,noOwnSpare"));

        Assert.Equal(SpareRequestState.Submitted, (await host.ReadAsync(db => Task.FromResult(db.Set<SparePartRequest>().Single(x => x.CaseId == host.Case.Id)))).State);
        await host.DoAsync("institute1", "spare-window", "Reject", ("comment", "a spare is at hand"));

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
    }

    [Theory]
    [InlineData(CaseType.UpgradeRequest, "version1", "upgrade-request")]
    [InlineData(CaseType.SparePartRequest, "spare1", "spare-accept")]
    public async Task What_turns_out_to_be_a_fault_is_classified_anew(CaseType type, string person, string taskType)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await DispatchedAsync(host, type);

        await host.DoAsync(person, taskType, "TurnedIntoFault", ("comment", "the laser is dead"));

        Assert.Single(await host.OpenAsync(), x => x.TaskType == "case-classify");
    }

    private static async Task DispatchedAsync(FlowHost host, CaseType type)
    {
        await host.RegisterFaultAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false, person: "custgz");
        await host.DoAsync("intake1", "case-classify", "Classified", ("caseType", type.ToString()));
    }
}
