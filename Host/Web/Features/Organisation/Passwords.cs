using System.Security.Cryptography;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Sets passwords that are good enough; every session of the person ends with it.</summary>
public sealed class Passwords(UserManager<ItrUser> users, IPasswordHasher<ItrUser> hasher)
{
    /// <param name="mustChange">Whether somebody else chose it, so that he gives himself another.</param>
    /// <exception cref="RuleViolationException">password.too-weak, .same.</exception>
    public async Task SetAsync(ItrUser user, string password, bool mustChange)
    {
        if (password.Length > 128 || password.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase))
            throw new RuleViolationException("password.too-weak");
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, user, password)).Succeeded)
                throw new RuleViolationException("password.too-weak");
        }

        if (user.PasswordHash is { } before && hasher.VerifyHashedPassword(user, before, password) != PasswordVerificationResult.Failed)
            throw new RuleViolationException("password.same");

        user.PasswordHash = hasher.HashPassword(user, password);
        user.MustChangePassword = mustChange;
        EndSessions(user);
    }

    /// <summary>A password to hand over once; its owner changes it when he first signs in.</summary>
    public static string New() =>
        $"{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 4)}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 4)}-{RandomNumberGenerator.GetString("23456789", 4)}";

    /// <summary>Whoever is signed in as the person signs in anew.</summary>
    public static void EndSessions(ItrUser user)
    {
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
