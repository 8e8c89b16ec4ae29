using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>Whether an element is covered today, as a customer may know it.</summary>
/// <param name="Contract">The contract that holds; null when none does.</param>
/// <param name="Until">Last day of what holds, or of what held last; null when nothing is known.</param>
public sealed record ElementCover(EntitlementResult Result, ServiceContract? Contract, DateOnly? Until)
{
    public bool Holds => Result is EntitlementResult.Entitled or EntitlementResult.Warranty;

    /// <param name="held">Coverage by contracts, newest first.</param>
    /// <param name="today">Local date.</param>
    public static ElementCover Of(InstalledEquipment element, IReadOnlyList<Coverage> held, DateOnly today) =>
        held.FirstOrDefault(x => x.IsInForce(today)) is { } holds ? new(EntitlementResult.Entitled, holds.Contract, holds.Entitlement.To)
        : element.IsUnderWarranty(today) ? new(EntitlementResult.Warranty, null, element.WarrantyUntil)
        : held.Count == 0 && element.WarrantyUntil is null ? new(EntitlementResult.NoData, null, null)
        : new(EntitlementResult.NotEntitled, null, held.Count > 0 ? held[0].Entitlement.To : element.WarrantyUntil);
}
