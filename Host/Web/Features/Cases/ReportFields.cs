using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Timesheets;
using Elsa.ITR.Web.Shell.Widgets;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What a service report says beside the facts of its case. The same for everybody: what the customer may see, whoever asks.</summary>
public sealed class ReportFields(ItrDbContext db, ClockViews views, AccessScope access)
{
    private const int MostLines = 200;

    public async Task<IReadOnlyDictionary<string, object?>> OfAsync(Case record, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem(); // every query below says itself what the customer may see
        var sources = await db.Set<BusinessRecord>().Where(x => x.ParentId == record.Id).Select(x => x.No).ToListAsync(cancellationToken);
        var changes = await db.Set<EquipmentChange>().AsNoTracking().Where(x => x.SourceNo == record.No || sources.Contains(x.SourceNo)).OrderBy(x => x.At).ToListAsync(cancellationToken);
        return new Dictionary<string, object?>
        {
            ["promises"] = await PromisesAsync(record, cancellationToken),
            ["timeline"] = await TimelineAsync(record, cancellationToken),
            ["visits"] = await VisitsAsync(record, cancellationToken),
            ["parts"] = await PartsAsync(changes, cancellationToken),
            ["versions"] = await VersionsAsync(record, changes, cancellationToken),
            ["hours"] = await HoursAsync(record, cancellationToken),
            ["signed"] = await SignedAsync(record, cancellationToken),
        };
    }

    private async Task<DocumentTable> PromisesAsync(Case record, CancellationToken cancellationToken)
    {
        var clocks = await db.Set<SlaClock>().AsNoTracking().Where(x => x.RecordId == record.Id && x.PolicyCode != PolicyCodes.Internal).OrderBy(x => x.StartedAt).ToListAsync(cancellationToken);
        return new DocumentTable(
            [new("承诺", "Promise"), new("开始", "Started"), new("应完成", "Due"), new("实际完成", "Done"), new("结果", "Result")],
            [.. (await views.OfAsync(clocks, cancellationToken)).Where(clock => !clock.IsInternal && clock.Tone != ClockTone.None)
                .Select(clock => (IReadOnlyList<object?>)[clock.Name, clock.StartedAt, clock.DueAt, clock.StoppedAt, ResultOf(clock.Tone)])]);
    }

    private static Bilingual ResultOf(ClockTone tone) => tone switch
    {
        ClockTone.Met => new("按时", "Kept"),
        ClockTone.Missed => new("超时", "Missed"),
        ClockTone.Breach => new("已超时，进行中", "Overdue"),
        ClockTone.Pause => new("暂停", "Paused"),
        _ => new("进行中", "Running"),
    };

    private async Task<DocumentTable> TimelineAsync(Case record, CancellationToken cancellationToken)
    {
        var lines = await db.Set<CaseEvent>().AsNoTracking()
            .Where(x => x.CaseId == record.Id && !x.IsInternal && x.Kind != CaseEventKind.Escalation && x.Kind != CaseEventKind.Penalty)
            .OrderBy(x => x.OccurredAt).ThenBy(x => x.Id).Take(MostLines).ToListAsync(cancellationToken);
        return new DocumentTable(
            [new("时间", "When"), new("内容", "What"), new("人员", "Who")],
            [.. lines.Select(line => (IReadOnlyList<object?>)[line.OccurredAt, TimelineWords.Both(line), line.ActorId is null ? null : new Bilingual(line.ActorNameZh, line.ActorNameEn)])]);
    }

    private async Task<DocumentTable> VisitsAsync(Case record, CancellationToken cancellationToken)
    {
        var visits = await db.Set<OnsiteService>().AsNoTracking().Where(x => x.CaseId == record.Id).OrderBy(x => x.CreatedAt).ToListAsync(cancellationToken);
        var sessions = await db.Set<RemoteSession>().AsNoTracking().Where(x => x.CaseId == record.Id).OrderBy(x => x.CreatedAt).ToListAsync(cancellationToken);
        return new DocumentTable(
            [new("单号", "Record"), new("开始", "From"), new("结束", "To"), new("人员", "Engineers"), new("状态", "State")],
            [
                .. visits.Select(x => (IReadOnlyList<object?>)[x.No, x.ArrivedAt, x.LeftAt ?? x.WorkEndAt, x.Engineers, Words.Shipped.Label(nameof(OnsiteState), x.StateName)]),
                .. sessions.Select(x => (IReadOnlyList<object?>)[x.No, x.OpenedAt, x.ClosedAt, null, Words.Shipped.Label(nameof(RemoteState), x.StateName)]),
            ]);
    }

