using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What it means for the record that somebody takes work on it for the first time (R5, R15).</summary>
public sealed class FirstTake(ICases cases, Lazy<EventDesk> events, CurrentActor me, TimeProvider time)
{
    /// <summary>Taking such an item accepts the case.</summary>
    public const string Accepts = "Case.Accepted";

    /// <summary>Raises the item's claim event; an engineer's first take, or that of whoever accepts the case, is the first answer to the customer.</summary>
    public async Task NoteAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var record = item.RecordType == RecordTypes.Case ? await cases.FindAsync(item.RecordId, cancellationToken) : null;
        if (record is { FirstResponseAt: null } && (IsEngineer(item.Role) || item.ClaimEvent == Accepts))
        {
            record.FirstResponseAt = now;
            await events.Value.PublishAsync("Case.FirstResponse", record.Ref, now, cancellationToken: cancellationToken);
        }

        if (item.ClaimEvent is not { } name)
            return;

        if (name == Accepts && record is { State: CaseState.Dispatched })
        {
            record.Fire(CaseTrigger.Accept, now);
            record.OwnerId ??= me.Value.PersonId;
        }

        await events.Value.PublishAsync(
            name, item.Record, now, data: new Dictionary<string, object?> { ["by"] = me.Value.Name.ToString() }, cancellationToken: cancellationToken);
    }

    private static bool IsEngineer(string role) =>
        role is RoleCodes.Tier1Engineer or RoleCodes.Tier2Engineer or RoleCodes.Tier3Engineer or RoleCodes.RnDEngineer or RoleCodes.PartnerEngineer;
}
