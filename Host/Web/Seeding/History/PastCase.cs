using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>A closed case while its history is written: what was decided about it before the rows are made.</summary>
internal sealed class PastCase
{
    public required Case Case { get; init; }

    public required DemoCity City { get; init; }

    public required DemoPerson Engineer { get; init; }

    /// <summary>Kind of trouble; null for requests that are no fault.</summary>
    public DemoFault? Fault { get; init; }

    public InstalledEquipment? Equipment { get; init; }

    /// <summary>True when the promise of its main clock was broken.</summary>
    public bool IsLate { get; set; }

    /// <summary>The clock a promise to the customer stands on; null where nothing was promised.</summary>
    public SlaClock? MainClock { get; set; }

    public bool IsUnderContract => Case.Entitlement == EntitlementResult.Entitled;

    public int? Level => Case.Level;
}