    private async Task<DocumentTable> PartsAsync(IReadOnlyList<EquipmentChange> changes, CancellationToken cancellationToken)
    {
        var swaps = changes.Select(x => (Change: x, Before: EquipmentHistory.Row(x.Before), After: EquipmentHistory.Row(x.After))).Where(x => EquipmentHistory.Word(x.After, "serial") is not null).ToList();
        var serials = swaps.ConvertAll(x => EquipmentHistory.Word(x.After, "serial")!);
        var types = await (from board in db.Set<InstalledBoard>() where serials.Contains(board.SerialNo) join type in db.Set<BoardType>() on board.BoardTypeId equals type.Id select new { board.SerialNo, type.Code })
            .ToDictionaryAsync(x => x.SerialNo, x => x.Code, cancellationToken);
        return new DocumentTable(
            [new("时间", "When"), new("单板", "Board"), new("槽位", "Slot"), new("换下", "Taken out"), new("换上", "Put in")],
            [.. swaps.Select(x => (IReadOnlyList<object?>)
                [x.Change.At, types.GetValueOrDefault(EquipmentHistory.Word(x.After, "serial")!), EquipmentHistory.Word(x.After, "slot"), EquipmentHistory.Word(x.Before, "serial"), EquipmentHistory.Word(x.After, "serial")])]);
    }

    private async Task<DocumentTable> VersionsAsync(Case record, IReadOnlyList<EquipmentChange> changes, CancellationToken cancellationToken)
    {
        var elements = changes.Select(x => x.EquipmentId).Append(record.EquipmentId ?? Guid.Empty).Distinct().ToList();
        var rows = await (from element in db.Set<InstalledEquipment>()
                          where elements.Contains(element.Id)
                          join version in db.Set<SoftwareVersion>() on element.SoftwareVersionId equals version.Id into versions
                          from version in versions.DefaultIfEmpty()
                          orderby element.Code
                          select new { element.Id, element.Code, Now = version == null ? null : version.VersionNo }).ToListAsync(cancellationToken);
        var former = changes.Where(x => EquipmentHistory.Id(EquipmentHistory.Row(x.Before), "versionId") is not null).GroupBy(x => x.EquipmentId)
            .ToDictionary(x => x.Key, x => EquipmentHistory.Id(EquipmentHistory.Row(x.First().Before), "versionId")!.Value);
        var names = await db.Set<SoftwareVersion>().Where(x => former.Values.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.VersionNo, cancellationToken);
        return new DocumentTable(
            [new("网元", "Element"), new("处理前", "Before"), new("现用版本", "Now")],
            [.. rows.Select(x => (IReadOnlyList<object?>)[x.Code, former.TryGetValue(x.Id, out var id) ? names.GetValueOrDefault(id) : x.Now, x.Now])]);
    }

    private async Task<DocumentTable> HoursAsync(Case record, CancellationToken cancellationToken)
    {
        var booked = await db.Set<TimesheetEntry>().OfCase(db, record.Id).GroupBy(x => x.Kind).Select(x => new { x.Key, Minutes = x.Sum(entry => entry.Minutes) }).ToListAsync(cancellationToken);
        return new DocumentTable(
            [new("类别", "Kind"), new("小时", "Hours")],
            [.. booked.Where(x => x.Minutes > 0).OrderBy(x => x.Key).Select(x => (IReadOnlyList<object?>)[Words.Shipped.Label(nameof(TimesheetKind), x.Key.ToString()), (x.Minutes / 60m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)])]);
    }

    private async Task<DocumentTable> SignedAsync(Case record, CancellationToken cancellationToken)
    {
        var signed = await (from signature in db.Set<DocumentSignature>().AsNoTracking()
                            join document in db.Set<DocumentRecord>() on signature.DocumentId equals document.Id
                            where document.RecordId == record.Id && !document.IsInternal && signature.IsAccepted
                            orderby signature.DecidedAt
                            select new { document.TitleZh, document.TitleEn, document.No, signature.Role, signature.SignerName, signature.DecidedAt, signature.Comment }).ToListAsync(cancellationToken);
        return new DocumentTable(
            [new("文档", "Document"), new("角色", "Role"), new("签署人", "Signed by"), new("时间", "When"), new("意见", "Remarks")],
            [.. signed.Select(x => (IReadOnlyList<object?>)[new Bilingual($"{x.TitleZh} {x.No}", $"{x.TitleEn} {x.No}"), Words.Shipped.Label("Role", x.Role), x.SignerName, x.DecidedAt, x.Comment])]);
    }
}
