using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Roster;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>Which promise breaks next, whose it is, and what somebody on duty can do about it.</summary>
public static class GetBoard
{
    private const int MostLanes = 150;
    private const int MostOffers = 5;
    private const int MostNotes = 3;
    private static readonly TimeSpan OfferPatience = TimeSpan.FromMinutes(10);

    /// <param name="RecordNo">Number of the case or business record the clock counts for.</param>
    /// <param name="NextAt">When the next threshold acts; null when none is left or the clock stands.</param>
    public sealed record Lane(
        ClockView Clock, string RecordNo, string? Title, int? Level, string? Equipment, Bilingual? Owner, Bilingual? Region, string? ContractNo,
        DateTimeOffset? NextAt, int? NextPercent);

    /// <param name="Key">Level, code of the contract, or name of the region; <see cref="BoardLanes.Breached"/> for what is over.</param>
    public sealed record Group(string Key, IReadOnlyList<Lane> Lanes);

    public sealed record Counts(int Breached, int Hour, int Today, int Paused);

    /// <summary>Work that nobody has taken for a while.</summary>
    public sealed record Offer(string No, Bilingual Title, string Role, string RecordNo, DateTimeOffset Since, DateTimeOffset? DueAt, bool MayReassign);

    /// <summary>A pause that waits for its decision.</summary>
    public sealed record Pause(string RecordNo, string Reason, string RequestedBy, string ApproverRole, DateTimeOffset VoidAt);

    /// <param name="IsCut">There are more lanes than are shown.</param>
    /// <param name="Unclaimed">How many offers wait too long; the first of them are in <paramref name="Offers"/>.</param>
    public sealed record Board(
        IReadOnlyList<Group> Groups, bool IsCut, Counts Counts, IReadOnlyList<Offer> Offers, int Unclaimed, IReadOnlyList<Pause> Pauses, IReadOnlyList<ListShiftNotes.Note> Notes, IReadOnlyList<GetRoster.Now> OnDuty);

    public sealed class Handler(ItrDbContext db, CurrentActor me, ClockViews views, ListShiftNotes.Handler notes, GetRoster.Handler roster, AccessScope access, TimeProvider time)
    {
        public async Task<Board> HandleAsync(BoardFilter filter, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var (lanes, isCut) = await LanesAsync(now.AddHours(filter.Hours), cancellationToken);
            var (offers, unclaimed) = await OffersAsync(now, cancellationToken);
            return new Board(
                Grouped(lanes, filter.By), isCut, await CountsAsync(now, cancellationToken), offers, unclaimed,
                await PausesAsync(cancellationToken), (await notes.HandleAsync(null, cancellationToken, MostNotes)).Rows, access.SeesInternal ? await roster.NowAsync(cancellationToken) : []);
        }

        private async Task<(List<Lane> Lanes, bool IsCut)> LanesAsync(DateTimeOffset until, CancellationToken cancellationToken)
        {
            var open = db.Set<SlaClock>().Where(clock => (clock.State == ClockState.Running && clock.DueAt < until) || clock.State == ClockState.Paused)
                .OrderBy(clock => clock.DueAt).Take(MostLanes + 1);
            var found = await (
                    from clock in open
                    join link in db.Set<RecordLink>() on clock.RecordId equals link.RecordId into links
                    from link in links.DefaultIfEmpty()
                    join record in db.Set<Case>() on (Guid?)link.CaseId ?? clock.RecordId equals record.Id into records
                    from record in records.DefaultIfEmpty()
                    join business in db.Set<BusinessRecord>() on (Guid?)link.CaseId ?? clock.RecordId equals business.Id into businesses
                    from business in businesses.DefaultIfEmpty()
                    join equipment in db.Set<InstalledEquipment>() on record.EquipmentId ?? business.EquipmentId equals equipment.Id into elements
                    from equipment in elements.DefaultIfEmpty()
                    join owner in db.Users on record.OwnerId ?? business.OwnerId equals owner.Id into owners
                    from owner in owners.DefaultIfEmpty()
                    join region in db.Set<Organization>() on record.RegionOrgId ?? business.RegionOrgId equals region.Id into regions
                    from region in regions.DefaultIfEmpty()
                    select new
                    {
                        Clock = clock,
                        No = record != null ? record.No : business != null ? business.No : clock.RecordNo,
                        Title = record != null ? record.Title : business == null ? null : business.Title,
                        Level = record == null ? null : record.LevelConfirmed ?? record.LevelProvisional,
                        Equipment = equipment == null ? null : equipment.Code,
                        Owner = owner == null ? null : new Bilingual(owner.DisplayNameZh, owner.DisplayNameEn),
                        Region = region == null ? null : new Bilingual(region.NameZh, region.NameEn),
                        ContractNo = record == null ? null : record.ContractNo,
                    })
                .AsNoTracking().ToListAsync(cancellationToken);
            var shown = found.OrderBy(x => x.Clock.DueAt).ThenBy(x => x.No, StringComparer.Ordinal).Take(MostLanes).ToList(); // the joins do not promise the order
            var clocks = await views.OfAsync([.. shown.Select(x => x.Clock)], cancellationToken);
            var lanes = shown.Zip(clocks, (x, clock) => new Lane(
                clock, x.No, x.Title, x.Level, x.Equipment, x.Owner, x.Region, x.ContractNo, x.Clock.NextThresholdAt, x.Clock.NextPercent));
            return ([.. lanes], found.Count > MostLanes);
        }

