using Elsa.ITR.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Cases;

internal sealed class CaseStore(ItrDbContext db) : ICases
{
    private static readonly CaseState[] Ended = [CaseState.Closed, CaseState.Rejected, CaseState.Duplicate, CaseState.Cancelled, CaseState.Resolved];

    public Task<Case?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Case>(id, cancellationToken);

    public async Task<Case?> FindByNoAsync(string no, CancellationToken cancellationToken = default) =>
        db.Set<Case>().Local.FirstOrDefault(x => x.No == no) ?? await db.Set<Case>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, int>> OpenCountsAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken = default) =>
        await db.Set<Case>()
            .Where(x => x.OwnerId != null && people.Contains(x.OwnerId.Value) && !Ended.Contains(x.State))
            .GroupBy(x => x.OwnerId!.Value)
            .Select(x => new { Person = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Person, x => x.Count, cancellationToken);

    public Task<int> ElementsWithCodeAsync(
        string faultCode, DateTimeOffset since, Guid? exceptEquipmentId, CancellationToken cancellationToken = default) =>
        db.Set<Case>()
            .Where(x => x.FaultCode == faultCode && x.ReceivedAt >= since && x.EquipmentId != null && x.EquipmentId != exceptEquipmentId)
            .Select(x => x.EquipmentId).Distinct().CountAsync(cancellationToken);

    public Task<bool> IsRepeatedAsync(Case of, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var (id, equipment, code) = (of.Id, of.EquipmentId, of.FaultCode);
        return db.Set<Case>().AnyAsync(
            x => x.EquipmentId == equipment && x.FaultCode == code && x.ReceivedAt >= since && x.Id != id && x.ParentCaseId != id, cancellationToken);
    }

    public async Task<Case?> FollowUpOfAsync(Guid caseId, CaseType type, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Case>((caseId, type), x => x.ParentCaseId == caseId && x.CaseType == type, cancellationToken)).MinBy(x => x.No);

    public async Task<Case?> OpenFollowUpAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Case>((caseId, nameof(OpenFollowUpAsync)), x => x.ParentCaseId == caseId && x.CaseType == CaseType.Fault && x.IsDifficult, cancellationToken))
            .FirstOrDefault(x => !CaseStates.IsFinal(x.State));

    public async Task<IReadOnlyList<Callback>> CallbacksAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<Callback>(caseId, x => x.CaseId == caseId, cancellationToken)).OrderBy(x => x.At)];

    public async Task<SatisfactionSurvey?> SurveyAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<SatisfactionSurvey>(caseId, x => x.CaseId == caseId, cancellationToken)).MaxBy(x => x.SentAt);

    public async Task<Retrospective?> RetrospectiveAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Retrospective>(caseId, x => x.CaseId == caseId, cancellationToken)).MaxBy(x => x.No);

    public async Task<DifficultFault?> DifficultFaultAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<DifficultFault>(caseId, x => x.CaseId == caseId, cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyList<DefectReport>> DefectsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<DefectReport>(caseId, x => x.CaseId == caseId, cancellationToken)).OrderBy(x => x.No)];

    public Task<DefectReport?> FindDefectAsync(string no, CancellationToken cancellationToken = default) =>
        db.Set<DefectReport>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    public void Add(Case newCase) => db.Add(newCase);

    public void AddRow<T>(T row)
        where T : class =>
        db.Add(row);
}
