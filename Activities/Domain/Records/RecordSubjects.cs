using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Records;

/// <summary>Business records as their clocks see them.</summary>
public sealed class RecordSubjects(IRecords records)
{
    /// <summary>The subject of a record; null when there is none.</summary>
    public async Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(record.Id, cancellationToken) is not { } found)
            return null;

        var bound = new List<PolicyRef> { new(PolicyCodes.Internal, found.BaseVersion), new(PolicyCodes.Commitments, found.BaseVersion) };
        if (found is { PolicyCode: { } code, PolicyVersion: { } version } && code != PolicyCodes.Commitments)
            bound.Add(new PolicyRef(code, version));
        return new ClockSubject(found.Ref, bound, RecordFacts.ForClocks(found), found.Priority, found.ContractId);
    }
}
