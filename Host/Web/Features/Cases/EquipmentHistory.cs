using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What happened to the equipment of a case, newest first: other cases, changes, versions, parts, visits, as far as the viewer sees their records.</summary>
public static class EquipmentHistory
{
    /// <summary>Most lines shown; a filter reaches further back.</summary>
    public const int Most = 60;

    /// <summary>All, or one side of the history.</summary>
    public static readonly string[] Filters = ["all", "cases", "changes", "versions", "parts", "visits"];

    /// <param name="Version">Software it runs now; null where unknown.</param>
    /// <param name="HasMore">Whether older lines were left off.</param>
    public sealed record Found(string Code, string? Product, string? Version, IReadOnlyList<Line> Lines, bool HasMore);

    /// <param name="Kind">One word: Case, Change, Upgrade, Replacement, Version, Part, Spare, Visit, Remote.</param>
    /// <param name="No">The record to look at; null when the viewer does not see it.</param>
    /// <param name="State">In words; null for what has none.</param>
    public sealed record Line(DateTimeOffset At, string Kind, string? No, string Text, string? State);

    public sealed class Handler(ItrDbContext db, IStringLocalizer<Ui> texts)
    {
        /// <param name="filter">One of <see cref="Filters"/>; anything else is all.</param>
        /// <returns>Null when there is no such case in the viewer's scope, or it names no equipment that he sees.</returns>
        public async Task<Found?> HandleAsync(string no, string? filter, CancellationToken cancellationToken)
        {
            var subject = await db.Set<Case>().Where(x => x.No == no).Select(x => new { x.Id, x.EquipmentId }).FirstOrDefaultAsync(cancellationToken)
                ?? await db.Set<ArchivedCase>().Where(x => x.No == no).Select(x => new { x.Id, x.EquipmentId }).FirstOrDefaultAsync(cancellationToken);
            if (subject is null)
                return null;

            var found = await (from element in db.Set<InstalledEquipment>()
                               where element.Id == subject.EquipmentId
                               join product in db.Set<Product>() on element.ProductId equals product.Id
                               join version in db.Set<SoftwareVersion>() on element.SoftwareVersionId equals version.Id into versions
                               from version in versions.DefaultIfEmpty()
                               select new { Element = element, Product = product.Code + " " + product.Name, Version = version == null ? null : version.VersionNo })
                .AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            if (found is null)
                return null;

            var lines = new List<Line>();
            if (Wants(filter, "cases"))
                lines.AddRange(await CasesAsync(found.Element.Id, subject.Id, cancellationToken));
            if (Wants(filter, "changes"))
                lines.AddRange(await ChangesAsync(found.Element, cancellationToken));
            if (Wants(filter, "versions"))
                lines.AddRange(await UpgradesAsync(found.Element, cancellationToken));
            if (Wants(filter, "versions") || Wants(filter, "parts"))
                lines.AddRange((await RecordedAsync(found.Element.Id, cancellationToken)).Where(line => Wants(filter, line.Kind == "Part" ? "parts" : "versions")));
            if (Wants(filter, "parts"))
                lines.AddRange(await SparesAsync(found.Element.Id, cancellationToken));
            if (Wants(filter, "visits"))
                lines.AddRange(await VisitsAsync(found.Element.Id, cancellationToken));
            return new Found(found.Element.Code, found.Product, found.Version, [.. lines.OrderByDescending(line => line.At).Take(Most)], lines.Count > Most);
        }

        private static bool Wants(string? filter, string side) => filter == side || !Filters.Contains(filter) || filter == "all";

