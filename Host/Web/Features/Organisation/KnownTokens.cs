using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>
/// Remembers for a minute what a bearer token says, so that a program that asks often has it decrypted once. It says who asks and until when; what he may is read for every request.
/// </summary>
internal sealed class KnownTokens(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>, IDisposable
{
    private readonly MemoryCache _tickets = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => format.Unprotect(protectedText, purpose);

    /// <summary>The ticket in the token, a copy for each request; null when the token cannot be read.</summary>
    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null)
            return null;
        if (_tickets.TryGetValue<AuthenticationTicket>(protectedText, out var known))
            return known!.Clone();
        if (format.Unprotect(protectedText) is not { } ticket)
            return null;

        _tickets.Set(protectedText, ticket.Clone(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
        return ticket;
    }

    public void Dispose() => _tickets.Dispose();
}
