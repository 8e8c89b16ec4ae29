using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>The year before the anchor as closed cases with their clocks, penalties, surveys, articles and hours (demo-data.md §6).</summary>
/// <remarks>A pure function of the master data and the policy.</remarks>
public static class PastYear
{
    public static IReadOnlyList<object> Of(DemoWorld world, SlaPolicySet policies)
    {
        var chance = DemoWorld.Chance("past-year");
        var cases = PastPlan.Draw(world);
        PastPenalties.Mark(world, cases, chance);
        var course = new PastCourse(world, policies, chance);
        foreach (var past in cases)
            course.Run(past);

        return
        [
            .. cases.Select(past => past.Case),
            .. cases.Select(CheckOf),
            .. course.Clocks,
            .. PastPenalties.Of(world, policies, cases),
            .. PastSurveys.Of(world, course, cases, chance),
            .. PastKnowledge.Of(world, cases, chance),
            .. PastTimesheets.Of(world, policies.WorkingCalendar, cases, chance),
            .. course.Lines,
        ];
    }

    private static EntitlementCheck CheckOf(PastCase past) => new()
    {
        Id = StableId.Of("entitlement-check", past.Case.No),
        CaseId = past.Case.Id,
        Result = past.Case.Entitlement!.Value,
        ContractNo = past.Case.ContractNo,
        PolicyCode = past.Case.PolicyCode,
        PolicyVersion = past.Case.PolicyVersion,
        At = past.Case.ReceivedAt.AddMinutes(5),
    };
}
