using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Domain.Cases;

/// <summary>What covers the network element of a request; a contract for faults covers every other request about the element too.</summary>
public static class CaseCover
{
    /// <summary>Looks up contracts and warranty.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="type">What is asked for.</param>
    /// <param name="equipmentId">The network element.</param>
    /// <param name="element">The same, where something is known of it.</param>
    /// <param name="on">Local date.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public static async Task<ElementCover> FindAsync(
        IContracts contracts, CaseType type, Guid equipmentId, InstalledEquipment? element, DateOnly on, CancellationToken cancellationToken = default)
    {
        var coverage = await contracts.CoverageOfAsync(equipmentId, ServiceOf(type), cancellationToken);
        if (coverage.Count == 0 && type != CaseType.Fault)
            coverage = await contracts.CoverageOfAsync(equipmentId, ServiceItem.FaultHandling, cancellationToken);
        return ElementCover.Of(element, coverage, on);
    }

    private static ServiceItem ServiceOf(CaseType type) => type switch
    {
        CaseType.Consultation => ServiceItem.Consultation,
        CaseType.DocumentRequest => ServiceItem.DocumentUpdate,
        CaseType.UpgradeRequest => ServiceItem.SoftwareSupport,
        CaseType.SparePartRequest => ServiceItem.HardwareSupport,
        CaseType.ExchangeRequest => ServiceItem.Exchange,
        _ => ServiceItem.FaultHandling,
    };
}
