using System.Globalization;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;

namespace Elsa.ITR.Domain.Services;

/// <summary>How the clocks see a record that belongs to another: policies and facts of that one, and facts of its own.</summary>
public sealed class ServiceView(IServiceRecords records, IPolicies policies, Lazy<IEnumerable<IClockSubjects>> subjects)
{
    /// <summary>The record as its clocks see it; null when there is none.</summary>
    public async Task<ClockSubject?> OfAsync(RecordRef record, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(record, cancellationToken) is not { } found)
            return null;

        var parent = subjects.Value.FirstOrDefault(source => source.RecordType == found.ParentType) is { } source
            ? await source.FindAsync(found.Parent, cancellationToken)
            : null;
        var facts = new Dictionary<string, string>(parent?.Facts ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (found is SparePartRequest spare)
        {
            facts["purpose"] = spare.Purpose.ToString();
            facts["ownership"] = spare.Ownership.ToString();
            facts["extensions"] = spare.Extensions.ToString(CultureInfo.InvariantCulture);
            facts["stockAvailable"] = spare.StockAvailable ? "true" : "false";
            facts["serialNo"] = (spare.Ownership == SpareOwnership.Exchange ? spare.FaultySerial : spare.ReceivedSerial) ?? spare.Serial ?? "";
        }

        var bound = parent?.Policies ?? [new PolicyRef(CaseSubject.InternalPolicy, (await policies.CurrentAsync(cancellationToken)).Version)];
        return new ClockSubject(found.Ref, bound, facts, parent?.Severity ?? found.Priority, parent?.ContractId);
    }
}

/// <summary>Spare part requests as their clocks see them.</summary>
public sealed class SparePartSubject(ServiceView view) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.SparePartRequest;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => view.OfAsync(record, cancellationToken);
}

/// <summary>Visits as their clocks see them.</summary>
public sealed class OnsiteSubject(ServiceView view) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.OnsiteService;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => view.OfAsync(record, cancellationToken);
}

/// <summary>Remote sessions as their clocks see them.</summary>
public sealed class RemoteSubject(ServiceView view) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.RemoteSession;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => view.OfAsync(record, cancellationToken);
}

/// <summary>Third-party engagements as their clocks see them.</summary>
public sealed class ThirdPartySubject(ServiceView view) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.ThirdPartyEngagement;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => view.OfAsync(record, cancellationToken);
}
