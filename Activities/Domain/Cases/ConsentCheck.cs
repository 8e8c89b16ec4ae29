using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Nobody goes on site for a fault of level 2 to 4 before the institute has consented (flow 03 step 6, 04 step 5).</summary>
public sealed class ConsentCheck(ICases cases) : IWorkItemCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["onsite-depart", "onsite-arrive", "onsite-work"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (item.RecordType == RecordTypes.Case
            && await cases.FindAsync(item.RecordId, cancellationToken) is { CaseType: CaseType.Fault, Level: > 1, WorkConsentAt: null } found
            && found.PolicyCode != CaseDesk.PartnerPolicy)
            throw new RuleViolationException("fault.no-consent", ("no", item.RecordNo));
    }
}
