using Bogus;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Callbacks of every case and 210 survey answers with a mean of 4.5 (demo-data.md §6).</summary>
internal static class PastSurveys
{
    // 127 fives, 63 fours, 18 threes, 2 twos: 945 points of 210 answers.
    private static readonly (int Grade, int Count)[] Grades = [(5, 127), (4, 63), (3, 18), (2, 2)];

    public static IEnumerable<object> Of(DemoWorld world, PastCourse course, IReadOnlyList<PastCase> cases, Faker chance)
    {
        var grades = new Queue<int>(chance.Random.Shuffle(Grades.SelectMany(grade => Enumerable.Repeat(grade.Grade, grade.Count))));
        var answered = chance.Random.Shuffle(cases.Where(x => x.Case.ResolvedAt < world.Anchor.Now.AddDays(-8))).Take(grades.Count).ToHashSet();
        foreach (var past in cases)
        {
            yield return CallbackOf(world, past);
            yield return Survey(world, course, past, answered.Contains(past) ? grades.Dequeue() : null, chance);
        }
    }

    private static Callback CallbackOf(DemoWorld world, PastCase past)
    {
        var contact = world.Contacts.First(x => x.Id == past.Case.ContactId);
        return new Callback
        {
            Id = StableId.Of("callback", past.Case.No),
            CaseId = past.Case.Id,
            AttemptNo = 1,
            ById = world.People["callback1"].Id,
            Contact = contact.Name,
            Result = CallbackResult.Satisfied,
            Comment = "客户确认问题已解决",
            At = past.Case.ClosedAt!.Value.AddMinutes(-20),
        };
    }

    private static SatisfactionSurvey Survey(DemoWorld world, PastCourse course, PastCase past, int? grade, Faker chance)
    {
        var sentAt = past.Case.ClosedAt!.Value.AddMinutes(-15);
        var answeredAt = sentAt.AddHours(chance.Random.Int(2, 90));
        var isOpen = grade is null && sentAt.AddDays(7) > world.Anchor.Now;
        if (grade is { } overall)
            course.Line(past, "Survey.Answered", answeredAt, null, ("overall", overall.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new SatisfactionSurvey
        {
            Id = StableId.Of("survey", past.Case.No),
            CaseId = past.Case.Id,
            SentAt = sentAt,
            AnsweredAt = grade is null ? null : answeredAt,
            ExpiredAt = grade is null && !isOpen ? sentAt.AddDays(7) : null,
            Response = Near(grade, chance),
            Skill = Near(grade, chance),
            Attitude = Near(grade, chance),
            Result = grade,
            Overall = grade,
            Comment = grade switch { null or 4 => null, 5 => "响应及时,处理专业", 3 => "处理时间偏长", _ => "多次联系后才得到处理" },
        };
    }

    private static int? Near(int? grade, Faker chance) => grade is { } around ? Math.Clamp(around + chance.Random.Int(-1, 1), 1, 5) : null;
}