        private async Task<IEnumerable<Line>> CasesAsync(Guid elementId, Guid caseId, CancellationToken cancellationToken) =>
            (await db.Set<Case>().AsNoTracking().Where(x => x.EquipmentId == elementId && x.Id != caseId).OrderByDescending(x => x.ReceivedAt).Take(Most + 1)
                .Select(x => new { x.No, x.Title, x.ReceivedAt, x.State }).ToListAsync(cancellationToken))
            .Concat(await db.Set<ArchivedCase>().AsNoTracking().Where(x => x.EquipmentId == elementId && x.Id != caseId).OrderByDescending(x => x.ReceivedAt).Take(Most + 1)
                .Select(x => new { x.No, x.Title, x.ReceivedAt, x.State }).ToListAsync(cancellationToken))
            .Select(x => new Line(x.ReceivedAt, "Case", x.No, x.Title, Names.Of(x.State)));

        private async Task<IEnumerable<Line>> ChangesAsync(InstalledEquipment element, CancellationToken cancellationToken)
        {
            var changes = await db.Set<ChangeRequest>().AsNoTracking().Where(x => x.EquipmentId == element.Id || x.Equipment.Contains(element.Code)).OrderByDescending(x => x.CreatedAt).Take(Most + 1).ToListAsync(cancellationToken);
            var items = await db.Set<CampaignItem>().AsNoTracking().Where(x => x.Element == element.Code).OrderByDescending(x => x.CreatedAt).Take(Most + 1).ToListAsync(cancellationToken);
            return changes.Select(x => Of(x, "Change", x.FinishedAt ?? x.StartedAt ?? x.WindowStart))
                .Concat(items.Select(x => Of(x, "Replacement", x.EndedAt ?? x.WindowStart)));
        }

        private async Task<IEnumerable<Line>> UpgradesAsync(InstalledEquipment element, CancellationToken cancellationToken) =>
            (await db.Set<UpgradeApplication>().AsNoTracking().Where(x => x.EquipmentId == element.Id || x.Equipment.Contains(element.Code)).OrderByDescending(x => x.CreatedAt).Take(Most + 1).ToListAsync(cancellationToken))
            .Select(x => Of(x, "Upgrade", x.ExecutedEnd ?? x.ExecutedStart ?? x.WindowStart) with { Text = x.TargetVersion.Length > 0 ? $"{x.Title} · {x.CurrentVersion} → {x.TargetVersion}" : x.Title });

        private static Line Of(BusinessRecord record, string kind, DateTimeOffset? at) =>
            new(at ?? record.CreatedAt, kind, record.No, record.Title, Names.Of(record.StateWords, record.StateName));

        // What the equipment record itself says: boards that were swapped, versions that were seen.
        private async Task<IEnumerable<Line>> RecordedAsync(Guid elementId, CancellationToken cancellationToken)
        {
            var changes = await db.Set<EquipmentChange>().AsNoTracking().Where(x => x.EquipmentId == elementId).OrderByDescending(x => x.At).Take(Most + 1).ToListAsync(cancellationToken);
            var sources = changes.Select(x => x.SourceNo).Distinct().ToList();
            var seen = await db.Set<Case>().Where(x => sources.Contains(x.No)).Select(x => x.No).ToListAsync(cancellationToken);
            seen.AddRange(await db.Set<ArchivedCase>().Where(x => sources.Contains(x.No)).Select(x => x.No).ToListAsync(cancellationToken));
            seen.AddRange(await db.Set<BusinessRecord>().Where(x => sources.Contains(x.No)).Select(x => x.No).ToListAsync(cancellationToken));
            var versions = await db.Set<SoftwareVersion>().Where(x => db.Set<InstalledEquipment>().Any(element => element.Id == elementId && element.ProductId == x.ProductId))
                .ToDictionaryAsync(x => x.Id, x => x.VersionNo, cancellationToken);
            var boards = await (from board in db.Set<InstalledBoard>() where board.EquipmentId == elementId join type in db.Set<BoardType>() on board.BoardTypeId equals type.Id select new { board.SerialNo, type.Code })
                .ToDictionaryAsync(x => x.SerialNo, x => x.Code, cancellationToken);
            return changes.Select(x =>
            {
                var (before, after) = (Row(x.Before), Row(x.After));
                var isPart = Word(after, "serial") is not null;
                var text = isPart
                    ? texts["History.Board", boards.GetValueOrDefault(Word(after, "serial")!, ""), Word(after, "slot") ?? "", Word(before, "serial") ?? "", Word(after, "serial")!]
                    : texts[x.Kind == "VersionTakenBack" ? "History.VersionBack" : "History.Version", Version(before), Version(after)];
                return new Line(x.At, isPart ? "Part" : "Version", seen.Contains(x.SourceNo) ? x.SourceNo : null, text.Value.Trim(), null);
            });

            string Version(JsonElement row) => Word(row, "versionNo") ?? (Id(row, "versionId") is { } id ? versions.GetValueOrDefault(id) : null) ?? "–";
        }

