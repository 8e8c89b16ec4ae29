namespace Elsa.ITR.Domain.Cases;

/// <summary>Cases and their history, as a command needs them; reads see what the command added.</summary>
public interface ICases
{
    /// <summary>A case by id; null when there is none in the reader's scope.</summary>
    /// <param name="id">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Case?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A case by number; null when there is none in the reader's scope.</summary>
    /// <param name="no">CASE number.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Case?> FindByNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>How many cases that are not ended each of these people leads.</summary>
    /// <param name="people">Person ids.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>People without a case are missing.</returns>
    Task<IReadOnlyDictionary<Guid, int>> OpenCountsAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken = default);

    /// <summary>How many network elements were reported with the code since the instant, the given one not counted.</summary>
    /// <param name="faultCode">Fault code.</param>
    /// <param name="since">UTC.</param>
    /// <param name="exceptEquipmentId">Not counted.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<int> ElementsWithCodeAsync(
        string faultCode, DateTimeOffset since, Guid? exceptEquipmentId, CancellationToken cancellationToken = default);

    /// <summary>Whether another case has the same equipment and code and was received since the instant.</summary>
    /// <param name="of">The case that is compared.</param>
    /// <param name="since">UTC.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<bool> IsRepeatedAsync(Case of, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>The follow-up case of a case, null when there is none.</summary>
    /// <param name="caseId">The case before.</param>
    /// <param name="type">Type of the follow-up.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Case?> FollowUpOfAsync(Guid caseId, CaseType type, CancellationToken cancellationToken = default);

    /// <summary>The case that carries a difficult fault on and is not over, null when there is none.</summary>
    /// <param name="caseId">The case before.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Case?> OpenFollowUpAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The callbacks of a case, oldest first.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<Callback>> CallbacksAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The newest survey of a case, null when none was sent.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<SatisfactionSurvey?> SurveyAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The retrospective of a case, null when there is none.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Retrospective?> RetrospectiveAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The agreed date of a difficult fault, null when there is none.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<DifficultFault?> DifficultFaultAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Defect reports made from the case, oldest first.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<DefectReport>> DefectsAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>A defect report by its number; null when there is none, or its case is archived.</summary>
    Task<DefectReport?> FindDefectAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>Stages a case for the commit.</summary>
    /// <param name="newCase">A new case.</param>
    void Add(Case newCase);

    /// <summary>Stages a row of a case's history for the commit.</summary>
    /// <typeparam name="T">One of the history types of this folder.</typeparam>
    /// <param name="row">The row.</param>
    void AddRow<T>(T row)
        where T : class;
}
