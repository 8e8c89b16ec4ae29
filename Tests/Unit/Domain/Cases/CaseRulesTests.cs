using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Cases;

public sealed class CaseRulesTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 22, 18, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CaseType.Fault, 1, true, 1)]
    [InlineData(CaseType.Fault, 1, false, 1)]
    [InlineData(CaseType.Fault, 2, false, 2)]
    [InlineData(CaseType.Fault, 3, true, 3)]
    [InlineData(CaseType.Fault, 3, false, 4)]
    [InlineData(CaseType.Fault, 4, false, 4)]
    [InlineData(CaseType.Complaint, null, true, 2)]
    [InlineData(CaseType.Consultation, null, false, 3)]
    public void Priority_follows_type_level_and_grade(CaseType type, int? level, bool isGold, int expected) =>
        Assert.Equal(expected, CaseTypes.PriorityOf(type, level, isGold));

    [Fact]
    public void Interrupted_service_is_level_1_whatever_the_matrix_says()
    {
        var row = new FaultMatrixRow("TEMP_FAN_LE30", "Temperature", 4, Bilingual.Empty, false);

        Assert.Equal(new FaultGrade(1, false, "interrupted"), FaultMatrix.Grade(row, true, null));
        Assert.Equal(new FaultGrade(4, false, "matrix"), FaultMatrix.Grade(row, false, null));
    }

    [Fact]
    public void A_fault_outside_the_matrix_follows_the_statement_or_is_refused()
    {
        Assert.Equal(new FaultGrade(3, false, "statement"), FaultMatrix.Grade(null, false, null, stated: 3));
        Assert.Equal("case.fault-code-unknown", Assert.Throws<RuleViolationException>(() => FaultMatrix.Grade(null, false, null)).Code);
    }

    [Fact]
    public void The_management_system_counts_as_down_by_the_code_unless_said_otherwise()
    {
        var row = new FaultMatrixRow("NMS_DOWN", "Nms", 2, Bilingual.Empty, true);

        Assert.True(FaultMatrix.Grade(row, false, null).IsNmsDown);
        Assert.False(FaultMatrix.Grade(row, false, false).IsNmsDown);
    }

    [Fact]
    public void Facts_are_read_from_text_json_and_values_alike()
    {
        var record = new Case("CASE-20261123-0001", Received);

        CaseFacts.Set(record, "serviceMode", "Onsite");
        CaseFacts.Set(record, "acceptedAt", JsonSerializer.SerializeToElement("2026-11-22T18:10:00Z"));
        CaseFacts.Set(record, "analysisRequested", true);
        CaseFacts.Set(record, "rootCauseCode", RootCause.Hardware);
        CaseFacts.Set(record, "affectedCities", "GZ, SZ");

        Assert.Equal((ServiceMode.Onsite, Received, true), (record.ServiceMode, record.AcceptedAt, record.AnalysisRequested));
        Assert.Equal((RootCause.Hardware, 2), (record.RootCauseCode, record.AffectedCities.Count));
    }

    [Theory]
    [InlineData("state", "Closed", "case.fact-unknown")]
    [InlineData("serviceMode", "Somewhere", "case.fact-invalid")]
    [InlineData("restoredAt", "yesterday", "case.fact-invalid")]
    public void Anything_but_a_known_fact_with_a_sound_value_is_refused(string name, string value, string code)
    {
        var record = new Case("CASE-20261123-0001", Received);

        Assert.Equal(code, Assert.Throws<RuleViolationException>(() => CaseFacts.Set(record, name, value)).Code);
    }

    [Fact]
    public void Times_must_follow_each_other()
    {
        var accepted = new Case("CASE-20261123-0001", Received) { AcceptedAt = Received.AddMinutes(-1) };
        var completed = new Case("CASE-20261123-0002", Received) { OccurredAt = Received, RestoredAt = Received.AddHours(2), CompletedAt = Received.AddHours(1) };

        Assert.Equal("case.accepted-before-received", Assert.Throws<RuleViolationException>(() => CaseFacts.RequireOrder(accepted)).Code);
        Assert.Equal("case.completed-before-restored", Assert.Throws<RuleViolationException>(() => CaseFacts.RequireOrder(completed)).Code);
    }

    [Fact]
    public void Every_fact_that_can_be_set_has_a_property_of_that_name()
    {
        var properties = typeof(Case).GetProperties().Select(x => JsonNamingPolicy.CamelCase.ConvertName(x.Name)).ToHashSet();

        Assert.All(CaseFacts.Names, name => Assert.Contains(name, properties));
    }

    [Fact]
    public void A_timeline_line_reads_in_both_languages()
    {
        var line = new CaseEvent { TextKey = "Task.Claimed", Args = """{"by":{"zh":"李俊杰","en":"Li Junjie"},"title":{"zh":"接受故障","en":"Accept fault"}}""" };

        Assert.Equal(new Bilingual("李俊杰 领取任务:接受故障", "Li Junjie took: Accept fault"), CaseTimeline.Read(line));
    }

    [Theory]
    [InlineData("SLA-GDTEL", 1, false, "FaultHandlingForm")]
    [InlineData("SLA-GDTEL", 1, true, "FaultHandlingForm,FaultAnalysisReport")]
    [InlineData("SLA-GDTEL", 3, false, "FaultAnalysisReport")]
    [InlineData("SLA-PARTNER4", 1, false, "")]
    [InlineData(null, 1, true, "FaultAnalysisReport")]
    public void Documents_are_required_by_promise_level_and_request(string? policy, int level, bool analysis, string expected)
    {
        var record = new Case("CASE-20261123-0001", Received)
        {
            CaseType = CaseType.Fault,
            LevelProvisional = level,
            PolicyCode = policy,
            AnalysisRequested = analysis,
        };

        Assert.Equal(expected, string.Join(',', CaseDesk.RequiredDocuments(record)));
    }
}
