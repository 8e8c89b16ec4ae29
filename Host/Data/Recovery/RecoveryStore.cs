using Elsa.ITR.Domain.Recovery;

namespace Elsa.ITR.Data.Recovery;

internal sealed class RecoveryStore(ItrDbContext db) : IRecoveries
{
    public async Task<IReadOnlyList<RecoveryAction>> ActionsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<RecoveryAction>(caseId, x => x.CaseId == caseId, cancellationToken)).OrderBy(x => x.Sequence)];

    public async Task<IReadOnlyList<TemporaryMeasure>> MeasuresAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<TemporaryMeasure>(caseId, x => x.CaseId == caseId, cancellationToken)).OrderBy(x => x.Id)];

    public void Add(RecoveryAction action) => db.Add(action);

    public void Add(TemporaryMeasure measure) => db.Add(measure);
}
