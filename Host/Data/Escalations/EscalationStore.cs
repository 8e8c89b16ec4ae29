using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Data.Escalations;

/// <summary>Escalations with their history.</summary>
internal sealed class EscalationStore(ItrDbContext db, AccessScope access) : IEscalations
{
    public async Task<Escalation?> OpenAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        return (await db.LoadedAsync<Escalation>((id, access.SeesAll), x => x.RecordId == id, cancellationToken)).FirstOrDefault(x => x.IsOpen);
    }

    public Task<Escalation?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Escalation>(id, cancellationToken);

    public async Task<IReadOnlyList<EscalationAction>> ActionsAsync(Guid escalationId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<EscalationAction>(escalationId, x => x.EscalationId == escalationId, cancellationToken)).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id)];

    public Task<EscalationAction?> FindActionAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<EscalationAction>(id, cancellationToken);

    public void Add(Escalation escalation) => db.Add(escalation);

    public void Add(EscalationAction action) => db.Add(action);
}
