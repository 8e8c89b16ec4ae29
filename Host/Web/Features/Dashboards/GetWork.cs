using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Web.Features.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>Changes, upgrades, batch replacements, spare parts and services beside faults (K27–K32), and the people who do it (K37).</summary>
public static class GetWork
{
    private const string Released = "Released";
    private const string ReturnClock = "OLA-BATCH-RETURN";

    /// <param name="Final">Items that need nothing more.</param>
    /// <param name="FirstPass">Items that were replaced at the first attempt, of those replaced.</param>
    public sealed record CampaignLine(string No, string Title, CampaignState State, DateTimeOffset? TargetEnd, int Items, int Final, int Exceptions, int OverdueReturns, Share FirstPass);

    public sealed record Work(IReadOnlyList<Figure> Figures, IReadOnlyList<CampaignLine> Campaigns, IReadOnlyList<GetWorkload.Line> Workload);

    public sealed class Handler(ItrDbContext db, GetClockRates.Handler clockRates, GetWorkload.Handler workload, TimeProvider time)
    {
        private static readonly ChangeState[] Executed = [ChangeState.Implemented, ChangeState.Closed, ChangeState.RolledBack];
        private static readonly UpgradeState[] Succeeded = [UpgradeState.Succeeded, UpgradeState.FollowUp, UpgradeState.Completed];

        public async Task<Work> HandleAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var period = filter.PeriodAt(now.LocalDate());
            var rates = await clockRates.HandleAsync(filter, cancellationToken);
            var (from, to) = (period.From, period.To);
            var changes = await db.Set<ChangeRequest>().Where(x => x.FinishedAt >= from && x.FinishedAt < to && Executed.Contains(x.State)).GroupBy(_ => 1)
                .Select(all => new { All = all.Count(), Kept = all.Count(x => x.State != ChangeState.RolledBack), Emergency = all.Count(x => x.ChangeType == ChangeType.Emergency) }).FirstOrDefaultAsync(cancellationToken);
            var upgrades = await db.Set<UpgradeApplication>().Where(x => x.ExecutedEnd >= from && x.ExecutedEnd < to && (Succeeded.Contains(x.State) || x.State == UpgradeState.FailedRestored)).GroupBy(_ => 1)
                .Select(all => new { All = all.Count(), Done = all.Count(x => x.State != UpgradeState.FailedRestored) }).FirstOrDefaultAsync(cancellationToken);
            var spares = await db.Set<SparePartRequest>().Where(x => x.CreatedAt >= from && x.CreatedAt < to && x.State != SpareRequestState.Draft && x.State != SpareRequestState.Cancelled).GroupBy(_ => 1)
                .Select(all => new { All = all.Count(), InStock = all.Count(x => x.StockAvailable) }).FirstOrDefaultAsync(cancellationToken);
            var overdue = await db.Set<Loan>().CountAsync(loan => loan.State == LoanState.Open && loan.DueAt < now, cancellationToken);
            return new Work(
                [
                    Share("K27", "ChangeSuccess", changes?.Kept, changes?.All, 98, "changes"),
                    Share("K27", "ChangeEmergency", changes?.Emergency, changes?.All, 10, "changes", atMost: true),
                    Share("K28", "UpgradeSuccess", upgrades?.Done, upgrades?.All, 98, "upgrades"),
                    Clock("K28", "UpgradeWindow", "GD-UPG-WINDOW", 100),
                    Clock("K28", "UpgradeResponse", "GD-UPG-RESPONSE", 100),
                    new Figure("K29", "OnTarget") { Share = await OnTargetAsync(cancellationToken), Target = 95 },
                    new Figure("K31", "FillRate") { Share = new Share(spares?.InStock ?? 0, spares?.All ?? 0), Target = 95 },
                    Clock("K31", "Delivery", "GD-HW-L1-LOAN", 98),
                    new Figure("K31", "LoansOverdue") { Count = overdue, Target = 0, AtMost = true, PartUrl = new ClockFilter { Clock = "GD-HW-LOAN-RETURN", StateName = ClockFilter.Breached }.Url() },
                    Clock("K32", "Consultation", "GD-CONSULT-RESPONSE", 100),
                    Clock("K32", "Documentation", "GD-DOC-RESPONSE", 100),
                    Clock("K32", "Exchange", "GD-EXCH-RESPONSE", 100),
                ],
                await CampaignsAsync(cancellationToken), await workload.HandleAsync(period, cancellationToken));

            Figure Clock(string code, string key, string clockId, double target) => Figure.OfClock(code, key, clockId, target, rates, filter.Clocks, period);

            static Figure Share(string code, string key, int? part, int? all, double target, string kind, bool atMost = false) =>
                new(code, key) { Share = new Share(part ?? 0, all ?? 0), AllUrl = $"/records?kind={kind}&all=true", Target = target, AtMost = atMost };
        }

        // The target of a product is its released version that no other released one follows.
        private async Task<Share> OnTargetAsync(CancellationToken cancellationToken)
        {
            var released = db.Set<SoftwareVersion>().Where(version => version.State == Released);
            var targets = released.Where(version => !released.Any(later => later.PredecessorId == version.Id));
            var found = await db.Set<InstalledEquipment>().Where(element => element.State == EquipmentState.InService && targets.Any(version => version.ProductId == element.ProductId)).GroupBy(_ => 1)
                .Select(all => new { All = all.Count(), On = all.Count(element => targets.Any(version => version.Id == element.SoftwareVersionId)) }).FirstOrDefaultAsync(cancellationToken);
            return new Share(found?.On ?? 0, found?.All ?? 0);
        }

        private async Task<IReadOnlyList<CampaignLine>> CampaignsAsync(CancellationToken cancellationToken)
        {
            var open = await db.Set<Campaign>().AsNoTracking().Where(campaign => campaign.EndedAt == null).OrderBy(campaign => campaign.No).ToListAsync(cancellationToken);
            var ids = open.Select(campaign => (Guid?)campaign.Id).ToList();
            var items = await db.Set<CampaignItem>().Where(item => ids.Contains(item.ParentId))
                .GroupBy(item => new { item.ParentId, item.State, First = item.Attempts <= 1 }).Select(group => new { group.Key.ParentId, group.Key.State, group.Key.First, Count = group.Count() }).ToListAsync(cancellationToken);
            var overdue = await (
                    from clock in db.Set<SlaClock>()
                    where clock.ClockId == ReturnClock && clock.State == ClockState.Running && clock.IsBreached
                    join item in db.Set<CampaignItem>() on clock.RecordId equals item.Id
                    group item by item.ParentId into own
                    select new { own.Key, Count = own.Count() })
                .ToListAsync(cancellationToken);
            return [.. open.Select(campaign =>
            {
                var own = items.Where(x => x.ParentId == campaign.Id).ToList();
                var done = own.Where(x => x.State is CampaignItemState.Done).ToList();
                return new CampaignLine(
                    campaign.No, campaign.Title, campaign.State, campaign.TargetEnd, own.Sum(x => x.Count),
                    own.Where(x => x.State is CampaignItemState.Done or CampaignItemState.NotAffected or CampaignItemState.Waived).Sum(x => x.Count),
                    own.Where(x => x.State == CampaignItemState.Exception).Sum(x => x.Count), overdue.FirstOrDefault(x => x.Key == campaign.Id)?.Count ?? 0,
                    new Share(done.Where(x => x.First).Sum(x => x.Count), done.Sum(x => x.Count)));
            })];
        }
    }
}
