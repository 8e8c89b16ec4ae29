using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>How the partners serve the customers that are theirs (K35): their own clocks, reporting to the vendor, satisfaction, documents.</summary>
public static class GetPartners
{
    private const double Promises = 40, Reporting = 30, Satisfaction = 20, Documents = 10; // kpis.md K35
    private const double PointsPerStar = 20, MostStars = 5, BestAnswer = 5;

    /// <param name="Cases">Received in the period.</param>
    /// <param name="InTime">Clocks of the partner that stopped in the period, reports to the vendor apart.</param>
    /// <param name="Reported">Reports to the vendor in time.</param>
    /// <param name="Rating">Mean overall answer of customers whose cases were closed in the period.</param>
    /// <param name="Accepted">Documents of his cases that were accepted in the period without having been sent back, of those accepted.</param>
    /// <param name="Rated">Stars that he has now.</param>
    public sealed record Line(string Code, Bilingual Name, int Cases, int Open, Share InTime, Share Reported, double? Rating, Share Accepted, int? Rated)
    {
        /// <summary>0 to 100; what there is nothing of leaves its weight to the others. Null without anything.</summary>
        public double? Score
        {
            get
            {
                var parts = new[] { (Promises, InTime.Percent), (Reporting, Reported.Percent), (Satisfaction, Rating / BestAnswer * 100), (Documents, Accepted.Percent) }.Where(part => part.Item2 is not null).ToList();
                return parts.Count == 0 ? null : parts.Sum(part => part.Item1 * part.Item2!.Value) / parts.Sum(part => part.Item1);
            }
        }

        public int? Stars => Score is { } score ? (int)Math.Clamp(Math.Round(score / PointsPerStar, MidpointRounding.AwayFromZero), 1, MostStars) : null;
    }

    public sealed class Handler(ItrDbContext db, IPolicies policies, TimeProvider time)
    {
        private const string ReportEvent = "Fault.ReportedToVendor";

        public async Task<IReadOnlyList<Line>> HandleAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var period = filter.PeriodAt(time.GetUtcNow().LocalDate());
            var (since, until) = (period.From, period.To);
            var partners = await db.Set<Organization>().AsNoTracking().Where(x => x.Kind == OrganizationKind.Partner && x.IsActive).OrderBy(x => x.Code).ToListAsync(cancellationToken);
            var stars = await db.Set<PartnerProfile>().ToDictionaryAsync(x => x.OrgId, x => x.StarRating, cancellationToken);
            var own = (await policies.CurrentAsync(cancellationToken)).Clocks.Values.Where(clock => clock.Party == ResponsibleParty.Partner).ToList();
            var (reports, promises) = (own.Where(IsReport).Select(clock => clock.Id).ToList(), own.Where(clock => !IsReport(clock)).Select(clock => clock.Id).ToList());
            var cases = db.Set<Case>().Where(record => record.PartnerOrgId != null);
            var counts = await cases.GroupBy(record => record.PartnerOrgId!.Value)
                .Select(group => new { group.Key, Cases = group.Count(x => x.ReceivedAt >= since && x.ReceivedAt < until), Open = group.Count(x => !CaseStates.Final.Contains(x.State)) }).ToDictionaryAsync(x => x.Key, cancellationToken);
            var inTime = await ClocksAsync(promises);
            var reported = await ClocksAsync(reports);
            var ratings = await (
                    from survey in db.Set<SatisfactionSurvey>()
                    where survey.Overall != null
                    join record in cases on survey.CaseId equals record.Id
                    where record.ClosedAt >= since && record.ClosedAt < until
                    group survey by record.PartnerOrgId!.Value into answers
                    select new { answers.Key, Mean = answers.Average(x => (double?)x.Overall) })
                .ToDictionaryAsync(x => x.Key, x => x.Mean, cancellationToken);
            var documents = await db.Set<DocumentRecord>().Where(x => x.PartnerOrgId != null && x.AcceptedAt >= since && x.AcceptedAt < until).GroupBy(x => x.PartnerOrgId!.Value)
                .Select(group => new { group.Key, All = group.Count(), First = group.Count(x => x.RejectCount == 0) }).ToDictionaryAsync(x => x.Key, x => new Share(x.First, x.All), cancellationToken);
            return
            [
                .. partners.Select(x => new Line(
                    x.Code, x.Name, counts.GetValueOrDefault(x.Id)?.Cases ?? 0, counts.GetValueOrDefault(x.Id)?.Open ?? 0, inTime.GetValueOrDefault(x.Id), reported.GetValueOrDefault(x.Id),
                    ratings.GetValueOrDefault(x.Id), documents.GetValueOrDefault(x.Id), stars.TryGetValue(x.Id, out var rated) ? rated : null)),
            ];

            Task<Dictionary<Guid, Share>> ClocksAsync(List<string> ids) => (
                    from clock in db.Set<SlaClock>()
                    where ids.Contains(clock.ClockId) && (clock.State == ClockState.Met || clock.State == ClockState.Missed) && clock.StoppedAt >= since && clock.StoppedAt < until
                    join record in cases on clock.RecordId equals record.Id
                    group clock by record.PartnerOrgId!.Value into stopped
                    select new { stopped.Key, Met = stopped.Count(x => x.State == ClockState.Met), All = stopped.Count() })
                .ToDictionaryAsync(x => x.Key, x => new Share(x.Met, x.All), cancellationToken);
        }

        private static bool IsReport(ClockDefinition clock) => clock.StopEvent?.Name == ReportEvent;
    }
}
