using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
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

namespace Elsa.ITR.Data.Organisation;

/// <summary>Whose a record is: its own organisations, or those of the case it belongs to.</summary>
internal sealed record RecordOwners(Guid? CustomerOrgId, Guid? CustomerTreeOrgId, Guid? OfficeOrgId, Guid? RegionOrgId, Guid? PartnerOrgId);

/// <summary>Finds the owners of any record, what the running command added included.</summary>
internal sealed class RecordOrgs(ItrDbContext db)
{
    private const int Depth = 6; // penalty → spare part → visit → third party → case at most; ends a ring in the data

    public async Task<RecordOwners?> OfAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var found = await HomeAsync(record, cancellationToken);
        return found is null ? null : new RecordOwners(found.CustomerOrgId, found.CustomerTreeOrgId, found.OfficeOrgId, found.RegionOrgId, found.PartnerOrgId);
    }

    /// <summary>The case or business record that a record is or belongs to; null when it does not exist.</summary>
    public async Task<IRecord?> HomeAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var root = await RootAsync(record, cancellationToken);
        return root.Type == RecordTypes.Case
            ? await db.ByIdAsync<Case>(root.Id, cancellationToken)
            : await db.ByIdAsync<BusinessRecord>(root.Id, cancellationToken);
    }

    /// <summary>The case a record belongs to.</summary>
    public async Task<Case?> CaseOfAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var root = await RootAsync(record, cancellationToken);
        return root.Type == RecordTypes.Case ? await db.ByIdAsync<Case>(root.Id, cancellationToken) : null;
    }

    private async Task<RecordRef> RootAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var current = record;
        for (var step = 0; step < Depth && await BearerAsync(current, cancellationToken) is { } bearer; step++)
            current = bearer;

        return current;
    }

    private async Task<RecordRef?> BearerAsync(RecordRef record, CancellationToken cancellationToken) => record.Type switch
    {
        RecordTypes.Penalty => (await db.ByIdAsync<Penalty>(record.Id, cancellationToken))?.Record,
        RecordTypes.Escalation => (await db.ByIdAsync<Escalation>(record.Id, cancellationToken))?.Record,
        RecordTypes.MajorIncident => (await db.ByIdAsync<MajorIncident>(record.Id, cancellationToken))?.Case,
        RecordTypes.ClockPause => (await db.ByIdAsync<ClockPause>(record.Id, cancellationToken))?.Record,
        RecordTypes.Document => (await db.ByIdAsync<DocumentRecord>(record.Id, cancellationToken))?.Record,
        _ => (await ServiceAsync(record, cancellationToken))?.Parent,
    };

    /// <summary>The record of a supporting flow; null when the reference means another kind.</summary>
    public async Task<ServiceRecord?> ServiceAsync(RecordRef record, CancellationToken cancellationToken) => record.Type switch
    {
        RecordTypes.SparePartRequest => await db.ByIdAsync<SparePartRequest>(record.Id, cancellationToken),
        RecordTypes.OnsiteService => await db.ByIdAsync<OnsiteService>(record.Id, cancellationToken),
        RecordTypes.RemoteSession => await db.ByIdAsync<RemoteSession>(record.Id, cancellationToken),
        RecordTypes.ThirdPartyEngagement => await db.ByIdAsync<ThirdPartyEngagement>(record.Id, cancellationToken),
        _ => null,
    };
}
