using Elsa.ITR.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace Elsa.ITR.Data.Organisation;

/// <summary>A person who signs in; roles are rows of <c>role_grants</c>, not Identity's.</summary>
public sealed class ItrUser : IdentityUser<Guid>
{
    public ItrUser() => Id = Guid.CreateVersion7();

    public string DisplayNameZh { get; set; } = "";

    public string DisplayNameEn { get; set; } = "";

    /// <summary>His own organisation; a grant without one means this.</summary>
    public Guid OrgId { get; set; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Locale { get; set; } = "zh-CN";

    /// <summary>Codes of products he knows; dispatch prefers them.</summary>
    public List<string> Skills { get; set; } = [];

    /// <summary>False once he left: nobody signs in, nothing is assigned; his records keep his name.</summary>
    public bool IsActive { get; set; } = true;

    public Guid? ManagerId { get; set; }

    public Bilingual Name => new(DisplayNameZh, DisplayNameEn.Length > 0 ? DisplayNameEn : DisplayNameZh);
}
