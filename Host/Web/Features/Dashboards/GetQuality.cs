using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>How well we work: intake, handling, closure and escalation (K01–K05, K08–K23).</summary>
public static class GetQuality
{
    public sealed class Handler(ItrDbContext db, FoundCases cases, GetClockRates.Handler clockRates, TimeProvider time)
    {
        public async Task<IReadOnlyList<Figure>> HandleAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var period = filter.PeriodAt(time.GetUtcNow().LocalDate());
            var rates = await clockRates.HandleAsync(filter, cancellationToken);
            var (received, faults) = (filter.CasesIn(period, CaseInstants.Received), filter.CasesIn(period, CaseInstants.Received) with { TypeName = nameof(CaseType.Fault) });
            var (resolved, closed) = (filter.CasesIn(period, CaseInstants.Resolved), filter.CasesIn(period, CaseInstants.Closed));
            var (resolvedFaults, closedFaults) = (resolved with { TypeName = nameof(CaseType.Fault) }, closed with { TypeName = nameof(CaseType.Fault) });
            var (levelOne, restored) = (received with { LevelText = "1" }, filter.CasesIn(period, CaseInstants.Completed) with { LevelText = "1", TypeName = nameof(CaseType.Fault) });
            var completed = filter.CasesIn(period, CaseInstants.Completed) with { TypeName = nameof(CaseType.Fault) };
            var checkedCases = received with { MarkName = CaseMarks.Checked };
            return
            [
                Clock("K01", "Intake", "OLA-INTAKE", 95),
                await MissAsync("K02", "Classified", received, received with { MarkName = CaseMarks.Misclassified }, 95),
                await MissAsync("K03", "Entitled", checkedCases, received with { MarkName = CaseMarks.NoData }, 98),
                new Figure("K04", "FirstResponse") { Span = await MedianAsync(levelOne, record => DbTime.Between(record.ReceivedAt, record.FirstResponseAt)), AllUrl = levelOne.Url(), Target = 10, AtMost = true },
                Clock("K05", "Accept", "OLA-ACCEPT", 95),
                await PartAsync("K08", "FirstFix", closedFaults, CaseMarks.FirstFix, 60),
                await PartAsync("K09", "Remote", resolvedFaults, CaseMarks.Remote, 60),
                await PartAsync("K10", "Tier2", faults, CaseMarks.Tier2, 30, atMost: true),
                await PartAsync("K10", "Tier3", faults, CaseMarks.Tier3, 10, atMost: true),
                await PartAsync("K10", "RnD", faults, CaseMarks.RnD, 3, atMost: true),
                Clock("K11", "Depart", "GD-L1-LEG-DEPART", 98),
                Clock("K11", "Arrive", "GD-L1-LEG-ARRIVE", 98),
                await PartAsync("K12", "Knowledge", closed, CaseMarks.Knowledge, 40),
                Clock("K13", "Callback", "OLA-CALLBACK", 95),
                await RatingAsync(closed with { MarkName = CaseMarks.Rated }),
                await PartOfAsync("K14", "Satisfied", closed with { MarkName = CaseMarks.Rated }, closed with { MarkName = CaseMarks.Satisfied }, 90),
                await PartAsync("K15", "Reopened", resolved, CaseMarks.Reopened, 3, atMost: true),
                Clock("K16", "Retrospective", "OLA-RETRO", 95),
                await PartAsync("K17", "Repeated", faults, CaseMarks.Repeated, 2, atMost: true),
                Clock("K18", "HandlingForm", "GD-L1-DOC-HANDLING", 98),
                Clock("K18", "AnalysisReport", "GD-L1-DOC-ANALYSIS", 98),
                Clock("K18", "MonthlyReport", "GD-L234-MONTHLY-REPORT", 98),
                Clock("K18", "UpgradeReport", "OLA-UPG-REPORT", 98),
                new Figure("K19", "Restore") { Span = await MedianAsync(restored, record => DbTime.Between(record.AcceptedAt, record.RestoredAt)), AllUrl = restored.Url() },
                await PartOfAsync("K20", "FirstAction", completed with { MarkName = CaseMarks.Recovered }, completed with { MarkName = CaseMarks.RecoveredFirst }, 60),
                Clock("K21", "FirstNotice", "OLA-MIN-FIRST", 100),
                await PartAsync("K22", "Escalated", received, CaseMarks.Escalated, 5, atMost: true),
                Clock("K22", "Acknowledged", "OLA-ESC-ACK", 95),
                Clock("K23", "ThirdParty", "OLA-TP-ACK", 95),
            ];

            Figure Clock(string code, string key, string clockId, double target) => Figure.OfClock(code, key, clockId, target, rates, filter.Clocks, period);

            Task<Figure> PartAsync(string code, string key, CaseFilter all, string mark, double target, bool atMost = false) => PartOfAsync(code, key, all, all with { MarkName = mark }, target, atMost);

            async Task<Figure> PartOfAsync(string code, string key, CaseFilter all, CaseFilter part, double target, bool atMost = false) => new(code, key)
            {
                Share = new Share(await CountAsync(part), await CountAsync(all)),
                PartUrl = part.Url(),
                AllUrl = all.Url(),
                Target = target,
                AtMost = atMost,
            };

            async Task<Figure> MissAsync(string code, string key, CaseFilter all, CaseFilter miss, double target)
            {
                var (whole, missed) = (await CountAsync(all), await CountAsync(miss));
                return new Figure(code, key) { Share = new Share(whole - missed, whole), AllUrl = all.Url(), MissUrl = miss.Url(), Target = target };
            }

            async Task<Figure> RatingAsync(CaseFilter rated)
            {
                var of = await cases.OfAsync(rated, cancellationToken);
                var mean = await db.Set<SatisfactionSurvey>().Where(survey => survey.Overall != null && of.Any(record => record.Id == survey.CaseId)).AverageAsync(survey => (double?)survey.Overall, cancellationToken);
                return new Figure("K14", "Satisfaction") { Mean = mean, AllUrl = rated.Url(), Target = 4.5 };
            }

            async Task<int> CountAsync(CaseFilter of) => await (await cases.OfAsync(of, cancellationToken)).CountAsync(cancellationToken);

            // The middle row of the sorted ones, or the two around the middle: no other row is read.
            async Task<TimeSpan?> MedianAsync(CaseFilter of, System.Linq.Expressions.Expression<Func<Case, double?>> seconds)
            {
                var spans = (await cases.OfAsync(of, cancellationToken)).Select(seconds).Where(span => span != null);
                var count = await spans.CountAsync(cancellationToken);
                if (count == 0)
                    return null;

                var middle = await spans.OrderBy(span => span).Skip((count - 1) / 2).Take(2 - (count % 2)).ToListAsync(cancellationToken);
                return TimeSpan.FromSeconds(Math.Round(middle.Average()!.Value, 2)); // SQLite keeps days in a floating number
            }
        }
    }
}
