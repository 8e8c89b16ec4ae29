using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>A person as tasks, messages and documents need him.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Name">Display name in both languages.</param>
/// <param name="OrgId">His organisation.</param>
/// <param name="Email">Null where none is known.</param>
/// <param name="Phone">Null where none is known.</param>
/// <param name="Locale"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Skills">Product codes he knows.</param>
/// <param name="ManagerId">His line manager.</param>
public sealed record PersonInfo(
    Guid Id, string UserName, Bilingual Name, Guid OrgId, string? Email, string? Phone, string Locale,
    IReadOnlyList<string> Skills, Guid? ManagerId = null);

/// <summary>Who owns a management level.</summary>
/// <param name="Owner">Who holds its role.</param>
/// <param name="Deputy">Who stands in for him now by delegation; null while he is there.</param>
public sealed record LevelOwner(PersonInfo Owner, PersonInfo? Deputy)
{
    /// <summary>Who answers for the level now.</summary>
    public PersonInfo Acting => Deputy ?? Owner;
}

/// <summary>Who people are and who may act where. Roles held through a delegation in force count as held.</summary>
public interface IDirectory
{
    /// <summary>Active people who hold the role in the scope of the record; the duty roster is not asked (D14).</summary>
    /// <param name="role">A role code.</param>
    /// <param name="scope">Where to look, seen from the record.</param>
    /// <param name="record">The record; its organisations decide.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>In order of user name; empty when nobody holds it.</returns>
    Task<IReadOnlyList<PersonInfo>> CandidatesAsync(
        string role, OrgScope scope, RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Active people who hold the role for an organisation, deputies included.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="orgId">Organisation the task asks for; null asks for any.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<PersonInfo>> HoldersOfAsync(string role, Guid? orgId, CancellationToken cancellationToken = default);

    /// <summary>Those of the candidates who are on duty now; all candidates when the roster names none of them.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="scope">Where to look, seen from the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<PersonInfo>> OnDutyAsync(
        string role, OrgScope scope, RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Who owns a management level for the record: M1 office, M2 region, M3 TSC, M4 vice president.</summary>
    /// <param name="level">The level.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>Null when nobody holds the level's role.</returns>
    Task<LevelOwner?> OwnerOfLevelAsync(ManagementLevel level, RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Who stands in for a person in a role now; null while he is there.</summary>
    /// <param name="personId">Person id.</param>
    /// <param name="role">A role code.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<PersonInfo?> DeputyOfAsync(Guid personId, string role, CancellationToken cancellationToken = default);

    /// <summary>A person by id, active or not; null when there is none.</summary>
    /// <param name="id">Person id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<PersonInfo?> PersonAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A person by sign-in name; null when there is none.</summary>
    /// <param name="userName">Sign-in name, any case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<PersonInfo?> PersonByNameAsync(string userName, CancellationToken cancellationToken = default);

    /// <summary>Whether the person holds the role, for the organisation when one is named.</summary>
    /// <param name="personId">Person id.</param>
    /// <param name="role">A role code.</param>
    /// <param name="candidateOrgId">Organisation the task asks for; null asks for any.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<bool> MayAsync(Guid personId, string role, Guid? candidateOrgId, CancellationToken cancellationToken = default);

    /// <summary>Which organisation the scope means for the record; null for <see cref="OrgScope.Hq"/> and where the record has none.</summary>
    /// <param name="scope">Where to look.</param>
    /// <param name="role">The role that is asked; decides between branch and tree for customers.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Guid?> OrgOfAsync(OrgScope scope, string role, RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Every organisation as trees.</summary>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<OrgTree> OrganisationsAsync(CancellationToken cancellationToken = default);

    /// <summary>The actor a person becomes when he signs in: his grants with delegations in force.</summary>
    /// <param name="personId">Person id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>Null when the person does not exist or is not active.</returns>
    Task<Actor?> ActorAsync(Guid personId, CancellationToken cancellationToken = default);
}
