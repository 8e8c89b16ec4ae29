using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Seeding.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Production does not start with a password or key that stands in this repository.</summary>
internal static class KnownSecrets
{
    /// <exception cref="SeedException">A demonstration account can sign in, or a setting holds the demonstration password.</exception>
    public static async Task RefuseAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration.AsEnumerable().FirstOrDefault(setting => setting.Value?.Contains(DemoAccounts.Password, StringComparison.Ordinal) == true) is { Key: not null } known)
            throw new SeedException($"Expected a secret of your own in {known.Key}, but it holds the password of the demonstration. Set another one, or start with --environment Demonstration.");

        await using var scope = services.CreateAsyncScope();
        var names = DemoPeople.All.Select(person => person.UserName.ToUpperInvariant()).ToList();
        var users = await scope.ServiceProvider.GetRequiredService<ItrDbContext>().Set<ItrUser>()
            .Where(user => user.IsActive && user.PasswordHash != null && names.Contains(user.NormalizedUserName!)).ToListAsync(cancellationToken);
        var hasher = new PasswordHasher<ItrUser>();
        if (users.Find(user => hasher.VerifyHashedPassword(user, user.PasswordHash!, DemoAccounts.Password) != PasswordVerificationResult.Failed) is { } open)
        {
            throw new SeedException(
                $"Expected passwords of your own, but {open.UserName} signs in with the password of the demonstration. "
                + "Use a database without demonstration data, or start with --environment Demonstration.");
        }
    }
}
