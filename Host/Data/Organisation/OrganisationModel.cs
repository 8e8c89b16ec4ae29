using Elsa.ITR.Domain.Organisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Organisation;

internal sealed class UserConfiguration :
    IEntityTypeConfiguration<ItrUser>, IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<ItrUser> user)
    {
        user.ToTable("users");
        user.Property(x => x.Id).ValueGeneratedNever();
        user.Property(x => x.DisplayNameZh).IsName();
        user.Property(x => x.DisplayNameEn).IsName();
        user.Property(x => x.Locale).IsWord();
        user.Property(x => x.ColorScheme).IsWord();
        user.Property(x => x.TotpSecret).HasMaxLength(400);
        user.Property(x => x.ConcurrencyStamp).HasMaxLength(64);
        user.Property(x => x.SecurityStamp).HasMaxLength(64);
        user.Property(x => x.PasswordHash).HasMaxLength(400);
        user.Property(x => x.PhoneNumber).HasMaxLength(40);
        user.HasIndex(x => x.OrgId); // Directory.CandidatesAsync
        user.Ignore(x => x.Name);
        user.Ignore(x => x.Ref);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim)
    {
        claim.ToTable("user_claims");
        claim.Property(x => x.ClaimType).HasMaxLength(400);
        claim.Property(x => x.ClaimValue).HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.ToTable("user_logins");
        login.Property(x => x.LoginProvider).HasMaxLength(128);
        login.Property(x => x.ProviderKey).HasMaxLength(128);
        login.Property(x => x.ProviderDisplayName).IsName();
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token)
    {
        token.ToTable("user_tokens");
        token.Property(x => x.LoginProvider).HasMaxLength(128);
        token.Property(x => x.Name).HasMaxLength(128);
        token.Property(x => x.Value).HasMaxLength(2000);
    }
}

internal sealed class SignInKeyConfiguration : IEntityTypeConfiguration<SignInKey>
{
    public void Configure(EntityTypeBuilder<SignInKey> key)
    {
        key.ToTable("sign_in_keys");
        key.HasKey(x => x.Name);
        key.Property(x => x.Name).IsName();
    }
}

internal sealed class OrganisationConfiguration :
    IEntityTypeConfiguration<Organization>, IEntityTypeConfiguration<PartnerProfile>, IEntityTypeConfiguration<RoleGrant>,
    IEntityTypeConfiguration<Delegation>, IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<Organization> org)
    {
        org.ToTable("organizations");
        org.Property(x => x.Code).HasMaxLength(20);
        org.Property(x => x.NameZh).IsName();
        org.Property(x => x.NameEn).IsName();
        org.Property(x => x.CityCode).HasMaxLength(20);
        org.HasIndex(x => x.Code).IsUnique();
        org.Ignore(x => x.Name);
    }

    public void Configure(EntityTypeBuilder<PartnerProfile> profile)
    {
        profile.ToTable("partner_profiles");
        profile.HasIndex(x => x.OrgId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("role_grants");
        grant.Property(x => x.Role).IsWord();
        grant.HasIndex(x => new { x.UserId, x.Role, x.OrgScopeId }).IsUnique(); // sign-in
        grant.HasIndex(x => x.Role); // Directory.CandidatesAsync
    }

    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.ToTable("delegations");
        delegation.Property(x => x.Reason).IsSentence();
        delegation.HasIndex(x => new { x.ToUserId, x.To }); // sign-in
        delegation.HasIndex(x => new { x.FromUserId, x.To }); // Directory.CandidatesAsync
    }

    public void Configure(EntityTypeBuilder<DutyShift> shift)
    {
        shift.ToTable("duty_shifts");
        shift.Property(x => x.Role).IsWord();
        shift.HasIndex(x => new { x.Role, x.End }); // Directory.OnDutyAsync
        shift.HasIndex(x => new { x.OrgId, x.Start }); // the roster page
    }
}
