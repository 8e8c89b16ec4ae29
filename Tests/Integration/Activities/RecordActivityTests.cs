using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.ThirdParties;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Tests.Integration.Flows;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Records": what flows do with records of their own, one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class RecordActivityTests(ActivityBench bench)
{
    [Fact]
    public async Task CreateRecord_opens_the_record_for_the_case_and_ReadRecord_tells_its_facts()
    {
        var session = await OpenAsync<RemoteSession>(await bench.AcceptedAsync(), RecordTypes.RemoteSession);

        var ran = await bench.RunAsync(session.Ref, new ReadRecord { Facts = new(["state"]) }, null, new Variable("state"));
        var unknown = await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(session.Ref, new ReadRecord { Facts = new(["colour"]) }));

        Assert.Equal(session.StateName, ran.Variable("state"));
        Assert.Contains("'colour'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindService_finds_what_is_still_to_come()
    {
        var found = await bench.AcceptedAsync();
        Assert.Equal("None", (await FindAsync(RecordTypes.RemoteSession)).Outcome);
        var session = await OpenAsync<RemoteSession>(found, RecordTypes.RemoteSession);

        var ran = await FindAsync(RecordTypes.RemoteSession);

        Assert.Equal(("UnderWay", session.No), (ran.Outcome, ran.Output("RecordNo")));
        Assert.Equal("None", (await FindAsync(RecordTypes.OnsiteService)).Outcome);
        await bench.RunAsync(session.Ref, new SetRecordState { Trigger = new("Cancel"), Reason = new(""), Ends = new(true) });
        Assert.Equal("None", (await FindAsync(RecordTypes.RemoteSession)).Outcome);

        Task<Ran> FindAsync(string type) => bench.RunAsync(found.Ref, new FindService { RecordType = new(type) });
    }

    [Fact]
    public async Task CreateRecord_refuses_a_kind_it_does_not_know()
    {
        var found = await bench.AcceptedAsync();

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new CreateRecord { RecordType = new("Umbrella"), Facts = Facts()! }));
    }

    [Fact]
    public async Task UpdateRecord_takes_what_the_record_has_and_SetRecordState_refuses_an_impossible_move()
    {
        var request = await OpenAsync<SparePartRequest>(await bench.AcceptedAsync(), RecordTypes.SparePartRequest, ("purpose", "FaultRepair"));

        await bench.RunAsync(request.Ref, new UpdateRecord { Facts = Facts(("quantity", 2))!, Answer = Answer(("faultDescription", "no light"), ("colour", "red"))! });
        await bench.RunAsync(request.Ref, new SetRecordState { Trigger = new("Submit"), Reason = new("") });

        var stored = await StoredAsync<SparePartRequest>(request.Id);
        Assert.Equal((2, "no light", SpareRequestState.Submitted), (stored.Quantity, stored.FaultDescription, stored.State));
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(request.Ref, new SetRecordState { Trigger = new("Receive"), Reason = new("") }));
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(request.Ref, new UpdateRecord { Facts = Facts(("colour", "red"))!, Answer = new("") }));
    }

    [Fact]
    public async Task A_spare_part_is_free_under_contract_reserved_nearby_and_moved()
    {
        var request = await OpenAsync<SparePartRequest>(await bench.AcceptedAsync("NE-SZ-0001"), RecordTypes.SparePartRequest, ("purpose", "FaultRepair"));
        await bench.RunAsync(request.Ref, new UpdateRecord { Facts = Facts(("boardTypeId", (await bench.Host.BoardTypeAsync("SL64")).ToString()))!, Answer = new("") });
        await bench.RunAsync(request.Ref, new SetRecordState { Trigger = new("Submit"), Reason = new("") });

        Assert.Equal("Free", (await bench.RunAsync(request.Ref, new CheckSpareEntitlement())).Outcome);
        var reserved = await bench.RunAsync(request.Ref, new ReserveSpare());
        Assert.Equal("Found", reserved.Outcome);
        Assert.NotNull(reserved.Output("ApproverRole"));
        var serial = (await StoredAsync<SparePartRequest>(request.Id)).Serial!;
        Assert.Equal(SpareState.Reserved, (await SpareAsync(serial)).State);
        await bench.RunAsync(request.Ref, new MoveSpare { To = new("Freed"), Answer = new("") });

        Assert.Equal(SpareState.InStock, (await SpareAsync(serial)).State);
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(request.Ref, new MoveSpare { To = new("Vanished"), Answer = new("") }));

        async Task<SpareItem> SpareAsync(string no) => Assert.Single(await bench.RowsAsync<SpareItem>(x => x.SerialNo == no));
    }

    [Fact]
    public async Task LogOperations_keeps_every_row()
    {
        var session = await OpenAsync<RemoteSession>(await bench.AcceptedAsync(), RecordTypes.RemoteSession);

        await bench.RunAsync(session.Ref, new LogOperations
        {
            Answer = Answer(("operations", new[] { new { at = bench.Now.ToString("O"), operation = "display board", changing = "false", result = "ok" }, new { at = bench.Now.ToString("O"), operation = "reset board", changing = "true", result = "ok" } }))!,
            ConsentBy = new("custgz"),
        }, "t1gz");

        Assert.Equal(["display board", "reset board"], (await bench.RowsAsync<OperationLogEntry>(x => x.SessionId == session.Id)).OrderBy(x => x.Operation).Select(x => x.Operation));
    }

    [Fact]
    public async Task AssessThirdParty_mirrors_the_due_time_and_scores_at_the_end()
    {
        var supplier = (await bench.RowsAsync<Organization>(x => x.Code == "SUP1")).Single();
        var engagement = await OpenAsync<ThirdPartyEngagement>(await bench.AcceptedAsync("NE-GZ-0010"), RecordTypes.ThirdPartyEngagement, ("thirdPartyId", supplier.Id.ToString()));

        await bench.RunAsync(engagement.Ref, new AssessThirdParty { Part = new("Mirror") });
        await bench.RunAsync(engagement.Ref, new AssessThirdParty { Part = new("Score") });

        Assert.NotNull((await StoredAsync<ThirdPartyEngagement>(engagement.Id)).AckInTime);
    }

    [Fact]
    public async Task OpenRecord_opens_a_change_CheckChange_finds_what_stands_against_it_and_NoteDecision_keeps_who_agreed()
    {
        var found = await bench.AcceptedAsync();
        var change = await OpenChangeAsync(found);

        Assert.Equal("Conflict", (await bench.RunAsync(change.Ref, new CheckChange())).Outcome); // no window
        var start = bench.Now.AddDays(400);
        await bench.RunAsync(change.Ref, new UpdateRecord { Facts = Facts(("requestedStart", start.ToString("O")), ("requestedEnd", start.AddHours(4).ToString("O")), ("rollbackDecisionAt", start.AddHours(3).ToString("O")))!, Answer = new("") });
        var first = await bench.RunAsync(change.Ref, new CheckChange());
        Assert.Equal(("Ok", ""), (first.Outcome, first.Output("Conflict")));
        await bench.RunAsync(change.Ref, new NoteDecision { Role = new("Tier2Engineer"), Decision = new("Approve"), Answer = Answer(("opinion", "sound"))!, DecidedBy = new(await bench.Host.PersonIdAsync("t2a")) });
        Assert.Equal("sound", Assert.Single(await bench.RowsAsync<ApprovalRecord>(x => x.RecordId == change.Id)).Comment);
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new CheckChange()));
    }

    [Fact]
    public async Task OpenRecord_refuses_a_fact_the_record_does_not_have()
    {
        var found = await bench.AcceptedAsync();

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new OpenRecord { RecordType = new(RecordTypes.ChangeRequest), Facts = Facts(("colour", "red")), Answer = new("") }));
    }

    [Fact]
    public async Task TakeSoftwareBack_writes_what_ran_before_once_and_never_over_a_later_change()
    {
        var (upgrade, later) = (await OpenUpgradeAsync("5.21.18.30"), await OpenUpgradeAsync("5.21.18.35"));
        var former = await RunsAsync();

        await bench.RunAsync(upgrade.Ref, new UpdateSoftware { Equipment = new(["NE-SZ-0001"]), VersionNo = new("5.21.18.30") });
        await bench.RunAsync(upgrade.Ref, new TakeSoftwareBack { Equipment = new(["NE-SZ-0001"]) });
        var back = await RunsAsync();
        await bench.RunAsync(upgrade.Ref, new TakeSoftwareBack { Equipment = new(["NE-SZ-0001"]) });
        var twice = await RunsAsync();
        await bench.RunAsync(upgrade.Ref, new UpdateSoftware { Equipment = new(["NE-SZ-0001"]), VersionNo = new("5.21.18.30") });
        await bench.RunAsync(later.Ref, new UpdateSoftware { Equipment = new(["NE-SZ-0001"]), VersionNo = new("5.21.18.35") });
        var newer = await RunsAsync();
        await bench.RunAsync(upgrade.Ref, new TakeSoftwareBack { Equipment = new(["NE-SZ-0001"]) });

        Assert.Equal((former, former), (back, twice));
        Assert.NotEqual(former, newer);
        Assert.Equal(newer, await RunsAsync());

        async Task<Guid?> RunsAsync() => (await bench.RowsAsync<InstalledEquipment>(x => x.Code == "NE-SZ-0001")).Single().SoftwareVersionId;
    }

    [Fact]
    public async Task CheckUpgrade_knows_certified_versions_and_UpdateSoftware_writes_the_one_that_runs()
    {
        var upgrade = await OpenUpgradeAsync("5.21.18.30");
        var pilot = await OpenUpgradeAsync("5.21.18.35");

        Assert.Equal("Certified", (await bench.RunAsync(upgrade.Ref, new CheckUpgrade())).Outcome);
        Assert.Equal("Uncertified", (await bench.RunAsync(pilot.Ref, new CheckUpgrade())).Outcome);
        await bench.RunAsync(upgrade.Ref, new UpdateSoftware { Equipment = new(["NE-SZ-0001"]), VersionNo = new("5.21.18.30") });
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(upgrade.Ref, new UpdateSoftware { Equipment = new(["NE-SZ-0001"]), VersionNo = new("9.9") }));

        Assert.NotEmpty(await bench.RowsAsync<InstalledEquipment>(x => x.Code == "NE-SZ-0001"));
    }

    [Fact]
    public async Task OpenFaultCase_registers_the_fault_of_the_work()
    {
        var change = await OpenChangeAsync(await bench.AcceptedAsync());

        var ran = await bench.RunAsync(change.Ref, new OpenFaultCase { FaultCode = new("BIZ_INTERRUPTED"), Description = new("trunk down after the change"), Interrupted = new(true) });

        var opened = Assert.Single(await bench.RowsAsync<Case>(x => x.No == (string)ran.Output("RecordNo")!));
        Assert.Equal((CaseType.Fault, Channel.Internal, true), (opened.CaseType, opened.Channel, opened.ServiceInterrupted));
        Assert.Equal(opened.Ref, RecordRef.Parse((string)ran.Output("OtherRecord")!));
    }

    [Fact]
    public async Task UpdateInstalledBase_swaps_boards_and_counts_serials_that_do_not_fit()
    {
        var found = await bench.AcceptedAsync();

        var ran = await bench.RunAsync(found.Ref, new UpdateInstalledBase { Answer = Answer(("parts", new[] { new { oldSerial = "NOWHERE1", newSerial = "NOWHERE2" } })) });

        Assert.Equal(1, ran.Output("Mismatches"));
    }

    [Fact]
    public async Task CreateDefectReport_reports_once_per_case()
    {
        var found = await bench.AcceptedAsync();

        var first = await bench.RunAsync(found.Ref, new CreateDefectReport { Description = new("laser fails early") });
        var second = await bench.RunAsync(found.Ref, new CreateDefectReport { Description = new("laser fails early") });

        Assert.NotNull(first.Output("DefectNo"));
        Assert.Equal(first.Output("DefectNo"), second.Output("DefectNo"));
    }

    [Fact]
    public async Task A_defect_is_confirmed_with_the_review_of_its_recall_and_fixed_with_its_end()
    {
        var found = await bench.AcceptedAsync();
        var no = (string)(await bench.RunAsync(found.Ref, new CreateDefectReport { Description = new("laser fails early") })).Output("DefectNo")!;
        var opened = await bench.RunAsync(found.Ref, new OpenRecord { RecordType = new(RecordTypes.Campaign), Facts = Facts(("title", "recall"), ("defectNo", no)) });
        var campaign = RecordRef.Parse((string)opened.Output("OtherRecord")!);
        var states = new List<DefectState>();

        foreach (var trigger in new[] { "Review", "Return", "Review", "Launch", "Run", "Complete" })
        {
            await bench.RunAsync(campaign, new SetRecordState { Trigger = new(trigger) });
            states.Add(Assert.Single(await bench.RowsAsync<DefectReport>(x => x.No == no)).State);
        }

        Assert.Equal([.. Enumerable.Repeat(DefectState.Confirmed, 5), DefectState.Fixed], states);
    }

    private async Task<T> OpenAsync<T>(Case found, string type, params (string, object)[] facts)
        where T : ServiceRecord
    {
        var no = (string)(await bench.RunAsync(found.Ref, new CreateRecord { RecordType = new(type), Facts = Facts(facts)! })).Output("RecordNo")!;
        return Assert.Single(await bench.RowsAsync<T>(x => x.No == no));
    }

    private async Task<T> StoredAsync<T>(Guid id)
        where T : ServiceRecord => Assert.Single(await bench.RowsAsync<T>(x => x.Id == id));

    private async Task<ChangeRequest> OpenChangeAsync(Case found)
    {
        var ran = await bench.RunAsync(found.Ref, new OpenRecord
        {
            RecordType = new(RecordTypes.ChangeRequest),
            Facts = Facts(("title", "replace SL16A"), ("equipment", "NE-GZ-0002"), ("risk", 3), ("rollbackPlan", "put the old board back")),
            Answer = Answer(("impact", "10G trunk"), ("unknown", "left out"))!,
        });
        var id = RecordRef.Parse((string)ran.Output("OtherRecord")!).Id;
        return Assert.Single(await bench.RowsAsync<ChangeRequest>(x => x.Id == id));
    }

    private async Task<UpgradeApplication> OpenUpgradeAsync(string target)
    {
        var found = await bench.CaseAsync("NE-SZ-0001", form => form with { CaseType = CaseType.UpgradeRequest });
        var ran = await bench.RunAsync(found.Ref, new OpenRecord
        {
            RecordType = new(RecordTypes.UpgradeApplication),
            Facts = Facts(("title", "new version"), ("equipment", "NE-SZ-0001"), ("currentVersion", "5.21.18.20"), ("targetVersion", target)),
            Answer = new(""),
        });
        var id = RecordRef.Parse((string)ran.Output("OtherRecord")!).Id;
        return Assert.Single(await bench.RowsAsync<UpgradeApplication>(x => x.Id == id));
    }
}
