using Bogus;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Which promises were broken, and what became of the penalties: 30 of them (demo-data.md §6).</summary>
internal static class PastPenalties
{
    // Level 1 5 %, level 2 4 %, levels 3 and 4 6 % of their cases; the others make the thirty.
    private static readonly (Func<PastCase, bool> Of, int Count)[] Late =
    [
        (x => x.Level == 1, 1), (x => x.Level == 2, 1), (x => x.Level is 3 or 4, 9),
        (x => x.Case.CaseType == CaseType.Consultation, 5), (x => x.Case.CaseType == CaseType.DocumentRequest, 4),
        (x => x.Case.CaseType == CaseType.UpgradeRequest, 3), (x => x.Case.CaseType == CaseType.ExchangeRequest, 1),
    ];

    private const int VerifiedComplaints = 6;

    private const int Proposed = 5, Waived = 4; // 15 % each of thirty, the rest is confirmed

    /// <summary>Marks the cases that will break their promise; the west and the east of the province twice as often.</summary>
    public static void Mark(DemoWorld world, IReadOnlyList<PastCase> cases, Faker chance)
    {
        var last = world.Anchor.Now.AddDays(-40); // there must be time to be late
        foreach (var (of, count) in Late)
        {
            var open = cases.Where(x => of(x) && x.IsUnderContract && x.Case.ReceivedAt < last && PastCourse.MainClockOf(x) is not null)
                .OrderBy(x => x.City.Region, StringComparer.Ordinal).SelectMany(x => Enumerable.Repeat(x, Weight(x))).ToList();
            var step = open.Count / (double)count; // evenly through the regions, from a start by chance
            var from = chance.Random.Double(0, step);
            for (var i = 0; i < count; i++)
                open[(int)(from + (i * step))].IsLate = true;
        }
    }

    /// <summary>Penalties of late cases and verified complaints, oldest first; the newest are still open.</summary>
    public static IReadOnlyList<object> Of(DemoWorld world, SlaPolicySet policies, IReadOnlyList<PastCase> cases)
    {
        var late = cases.Where(x => x.IsLate && x.MainClock is { IsBreached: true })
            .Select(x => (Past: x, Rule: policies.Clock(x.MainClock!.ClockId).PenaltyRule, At: x.MainClock!.DueAt, Clock: (SlaClock?)x.MainClock));
        var complaints = Complaints(world, cases);
        var rows = new List<object>(complaints);
        var verified = cases.Where(x => complaints.Any(c => c.CaseId == x.Case.Id && c.Verified == true))
            .Select(x => (Past: x, Rule: (string?)"PEN-OTHER-COMPLAINT", At: x.Case.ResolvedAt!.Value, Clock: (SlaClock?)null));
        var all = late.Concat(verified).Where(x => x.Rule is not null).OrderBy(x => x.At).ToList();
        var days = new Dictionary<DateOnly, int>();
        for (var i = 0; i < all.Count; i++)
        {
            var (past, ruleId, at, clock) = all[i];
            var rule = policies.PenaltyRules[ruleId!];
            var day = at.LocalDate();
            var sequence = days[day] = days.GetValueOrDefault(day) + 1;
            var state = i >= all.Count - Proposed ? PenaltyState.Proposed : i % 6 == 2 && i / 6 < Waived ? PenaltyState.Waived : PenaltyState.Confirmed;
            var no = $"PEN-{day:yyyyMMdd}-{sequence:0000}";
            rows.Add(new Penalty
            {
                Id = StableId.Of("penalty", no),
                No = no,
                RuleId = rule.Id,
                Category = rule.Category,
                PolicyVersion = policies.Version,
                ContractId = past.Case.ContractNo is { } contract ? world.Contracts[contract].Id : null,
                RecordType = past.Case.Ref.Type,
                RecordId = past.Case.Id,
                RecordNo = past.Case.No,
                ClockInstanceId = clock?.Id,
                Points = rule.Points,
                Reason = clock is null ? "客户投诉经核实成立" : $"{policies.Clock(clock.ClockId).Name.Zh} 超时",
                ProposedAt = at,
                ProposedBy = clock is null ? "quality1" : "system",
                IsAutomatic = clock is not null,
                State = state,
                VerifiedAt = state == PenaltyState.Proposed ? null : at.AddDays(2),
                VerifiedBy = state == PenaltyState.Proposed ? null : "institute1",
                DecidedAt = state == PenaltyState.Proposed ? null : at.AddDays(3),
                DecidedBy = state == PenaltyState.Proposed ? null : "contract1",
                DecisionReason = state == PenaltyState.Waived ? "客户原因导致,经双方确认免扣" : null,
                UniqueKey = rule.IsPerRecord ? $"{rule.Id}:{past.Case.Id:N}" : clock is null ? $"{rule.Id}:{past.Case.Id:N}:" : $"{rule.Id}:{clock.Id:N}",
            });
        }

        return rows;
    }

    private static List<Complaint> Complaints(DemoWorld world, IReadOnlyList<PastCase> cases)
    {
        var days = new Dictionary<DateOnly, int>();
        var found = new List<Complaint>();
        foreach (var past in cases.Where(x => x.Case.CaseType == CaseType.Complaint))
        {
            var day = past.Case.ReceivedAt.LocalDate();
            var sequence = days[day] = days.GetValueOrDefault(day) + 1;
            var no = $"CMP-{day:yyyyMMdd}-{sequence:0000}";
            found.Add(new Complaint
            {
                Id = StableId.Of("complaint", no),
                No = no,
                CaseId = past.Case.Id,
                CustomerId = past.Case.CustomerId,
                Source = past.Case.Channel == Channel.Phone ? ComplaintSource.Phone : ComplaintSource.Written,
                Level = ComplaintLevel.Branch,
                Text = past.Case.Description,
                ReceivedAt = past.Case.ReceivedAt,
                AcknowledgedAt = past.Case.AcceptedAt,
                VerifiedAt = past.Case.CompletedAt,
                Verified = found.Count < VerifiedComplaints,
                Category = "CAT-OTHER",
                Findings = found.Count < VerifiedComplaints ? "核实成立" : "核实不成立",
                Measures = "已向客户说明并改进流程",
                State = ComplaintState.Resolved,
            });
        }

        return found;
    }

    private static int Weight(PastCase past) => past.City.Region == "R4" ? 2 : 1;
}
