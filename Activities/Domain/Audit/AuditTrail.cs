using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Audit;

/// <summary>Writes who changed what and why, in the transaction of the change.</summary>
public sealed class AuditTrail(IAuditLog log, CurrentActor actor, TimeProvider time)
{
    /// <summary>Adds an entry for the current actor.</summary>
    /// <param name="action">noun.verb, e.g. <c>clock.pause</c>.</param>
    /// <param name="record">The record that changed.</param>
    /// <param name="old">What it was; short text or JSON.</param>
    /// <param name="new">What it is now.</param>
    /// <param name="reason">The reason given, or the rule that acted.</param>
    public AuditEntry Write(string action, RecordRef record, string? old = null, string? @new = null, string? reason = null)
    {
        var entry = new AuditEntry
        {
            Action = action,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            ActorId = actor.Value.PersonId,
            ActorName = actor.Value.UserName,
            Old = old,
            New = @new,
            Reason = reason,
            At = time.GetUtcNow(),
        };
        log.Add(entry);
        return entry;
    }
}
