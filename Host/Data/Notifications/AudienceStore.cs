using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Notifications;

/// <summary>The people behind roles and tokens; roles mean those on duty (D14).</summary>
internal sealed class AudienceStore(ItrDbContext db, IDirectory directory, IRecords known, RecordOrgs records, IWorkItems items, IEscalations escalations) : IAudience
{
    private readonly Dictionary<Guid, bool> _isExternal = [];

    public async Task<IReadOnlyList<Recipient>> ResolveAsync(
        RecordRef record, IReadOnlyCollection<string> tokens, string? clockId, CancellationToken cancellationToken = default)
    {
        var people = new Dictionary<Guid, PersonInfo>();
        foreach (var token in tokens)
        {
            foreach (var person in await MeantAsync(record, token, clockId, cancellationToken))
                people.TryAdd(person.Id, person);
        }

        var recipients = new List<Recipient>();
        foreach (var person in people.Values)
            recipients.Add(new Recipient(person.Id, person.Name.Zh, await IsExternalAsync(person.OrgId, cancellationToken)));
        return recipients;
    }

    private async Task<IReadOnlyList<PersonInfo>> MeantAsync(RecordRef record, string token, string? clockId, CancellationToken cancellationToken) => token switch
    {
        AudienceTokens.Assignee => await AssigneesAsync(record, clockId, cancellationToken),
        AudienceTokens.Owner => await PeopleAsync([(await BearerAsync(record, cancellationToken))?.OwnerId], cancellationToken),
        AudienceTokens.Reporter => await PeopleAsync([(await BearerAsync(record, cancellationToken))?.RequesterId], cancellationToken),
        AudienceTokens.CaseTeam => await TeamAsync(record, cancellationToken),
        AudienceTokens.EscalationOwner => await LevelAsync(record, 0, cancellationToken),
        AudienceTokens.NextLevelOwner => await LevelAsync(record, 1, cancellationToken),
        _ when Guid.TryParse(token, out var id) => await PeopleAsync([id], cancellationToken),
        _ when record.Type is RecordTypes.Flow or RecordTypes.FlowInstance => await directory.CandidatesAsync(token, OrgScope.Hq, record, cancellationToken), // everybody's, on duty or not
        _ => await directory.OnDutyAsync(token, Candidates.UsualScope(token), record, cancellationToken),
    };

    // Holders of the tasks bound to the clock; nobody holds them yet: those on duty whom they are offered to; no task: the owner.
    private async Task<IReadOnlyList<PersonInfo>> AssigneesAsync(RecordRef record, string? clockId, CancellationToken cancellationToken)
    {
        var bound = (await items.OpenOfRecordAsync(record, cancellationToken)).Where(item => clockId is not null && item.ClockIds.Contains(clockId)).ToList();
        var holders = new List<PersonInfo>(await PeopleAsync([.. bound.Select(item => item.AssigneeId)], cancellationToken));
        foreach (var item in bound.Where(item => item.AssigneeId is not null))
        {
            if (await directory.DeputyOfAsync(item.AssigneeId!.Value, item.Role, cancellationToken) is { } deputy)
                holders.Add(deputy);
        }

        if (holders.Count > 0)
            return holders;

        if (bound.Count > 0)
            return await directory.OnDutyAsync(bound[0].Role, bound[0].Scope, record, cancellationToken);

        var owner = (await BearerAsync(record, cancellationToken))?.OwnerId ?? (await CaseAsync(record, cancellationToken))?.ProposedOwnerId;
        return await PeopleAsync([owner], cancellationToken);
    }

    private async Task<IReadOnlyList<PersonInfo>> TeamAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var id = record.Id;
        var held = await db.LoadedAsync<WorkItem>((id, nameof(TeamAsync)), x => x.RecordId == id, cancellationToken);
        var owner = (await BearerAsync(record, cancellationToken))?.OwnerId;
        return await PeopleAsync(
            [owner, .. held.Where(item => !RoleCodes.IsCustomerSide(item.Role)).SelectMany(item => new[] { item.AssigneeId, item.CompletedById })],
            cancellationToken);
    }

    private async Task<IReadOnlyList<PersonInfo>> LevelAsync(RecordRef record, int above, CancellationToken cancellationToken)
    {
        var escalation = record.Type == RecordTypes.Escalation
            ? await escalations.FindAsync(record.Id, cancellationToken)
            : await escalations.OpenAsync(record, cancellationToken);
        if (escalation is null)
            return [];
        if (above == 0)
            return await PeopleAsync([escalation.OwnerId], cancellationToken);

        var level = (ManagementLevel)Math.Min((int)escalation.Level + above, (int)ManagementLevel.M4);
        return await directory.OwnerOfLevelAsync(level, escalation.Record, cancellationToken) is { } owner ? [owner.Acting] : [];
    }

    private async Task<IReadOnlyList<PersonInfo>> PeopleAsync(IReadOnlyCollection<Guid?> ids, CancellationToken cancellationToken)
    {
        var people = new List<PersonInfo>();
        foreach (var id in ids.OfType<Guid>().Distinct())
        {
            if (await directory.PersonAsync(id, cancellationToken) is { } person)
                people.Add(person);
        }

        return people;
    }

    // The case or business record; for a record of a supporting flow the case it belongs to.
    private async Task<IRecord?> BearerAsync(RecordRef record, CancellationToken cancellationToken) =>
        await CaseAsync(record, cancellationToken) ?? await known.FindAsync(record, cancellationToken);

    private async Task<Case?> CaseAsync(RecordRef record, CancellationToken cancellationToken) =>
        record.Type == RecordTypes.Case || ServiceDesk.Knows(record.Type) ? await records.CaseOfAsync(record, cancellationToken) : null;

    private async Task<bool> IsExternalAsync(Guid orgId, CancellationToken cancellationToken)
    {
        if (_isExternal.TryGetValue(orgId, out var known))
            return known;

        var kind = await db.Set<Organization>().Where(x => x.Id == orgId).Select(x => x.Kind).FirstOrDefaultAsync(cancellationToken);
        return _isExternal[orgId] = kind is not (OrganizationKind.VendorHq or OrganizationKind.VendorDept or OrganizationKind.VendorRegion or OrganizationKind.VendorOffice);
    }
}
