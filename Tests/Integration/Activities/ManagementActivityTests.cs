using Elsa.ITR.Activities.Management;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Integration.Flows;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Management", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class ManagementActivityTests(ActivityBench bench)
{
    [Fact]
    public async Task RaiseEscalation_starts_where_the_trigger_says_and_keeps_one_per_record()
    {
        var found = await bench.AcceptedAsync();

        var first = await RaiseAsync(found, "");
        var second = await RaiseAsync(found, "M3");

        Assert.Equal(first.Output("EscalationNo"), second.Output("EscalationNo"));
        var escalation = await EscalationAsync(found);
        Assert.Equal((ManagementLevel.M3, EscalationUrgency.Critical), (escalation.Level, escalation.Urgency));
    }

    [Fact]
    public async Task RaiseManagementLevel_goes_one_up_and_ReadEscalation_tells_it()
    {
        var found = await bench.AcceptedAsync();
        await RaiseAsync(found, "M1");
        var self = (await EscalationAsync(found)).Self;

        await bench.RunAsync(self, new RaiseManagementLevel { ReasonZh = new("无回应"), ReasonEn = new("no answer") });
        var ran = await bench.RunAsync(self, new ReadEscalation { Facts = new(["level", "nextRole", "isTop"]) }, null, new Variable("level"), new Variable("nextRole"), new Variable("isTop"));

        Assert.Equal(("M2", RoleCodes.TscDirector, false), (ran.Variable("level"), ran.Variable("nextRole"), ran.Variable("isTop")));
        Assert.Contains("'colour'", (await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(self, new ReadEscalation { Facts = new(["colour"]) }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordEscalation_goes_from_acknowledgement_over_the_plan_to_the_end()
    {
        var found = await bench.AcceptedAsync();
        await RaiseAsync(found, "M1");
        var self = (await EscalationAsync(found)).Self;
        var owner = await bench.Host.PersonIdAsync("t1gz");

        await RecordAsync("Acknowledged");
        await RecordAsync("Planned", ("actions", new[] { new { text = "second engineer", ownerId = owner, due = bench.Now.AddHours(2).ToString("O") } }), ("nextContactAt", bench.Now.AddHours(1).ToString("O")));
        await RecordAsync("Agreed", ("person", "customer duty"), ("expectation", "hourly news"));
        await RecordAsync("Reviewed", ("status", "OnTrack"), ("text", "as planned"));
        Assert.True((await EscalationAsync(found)).IsOpen);
        await RecordAsync("Closed", ("lesson", "spare at hand"));

        Assert.False((await EscalationAsync(found)).IsOpen);
        await Assert.ThrowsAsync<ActivityException>(() => RecordAsync("Acknowledged"));
        await Assert.ThrowsAsync<ActivityException>(() => RecordAsync("Forgotten"));

        Task RecordAsync(string stage, params (string, object?)[] fields) =>
            bench.RunAsync(self, new RecordEscalation { Stage = new(stage), Answer = Answer(fields)! }, "office1");
    }

    [Fact]
    public async Task ChooseApprover_names_the_other_role_when_the_submitter_holds_the_usual_one()
    {
        var found = await bench.FaultAsync();

        Assert.Equal(RoleCodes.RegionManager, await ApproverAsync("office1"));
        Assert.Equal(RoleCodes.OfficeManager, await ApproverAsync("t1gz"));

        async Task<object?> ApproverAsync(string submitter) => (await bench.RunAsync(found.Ref, new ChooseApprover
        {
            Role = new(RoleCodes.OfficeManager),
            OtherRole = new(RoleCodes.RegionManager),
            Submitter = new(await bench.Host.PersonIdAsync(submitter)),
        })).Output("Approver");
    }

    [Theory]
    [InlineData("Waive", PenaltyState.Waived)]
    [InlineData("Agree", PenaltyState.Confirmed)]
    [InlineData("Dispute", PenaltyState.Disputed)]
    public async Task ProposePenalty_proposes_once_and_DecidePenalty_notes_what_institute_and_contract_manager_say(string decision, PenaltyState state)
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_MINOR_ALARM", interrupted: false);
        await Assert.ThrowsAsync<ActivityException>(() => ProposeAsync("PEN-NONE"));

        var no = (await ProposeAsync("PEN-L34-TIMEOUT")).Output("PenaltyNo");
        Assert.Equal(no, (await ProposeAsync("PEN-L34-TIMEOUT")).Output("PenaltyNo"));
        var penalty = Assert.Single(await bench.RowsAsync<Penalty>(x => x.RecordId == found.Id));
        if (decision != "Waive")
        {
            await Assert.ThrowsAsync<ActivityException>(() => DecideAsync(decision, "contract1")); // the institute first
            await DecideAsync("Confirm", "institute1");
        }

        await DecideAsync(decision, decision == "Waive" ? "institute1" : "contract1");

        Assert.Equal(state, Assert.Single(await bench.RowsAsync<Penalty>(x => x.RecordId == found.Id)).State);

        Task<Ran> DecideAsync(string word, string person) => bench.RunAsync(penalty.Self, new DecidePenalty { Decision = new(word), Answer = Answer(("reason", "seen in the log"))! }, person);

        Task<Ran> ProposeAsync(string rule) => bench.RunAsync(found.Ref, new ProposePenalty { RuleId = new(rule), ClockId = new(""), Reason = new("late") });
    }

    [Fact]
    public async Task ProposePenalty_takes_the_rule_of_a_clock_and_without_a_rule_proposes_nothing()
    {
        var found = await bench.AcceptedAsync();

        var byClock = await bench.RunAsync(found.Ref, new ProposePenalty { RuleId = new(""), ClockId = new("GD-L234-MONTHLY-REPORT"), Reason = new("late") });
        var without = await bench.RunAsync(found.Ref, new ProposePenalty { RuleId = new(""), ClockId = new("OLA-RETRO"), Reason = new("late") });

        Assert.NotNull(byClock.Output("PenaltyNo"));
        Assert.Null(without.Output("PenaltyNo"));
    }

    [Fact]
    public async Task DeclareMajorIncident_holds_the_case_against_the_criteria()
    {
        var major = await IncidentAsync();
        var minor = await bench.AcceptedAsync("NE-FS-0002", "BIZ_MINOR_ALARM", interrupted: false);

        Assert.Equal("NotMajor", (await bench.RunAsync(minor.Ref, new DeclareMajorIncident())).Outcome);
        Assert.Equal("NotMajor", (await bench.RunAsync(major.Case, new DeclareMajorIncident())).Outcome); // it has its incident
        Assert.Equal("MI-1", (await bench.RowsAsync<MajorIncident>(x => x.Id == major.Id)).Single().Criterion);
    }

    [Fact]
    public async Task PublishNotice_keeps_it_and_ReadIncident_tells_that_there_was_one()
    {
        var incident = await IncidentAsync();
        var before = await ReadAsync();

        await bench.RunAsync(incident.Ref, new PublishNotice
        {
            Stage = new("First"),
            Answer = Answer(("impact", "10G trunk"), ("progress", "switching"), ("textZh", "干线中断"), ("textEn", "Trunk down"))!,
            ApprovedBy = new(""),
            Unapproved = new(true),
        });

        Assert.Equal((false, true), (before, await ReadAsync()));
        Assert.Single(await bench.RowsAsync<IncidentNotice>(x => x.MajorIncidentId == incident.Id));

        async Task<object?> ReadAsync() => (await bench.RunAsync(incident.Ref, new ReadIncident { Facts = new(["isNotified"]) }, null, new Variable("isNotified"))).Variable("isNotified");
    }

    [Fact]
    public async Task EndIncident_withdraws_it_once()
    {
        var incident = await IncidentAsync();

        await bench.RunAsync(incident.Ref, new EndIncident { Withdrawn = new(true) });

        Assert.Equal(MajorIncidentState.Withdrawn, (await bench.RowsAsync<MajorIncident>(x => x.Id == incident.Id)).Single().State);
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(incident.Ref, new EndIncident { Withdrawn = new(false) }));
    }

    [Fact]
    public async Task OpenRecovery_opens_one_and_RecordRecovery_carries_nothing_out_without_consent()
    {
        var found = await bench.AcceptedAsync();

        Assert.Equal("Opened", (await bench.RunAsync(found.Ref, new OpenRecovery())).Outcome);
        Assert.Equal("AlreadyRuns", (await bench.RunAsync(found.Ref, new OpenRecovery())).Outcome);
        await RecordAsync("Proposed", ("action", "Other"), ("steps", "switch protection"), ("expectedMinutes", 10), ("risk", "none"), ("fallback", "switch back"));
        await Assert.ThrowsAsync<ActivityException>(() => RecordAsync("Restored", ("startedAt", Text(0)), ("restoredAt", Text(0))));
        await RecordAsync("Authorised", ("kind", "Phone"), ("person", "customer duty"), ("number", "020-100"));
        Assert.Equal("Done", (await RecordAsync("NotRestored", ("startedAt", Text(0)))).Outcome);

        Assert.Equal("customer duty 020-100", Assert.Single(await bench.RowsAsync<RecoveryAction>(x => x.CaseId == found.Id)).AuthorisedBy);

        Task<Ran> RecordAsync(string stage, params (string, object?)[] fields) =>
            bench.RunAsync(found.Ref, new RecordRecovery { Stage = new(stage), Answer = Answer(fields)!, By = new(""), OccurredAt = new("") }, "t1gz");
    }

    [Fact]
    public async Task CheckRecovery_tells_whether_another_action_was_tried()
    {
        var found = await bench.AcceptedAsync();
        await bench.RunAsync(found.Ref, new OpenRecovery());

        var ran = await bench.RunAsync(found.Ref, new CheckRecovery { Since = new(bench.Now.AddHours(-1).ToString("O")) });

        Assert.Equal("Same", ran.Outcome);
        Assert.Equal(bench.Now, DateTimeOffset.Parse((string)ran.Output("LookedAt")!, null));
    }

    private string Text(int minutes) => bench.Now.AddMinutes(minutes).ToString("O");

    private Task<Ran> RaiseAsync(Case found, string level) => bench.RunAsync(
        found.Ref, new RaiseEscalation { Level = new(level), Trigger = new("Manual"), ReasonZh = new("客户要求"), ReasonEn = new("the customer asks") }, "duty1");

    private async Task<Escalation> EscalationAsync(Case found) => Assert.Single(await bench.RowsAsync<Escalation>(x => x.RecordId == found.Id));

    private async Task<MajorIncident> IncidentAsync()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0001");
        var ran = await bench.RunAsync(found.Ref, new DeclareMajorIncident());
        if (ran.Outcome == "NotMajor") // another test's incident on the same element covers this case
            return (await bench.RowsAsync<MajorIncident>(x => x.MainCaseNo != "")).First(x => x.IsOpen);

        var id = RecordRef.Parse((string)ran.Output("OtherRecord")!).Id;
        return (await bench.RowsAsync<MajorIncident>(x => x.Id == id)).Single();
    }
}