        private static IReadOnlyList<Group> Grouped(List<Lane> lanes, string by)
        {
            var ahead = lanes.Where(lane => !lane.Clock.IsBreached()).GroupBy(lane => by switch
            {
                BoardFilter.ByRegion => lane.Region?.ToString() ?? "",
                BoardFilter.ByContract => lane.ContractNo ?? "",
                _ => lane.Level?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            });
            var groups = ahead.OrderBy(group => group.Key.Length == 0).ThenBy(group => group.Key, StringComparer.CurrentCulture).Select(group => new Group(group.Key, [.. group]));
            return lanes.Where(lane => lane.Clock.IsBreached()).ToList() is { Count: > 0 } over ? [new Group(BoardLanes.Breached, over), .. groups] : [.. groups];
        }

        private async Task<Counts> CountsAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var (hour, midnight) = (now.AddHours(1), Moments.EndOfDay(now));
            return await db.Set<SlaClock>().Where(clock => clock.State == ClockState.Running || clock.State == ClockState.Paused)
                .GroupBy(_ => 1)
                .Select(all => new Counts(
                    all.Count(clock => clock.State == ClockState.Running && clock.DueAt <= now && !clock.HeldByProposal),
                    all.Count(clock => clock.State == ClockState.Running && clock.DueAt > now && clock.DueAt <= hour),
                    all.Count(clock => clock.State == ClockState.Running && clock.DueAt > now && clock.DueAt <= midnight),
                    all.Count(clock => clock.State == ClockState.Paused)))
                .SingleOrDefaultAsync(cancellationToken) ?? new Counts(0, 0, 0, 0);
        }

        private async Task<(IReadOnlyList<Offer> Offers, int All)> OffersAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var since = now - OfferPatience;
            string[] customers = [RoleCodes.CustomerUser, RoleCodes.InstituteApprover, RoleCodes.ProvinceApprover];
            var waiting = db.Set<WorkItem>().Open().Where(item => item.AssigneeId == null && item.CreatedAt <= since && !customers.Contains(item.Role));
            var first = await waiting.OrderBy(item => item.DueOrder).ThenBy(item => item.No).Take(MostOffers).AsNoTracking().ToListAsync(cancellationToken);
            var all = first.Count < MostOffers ? first.Count : await waiting.CountAsync(cancellationToken);
            return ([.. first.Select(item => new Offer(
                item.No, item.Title, item.Role, item.RecordNo, item.CreatedAt, item.DueAt, ReassignWorkItem.MayReassign(item, me.Value)))], all);
        }

        private async Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) =>
            await db.Set<ClockPause>().Where(pause => pause.State == ClockPauseState.Requested).OrderBy(pause => pause.VoidAt).Take(MostOffers)
                .Select(pause => new Pause(pause.RecordNo, pause.Reason, pause.RequestedByName, pause.ApproverRole, pause.VoidAt)).ToListAsync(cancellationToken);
    }
}
