using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Domain.Inbox;

public sealed class WorkItemFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 10, 0, TimeSpan.Zero);
    private static readonly FormContent Forms = new();

    [Fact]
    public void A_declined_acceptance_needs_its_reason_and_no_times()
    {
        var form = Forms.Latest("fault-accept")!;

        form.Read("Decline", new Dictionary<string, string?>(), new Dictionary<string, object?>(), Now, out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal(("reason", "work-item.field-required"), (problem.Field.Key, problem.Code));
    }

    [Fact]
    public void A_local_time_without_offset_is_stored_as_UTC()
    {
        var values = Read("fault-accept", "Accepted", out var problems, ("acceptedAtProposed", "2026-11-23T02:10"), ("firstAssessment", "loss of signal"));

        Assert.Empty(problems);
        Assert.Equal("2026-11-22T18:10:00Z", values["acceptedAtProposed"]);
    }

    [Fact]
    public void A_time_may_not_lie_ahead()
    {
        Read("fault-accept", "Accepted", out var problems, ("acceptedAtProposed", "2026-11-23T02:20+08:00"), ("firstAssessment", "x"));

        Assert.Equal("work-item.time-in-future", Assert.Single(problems).Code);
    }

    [Fact]
    public void A_time_may_not_lie_further_back_than_a_day()
    {
        Read("onsite-arrive", "Arrived", out var problems, ("arrivedAt", "2026-11-21T02:00+08:00"), ("escort", "Chen"));

        Assert.Equal("work-item.time-too-old", Assert.Single(problems).Code);
    }

    [Fact]
    public void Confirming_the_proposed_time_is_allowed_however_old_it_is()
    {
        var form = Forms.Latest("fault-confirm-accept")!;
        var proposed = new Dictionary<string, object?> { ["acceptedAt"] = "2026-11-20T18:10:00Z" };
        var answer = new Dictionary<string, string?> { ["acceptedAt"] = "2026-11-20T18:10:00Z", ["kind"] = "Task" };

        form.Read("Confirmed", answer, proposed, Now, out var problems);

        Assert.Empty(problems);
    }

    [Fact]
    public void A_phone_consent_names_person_number_and_time()
    {
        Read("fault-confirm-accept", "Confirmed", out var problems, ("acceptedAt", "2026-11-23T02:10"), ("kind", "Phone"));

        Assert.Equal(["consentAt", "number", "person"], problems.Select(x => x.Field.Key).Order());
    }

    [Fact]
    public void A_negative_outcome_without_a_reason_of_its_own_needs_a_comment()
    {
        Read("retro-approve", "Return", out var problems);

        Assert.Equal("comment", Assert.Single(problems).Field.Key);
    }

    [Fact]
    public void An_unknown_word_is_no_value_of_an_enumeration()
    {
        Read("fault-solution-type", "Permanent", out var problems, ("rootCauseCode", "Moonlight"));

        Assert.Equal(("rootCauseCode", "work-item.field-invalid"), (Assert.Single(problems).Field.Key, problems[0].Code));
    }

    [Fact]
    public void Rows_of_a_table_are_read_by_the_types_of_their_columns()
    {
        var values = Read(
            "retro-lead", "Submit", out var problems,
            ("timeline", "t"), ("directCause", "d"), ("rootCause", "r"),
            ("actions", """[{"text":"Replace fan","ownerId":"4f0b","due":"2026-12-01"}]"""));

        Assert.Empty(problems);
        var row = Assert.IsType<Dictionary<string, object?>>(Assert.Single(Assert.IsType<List<object?>>(values["actions"])));
        Assert.Equal("2026-12-01", row["due"]);
    }

    [Fact]
    public void Every_shipped_form_has_words_in_both_languages()
    {
        foreach (var form in Forms.All)
        {
            var words = form.Fields.Select(x => x.Label).Concat(form.Outcomes.SelectMany(x => new[] { x.Label, x.Next })).Append(form.Title);
            Assert.All(words, word => Assert.False(string.IsNullOrWhiteSpace(word.Zh) || string.IsNullOrWhiteSpace(word.En), form.Key));
            Assert.NotEmpty(form.Outcomes);
            Assert.Equal(form.Fields.Count, form.Fields.Select(x => x.Key).Distinct().Count());
        }
    }

    private static IReadOnlyDictionary<string, object?> Read(
        string form, string outcome, out IReadOnlyList<FormProblem> problems, params (string Key, string Value)[] answers) =>
        Forms.Latest(form)!.Read(outcome, answers.ToDictionary(x => x.Key, x => (string?)x.Value), new Dictionary<string, object?>(), Now, out problems);
}
