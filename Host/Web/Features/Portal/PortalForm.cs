using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>How bad it is in the words of who reports.</summary>
public enum PortalKind
{
    Interrupted,
    Affected,
    Alarm,
    Other,
}

/// <summary>What a customer chooses and types; what is typed stays text, so that nothing is lost.</summary>
public sealed record PortalForm
{
    public string? Equipment { get; init; }
    public PortalKind? Kind { get; init; }

    /// <summary>Code of the matrix; not asked for an interruption.</summary>
    public string? FaultCode { get; init; }

    /// <summary>What it is when it is no fault.</summary>
    public CaseType? OtherType { get; init; }
    public string? Customer { get; init; }
    public string? Description { get; init; }
    public string? AffectedServices { get; init; }
    public string? OccurredAt { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }

    /// <summary>Null as long as nothing is chosen.</summary>
    public CaseType? CaseType => Kind switch { null => null, PortalKind.Other => OtherType, _ => Domain.Cases.CaseType.Fault };

    /// <summary>The row of the matrix that is meant; null when none is chosen or known.</summary>
    public FaultMatrixRow? RowOf(SlaPolicySet set) => Kind switch
    {
        PortalKind.Interrupted => set.FaultMatrix.Values.OrderBy(row => row.Level).First(),
        PortalKind.Affected or PortalKind.Alarm when FaultCode is not null => set.FaultMatrix.GetValueOrDefault(FaultCode),
        _ => null,
    };

    public static PortalForm Of(IFormCollection posted) => Of(name => posted[name]);

    public static PortalForm Of(IQueryCollection query) => Of(name => query[name]);

    private static PortalForm Of(Func<string, string?> value) => new()
    {
        Equipment = value("equipment"),
        Kind = Enum.TryParse<PortalKind>(value("kind"), out var kind) ? kind : null,
        FaultCode = value("faultCode") is { Length: > 0 } code ? code : null,
        OtherType = Enum.TryParse<CaseType>(value("otherType"), out var type) ? type : null,
        Customer = value("customer"),
        Description = value("description"),
        AffectedServices = value("affectedServices"),
        OccurredAt = value("occurredAt"),
        ContactName = value("contactName"),
        ContactPhone = value("contactPhone"),
    };
}
