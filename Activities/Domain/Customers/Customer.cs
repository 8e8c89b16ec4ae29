using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Customers;

/// <summary>How much a customer matters; a Gold customer's faults of level 3 and 4 keep their priority.</summary>
public enum CustomerGrade
{
    /// <summary>Highest.</summary>
    Gold,
    /// <summary>Middle.</summary>
    Silver,
    /// <summary>Lowest.</summary>
    Standard,
}

/// <summary>A customer: a province, an institute, a branch or an enterprise (CIS 客户信息管理系统).</summary>
public sealed class Customer : Entity
{
    /// <summary>Short unique code, at most 20 characters, e.g. <c>GDB-GZ</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>The organisation whose users see this customer's records.</summary>
    public Guid OrgId { get; set; }

    /// <summary>Organisation at the root of the customer tree; equals <see cref="OrgId"/> for a root.</summary>
    public Guid TreeOrgId { get; set; }

    /// <summary>How much the customer matters.</summary>
    public CustomerGrade Grade { get; set; } = CustomerGrade.Standard;

    /// <summary>Line of business, free text; null where unknown.</summary>
    public string? Industry { get; set; }

    /// <summary>The customer above in the tree.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The partner that serves this customer; null when the vendor does.</summary>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>False once nothing new is taken for it.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Both names.</summary>
    public Bilingual Name => new(NameZh, NameEn);
}

/// <summary>A place of a customer where equipment stands.</summary>
public sealed class CustomerSite : Entity
{
    /// <summary>Unique code, e.g. <c>SITE-GZ-01</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Whose site it is.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name; may be empty.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>One of the codes of <see cref="City"/>.</summary>
    public string CityCode { get; set; } = "";

    /// <summary>False for rural sites; in Jiangmen this decides the region.</summary>
    public bool IsUrban { get; set; } = true;

    /// <summary>R1–R4, computed from city and <see cref="IsUrban"/> by the policy and stored.</summary>
    public string RegionCode { get; set; } = "";

    /// <summary>The vendor's office that serves the site; null falls back to the only office.</summary>
    public Guid? OfficeOrgId { get; set; }

    /// <summary>Street address.</summary>
    public string Address { get; set; } = "";

    /// <summary>What a visitor must know of the machine room; null where nothing.</summary>
    public string? MachineRoomRules { get; set; }

    /// <summary>Both names.</summary>
    public Bilingual Name => new(NameZh, NameEn.Length > 0 ? NameEn : NameZh);
}

/// <summary>A person of a customer who can be called; not necessarily a user.</summary>
public sealed class Contact : Entity
{
    /// <summary>Whose contact it is.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>The site he belongs to; null for all sites.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>Full name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Telephone number as dialled.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Null where none is known.</summary>
    public string? Email { get; set; }

    /// <summary>What he does, e.g. duty, escort, manager.</summary>
    public string Duty { get; set; } = "";

    /// <summary>Whether he escorts visitors in the machine room.</summary>
    public bool IsEscort { get; set; }

    /// <summary>Whether he may consent for a customer without an institute.</summary>
    public bool CanAuthorise { get; set; }

    /// <summary>The user he signs in as; null when he has no account.</summary>
    public Guid? UserId { get; set; }
}
