using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Codes of an authenticator app (RFC 6238) and recovery codes: each is good once. Secrets are stored protected, recovery codes as hashes.</summary>
public sealed class SecondFactor(ItrDbContext db, IDataProtectionProvider protection, TimeProvider time)
{
    private const int Codes = 10;
    private const string Issuer = "Elsa.ITR";

    private static readonly TimeSpan SetupFor = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _secrets = protection.CreateProtector("totp.secret");
    private readonly ITimeLimitedDataProtector _setups = protection.CreateProtector("totp.setup").ToTimeLimitedDataProtector();

    /// <param name="Token">Carries the secret through the form until the first code proves that the app has it.</param>
    /// <param name="Secret">For typing, in groups of four.</param>
    /// <param name="Address">For the QR code.</param>
    public sealed record Setup(string Token, string Secret, string Address);

    public Setup Begin(string userName) => Of(userName, Totp.NewSecret(), token: null);

    /// <summary>The same setup again, after a wrong code.</summary>
    /// <returns>Null when it is too old or somebody else's.</returns>
    public Setup? Again(string userName, string? token) => Open(userName, token) is { } secret ? Of(userName, secret, token) : null;

    /// <summary>Gives the person the factor that a setup began, when the code is one of it.</summary>
    /// <returns>His recovery codes; null when the code is wrong or the setup too old.</returns>
    public IReadOnlyList<string>? Enable(ItrUser user, string? token, string code)
    {
        if (Open(user.UserName!, token) is not { } secret || Totp.Match(secret, Digits(code), time.GetUtcNow(), newest: 0) is not { } step)
            return null;

        user.TotpSecret = _secrets.Protect(Convert.ToBase64String(secret));
        user.TotpStep = step;
        return NewCodes(user);
    }

    /// <summary>Replaces the recovery codes.</summary>
    public static IReadOnlyList<string> NewCodes(ItrUser user)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10)).ToList();
        user.RecoveryCodes = [.. codes.Select(Hash)];
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    /// <summary>Does without the factor.</summary>
    public static void Reset(ItrUser user)
    {
        (user.TotpSecret, user.TotpStep, user.RecoveryCodes) = (null, 0, []);
        Passwords.EndSessions(user);
    }

    /// <summary>Uses up a code.</summary>
    public async Task<bool> TakeAsync(ItrUser user, string code, CancellationToken cancellationToken)
    {
        if (SecretOf(user) is { } secret && Totp.Match(secret, Digits(code), time.GetUtcNow(), user.TotpStep) is { } step)
        {
            return await db.Users.Where(x => x.Id == user.Id && x.TotpStep < step)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.TotpStep, step), cancellationToken) == 1;
        }

        if (!user.RecoveryCodes.Remove(Hash(Letters(code))))
            return false;

        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false; // the same code at the same moment
        }
    }

    private static Setup Typed(string userName, string base32, string token) => new(
        token, string.Join(' ', base32.Chunk(4).Select(group => new string(group))),
        $"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{userName}")}?secret={base32}&issuer={Uri.EscapeDataString(Issuer)}");

    private Setup Of(string userName, byte[] secret, string? token) =>
        Typed(userName, Totp.Base32(secret), token ?? _setups.Protect($"{userName}\n{Convert.ToBase64String(secret)}", SetupFor));

    private byte[]? Open(string userName, string? token)
    {
        try
        {
            return _setups.Unprotect(token ?? "").Split('\n') is [var name, var secret] && name == userName ? Convert.FromBase64String(secret) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private byte[]? SecretOf(ItrUser user)
    {
        try
        {
            return user.TotpSecret is { } secret ? Convert.FromBase64String(_secrets.Unprotect(secret)) : null;
        }
        catch (CryptographicException)
        {
            return null; // the keys were lost: recovery codes still work, an administrator resets the rest
        }
    }

    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));

    private static string Letters(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);

    // Ten random letters cannot be guessed from the hash, so a fast one will do.
    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
