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

    /// <summary>Colours he chose, <c>light</c> or <c>dark</c>; null follows his device.</summary>
    public string? ColorScheme { get; set; }

    /// <summary>When he last signed in, UTC.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>True while his password is one that somebody else chose: he gives himself another before he does anything.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Secret of his authenticator app, protected with the host's keys; null without a second factor.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>The newest time step whose code was taken; a code is good once.</summary>
    public long TotpStep { get; set; }

    /// <summary>Hashes of the recovery codes that were not used yet.</summary>
    public List<string> RecoveryCodes { get; set; } = [];

    /// <summary>What the audit trail calls him.</summary>
    public RecordRef Ref => new(RecordTypes.User, Id, UserName!);

    public Bilingual Name => new(DisplayNameZh, DisplayNameEn.Length > 0 ? DisplayNameEn : DisplayNameZh);
}
