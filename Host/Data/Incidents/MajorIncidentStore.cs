using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Incidents;

internal sealed class MajorIncidentStore(ItrDbContext db) : IMajorIncidents
{
    private static readonly MajorIncidentState[] Ended = [MajorIncidentState.Closed, MajorIncidentState.Withdrawn];

    public Task<MajorIncident?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<MajorIncident>(id, cancellationToken);

    public async Task<MajorIncident?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<MajorIncident>(caseId, x => x.MainCaseId == caseId, cancellationToken)).FirstOrDefault();

    // Open incidents are few; the merged cases of each stand in one column.
    public async Task<MajorIncident?> CoveringAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<MajorIncident>("open", x => x.State != MajorIncidentState.Closed && x.State != MajorIncidentState.Withdrawn, cancellationToken))
            .FirstOrDefault(x => x.MainCaseId == caseId || x.RelatedCaseIds.Contains(caseId));

    public async Task<MajorIncident?> OfElementAsync(Guid equipmentId, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        await db.Set<MajorIncident>()
            .Where(x => x.DeclaredAt >= since && !Ended.Contains(x.State) && db.Set<Case>().Any(record => record.Id == x.MainCaseId && record.EquipmentId == equipmentId))
            .OrderBy(x => x.DeclaredAt).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<IncidentNotice>> NoticesAsync(Guid incidentId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<IncidentNotice>(incidentId, x => x.MajorIncidentId == incidentId, cancellationToken)).OrderBy(x => x.Sequence)];

    public void Add(MajorIncident incident) => db.Add(incident);

    public void Add(IncidentNotice notice) => db.Add(notice);
}
