using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Customers;

/// <summary>A city by its code; the policy puts its Chinese name into a region.</summary>
public sealed class City : Entity
{
    /// <summary>Unique code, e.g. <c>JM</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese name as the policy writes it, e.g. 江门.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";
}
