using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Domain.Contracts;

/// <summary>Whether a network element is covered on a day (01.4).</summary>
/// <param name="Result">A contract line in force, else the warranty, else neither.</param>
/// <param name="Held">The coverage that holds, or the last one that did; null without any.</param>
/// <param name="Until">Last day of what holds, or of what held last; null when nothing is known.</param>
public sealed record ElementCover(EntitlementResult Result, Coverage? Held, DateOnly? Until)
{
    /// <summary>Whether there is a promise.</summary>
    public bool Holds => Result is EntitlementResult.Entitled or EntitlementResult.Warranty;

    /// <summary>The contract that holds; null when none does.</summary>
    public ServiceContract? Contract => Result == EntitlementResult.Entitled ? Held?.Contract : null;

    /// <summary>Decides by what is known.</summary>
    /// <param name="element">The network element; null where nothing is known of it.</param>
    /// <param name="coverage">Coverage by contracts, in force or not, newest first.</param>
    /// <param name="on">Local date.</param>
    public static ElementCover Of(InstalledEquipment? element, IReadOnlyList<Coverage> coverage, DateOnly on)
    {
        var held = coverage.FirstOrDefault(x => x.IsInForce(on)) ?? (coverage.Count > 0 ? coverage[0] : null);
        return true switch
        {
            _ when held?.IsInForce(on) is true => new(EntitlementResult.Entitled, held, held.Entitlement.To),
            _ when element?.IsUnderWarranty(on) is true => new(EntitlementResult.Warranty, held, element.WarrantyUntil),
            _ when held is null && element?.WarrantyUntil is null => new(EntitlementResult.NoData, null, null),
            _ => new(EntitlementResult.NotEntitled, held, held?.Entitlement.To ?? element?.WarrantyUntil),
        };
    }
}
