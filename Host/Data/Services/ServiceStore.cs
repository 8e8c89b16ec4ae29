using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.ThirdParties;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Services;

/// <summary>Records of supporting flows.</summary>
internal sealed class ServiceStore(ItrDbContext db, RecordOrgs records) : IServiceRecords
{
    public Task<ServiceRecord?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => records.ServiceAsync(record, cancellationToken);

    public async Task<IReadOnlyList<ServiceRecord>> OfParentAsync(Guid parentId, CancellationToken cancellationToken = default)
    {
        var found = new List<ServiceRecord>();
        found.AddRange(await db.LoadedAsync<SparePartRequest>(parentId, x => x.ParentId == parentId, cancellationToken));
        found.AddRange(await db.LoadedAsync<OnsiteService>(parentId, x => x.ParentId == parentId, cancellationToken));
        found.AddRange(await db.LoadedAsync<RemoteSession>(parentId, x => x.ParentId == parentId, cancellationToken));
        found.AddRange(await db.LoadedAsync<ThirdPartyEngagement>(parentId, x => x.ParentId == parentId, cancellationToken));
        return [.. found.OrderBy(x => x.Id)];
    }

    public Task<Case?> CaseOfAsync(RecordRef record, CancellationToken cancellationToken = default) => records.CaseOfAsync(record, cancellationToken);

    public Task<IRecord?> HomeAsync(RecordRef record, CancellationToken cancellationToken = default) => records.HomeAsync(record, cancellationToken);

    public Task<RemoteSession?> SessionAsync(string no, CancellationToken cancellationToken = default) =>
        db.Set<RemoteSession>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    public async Task<Case?> CaseByNoAsync(string no, CancellationToken cancellationToken = default)
    {
        var id = no.Split('-')[0] switch
        {
            "SPR" => await db.Set<SparePartRequest>().Where(x => x.No == no).Select(x => x.CaseId).FirstOrDefaultAsync(cancellationToken),
            "OS" => await db.Set<OnsiteService>().Where(x => x.No == no).Select(x => x.CaseId).FirstOrDefaultAsync(cancellationToken),
            "RS" => await db.Set<RemoteSession>().Where(x => x.No == no).Select(x => x.CaseId).FirstOrDefaultAsync(cancellationToken),
            "TP" => await db.Set<ThirdPartyEngagement>().Where(x => x.No == no).Select(x => x.CaseId).FirstOrDefaultAsync(cancellationToken),
            "ESC" => await db.Set<Escalation>().Where(x => x.No == no).Join(db.Set<RecordLink>(), x => x.Id, x => x.RecordId, (_, link) => (Guid?)link.CaseId).FirstOrDefaultAsync(cancellationToken),
            "PEN" => await db.Set<Penalty>().Where(x => x.No == no)
                .Select(x => db.Set<RecordLink>().Where(link => link.RecordId == x.RecordId).Select(link => (Guid?)link.CaseId).FirstOrDefault() ?? x.RecordId).FirstOrDefaultAsync(cancellationToken),
            "MI" => await db.Set<MajorIncident>().Where(x => x.No == no).Select(x => (Guid?)x.MainCaseId).FirstOrDefaultAsync(cancellationToken),
            _ => null,
        };
        return id is { } known ? await db.ByIdAsync<Case>(known, cancellationToken) : null;
    }

    public async Task<string?> BearerNoAsync(string no, CancellationToken cancellationToken = default) => no.Split('-')[0] switch
    {
        "ESC" => await db.Set<Escalation>().Where(x => x.No == no).Select(x => x.RecordNo).FirstOrDefaultAsync(cancellationToken),
        "PEN" => await db.Set<Penalty>().Where(x => x.No == no).Select(x => x.RecordNo).FirstOrDefaultAsync(cancellationToken),
        "SPR" => await AskedByAsync<SparePartRequest>(no, cancellationToken),
        "OS" => await AskedByAsync<OnsiteService>(no, cancellationToken),
        "RS" => await AskedByAsync<RemoteSession>(no, cancellationToken),
        "TP" => await AskedByAsync<ThirdPartyEngagement>(no, cancellationToken),
        _ => null,
    };

    private Task<string?> AskedByAsync<T>(string no, CancellationToken cancellationToken)
        where T : ServiceRecord =>
        (from record in db.Set<T>()
         where record.No == no
         join link in db.Set<RecordLink>() on record.Id equals link.RecordId
         join asker in db.Set<BusinessRecord>() on link.CaseId equals asker.Id
         select asker.No).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<OperationLogEntry>> OperationsAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<OperationLogEntry>(sessionId, x => x.SessionId == sessionId, cancellationToken)).OrderBy(x => x.Id)];

    public void AddRow<T>(T row)
        where T : class =>
        db.Add((object)row);
}