        private async Task<IEnumerable<Line>> SparesAsync(Guid elementId, CancellationToken cancellationToken) =>
            (await (from spare in db.Set<SparePartRequest>().AsNoTracking()
                    where db.Set<Case>().Any(x => x.Id == spare.CaseId && x.EquipmentId == elementId) || db.Set<BusinessRecord>().Any(x => x.Id == spare.ParentId && x.EquipmentId == elementId)
                    join type in db.Set<BoardType>() on spare.BoardTypeId equals type.Id into types
                    from type in types.DefaultIfEmpty()
                    orderby spare.CreatedAt descending
                    select new { Spare = spare, Board = type == null ? "" : type.Code }).Take(Most + 1).ToListAsync(cancellationToken))
            .Select(x => new Line(
                x.Spare.ReceivedAt ?? x.Spare.ShippedAt ?? x.Spare.CreatedAt, "Spare", x.Spare.No,
                texts["History.Spare", x.Board, x.Spare.Quantity, x.Spare.ReceivedSerial ?? x.Spare.Serial ?? ""].Value.Trim(), Names.Of(x.Spare.State)));

        private async Task<IEnumerable<Line>> VisitsAsync(Guid elementId, CancellationToken cancellationToken)
        {
            var visits = await db.Set<OnsiteService>().AsNoTracking()
                .Where(x => db.Set<Case>().Any(record => record.Id == x.CaseId && record.EquipmentId == elementId) || db.Set<BusinessRecord>().Any(record => record.Id == x.ParentId && record.EquipmentId == elementId))
                .OrderByDescending(x => x.CreatedAt).Take(Most + 1).ToListAsync(cancellationToken);
            var sessions = await db.Set<RemoteSession>().AsNoTracking()
                .Where(x => x.EquipmentId == elementId || db.Set<Case>().Any(record => record.Id == x.CaseId && record.EquipmentId == elementId))
                .OrderByDescending(x => x.CreatedAt).Take(Most + 1).ToListAsync(cancellationToken);
            return visits.Select(x => new Line(
                    x.ArrivedAt ?? x.PlannedArrivalAt ?? x.CreatedAt, "Visit", x.No, Joined(Names.Of(x.Purpose), x.Engineers), Names.Of(x.State)))
                .Concat(sessions.Select(x => new Line(x.OpenedAt ?? x.CreatedAt, "Remote", x.No, Joined(Names.Of(x.Mode), x.Purpose), Names.Of(x.State))));
        }

        private static string Joined(params string?[] parts) => string.Join(" · ", parts.Where(part => part is { Length: > 0 }));
    }

    /// <summary>A side of a recorded change.</summary>
    internal static JsonElement Row(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>A text in it; null when it has none of that name.</summary>
    internal static string? Word(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An id in it; null when it has none of that name.</summary>
    internal static Guid? Id(JsonElement row, string name) => Guid.TryParse(Word(row, name), out var id) ? id : null;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/history", async Task<IResult> (string no, string? filter, Handler history, CancellationToken cancellationToken) =>
                await history.HandleAsync(no, filter, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.CaseRead).Produces<Found>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What happened to the equipment of a case: cases, changes, versions, parts, visits; newest first");
}
