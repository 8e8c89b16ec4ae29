using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>How far a batch replacement has come: by wave, city and state, with its exceptions and late returns.</summary>
public static class GetProgress
{
    public sealed record WaveLine(int Number, WaveState State, DateTimeOffset? PlannedEnd, int Items, IReadOnlyDictionary<CampaignItemState, int> Counts, int DonePercent);

    public sealed record CityLine(string City, int Items, int Final, int Exceptions);

    public sealed record ItemLine(string No, string Element, string City, int Wave, CampaignItemState State, string Reason, int Attempts);

    /// <param name="Exceptions">Open ones by reason.</param>
    /// <param name="Open">Items that are worked on or wait for a decision.</param>
    public sealed record Progress(
        int Items, int Final, IReadOnlyDictionary<CampaignItemState, int> Counts, IReadOnlyList<WaveLine> Waves, IReadOnlyList<CityLine> Cities, IReadOnlyDictionary<string, int> Exceptions,
        int OverdueReturns, int Returned, IReadOnlyList<ItemLine> Open);

    public sealed class Handler(ItrDbContext db)
    {
        private const string ReturnClock = "OLA-BATCH-RETURN";
        private const int Most = 100;

        public async Task<Progress> HandleAsync(Guid campaignId, CancellationToken cancellationToken)
        {
            var items = await db.Set<CampaignItem>().AsNoTracking().Where(x => x.ParentId == campaignId).OrderBy(x => x.No).ToListAsync(cancellationToken);
            var waves = await db.Set<CampaignWave>().AsNoTracking().Where(x => x.CampaignId == campaignId).OrderBy(x => x.Number).ToListAsync(cancellationToken);
            var overdue = await db.Set<SlaClock>().CountAsync(
                clock => clock.ClockId == ReturnClock && clock.State == ClockState.Running && clock.IsBreached && db.Set<CampaignItem>().Any(x => x.Id == clock.RecordId && x.ParentId == campaignId), cancellationToken);
            return new Progress(
                items.Count, items.Count(x => x.IsFinal), Counts(items),
                [.. waves.Select(wave =>
                {
                    var own = items.Where(x => x.Wave == wave.Number).ToList();
                    return new WaveLine(wave.Number, wave.State, wave.PlannedEnd, own.Count, Counts(own), own.Count == 0 ? 0 : own.Count(x => x.IsFinal) * 100 / own.Count);
                })],
                [.. items.GroupBy(x => x.City).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new CityLine(x.Key, x.Count(), x.Count(item => item.IsFinal), x.Count(item => item.State == CampaignItemState.Exception)))],
                items.Where(x => x.State == CampaignItemState.Exception).GroupBy(x => x.ExceptionReason).ToDictionary(x => x.Key, x => x.Count()),
                overdue, items.Count(x => x.ReturnedAt is not null),
                [.. items.Where(x => x.IsActive || x.State == CampaignItemState.Exception).Take(Most).Select(x => new ItemLine(x.No, x.Element, x.City, x.Wave, x.State, x.ExceptionReason, x.Attempts))]);
        }

        private static Dictionary<CampaignItemState, int> Counts(IEnumerable<CampaignItem> items) => items.GroupBy(x => x.State).ToDictionary(x => x.Key, x => x.Count());
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/records/{no}/progress", async Task<IResult> (string no, IRecords records, Handler progress, CancellationToken cancellationToken) =>
                await records.FindByNoAsync(no, cancellationToken) is Campaign campaign ? TypedResults.Ok(await progress.HandleAsync(campaign.Id, cancellationToken)) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.RecordRead).Produces<Progress>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("How far a batch replacement has come: by wave, city and state, with its exceptions and late returns");
}
