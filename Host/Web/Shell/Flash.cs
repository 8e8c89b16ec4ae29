using System.Text.Json;

namespace Elsa.ITR.Web.Shell;

/// <summary>What the last command did, said once on the next page; kept in a cookie because the answer of a command is a redirect.</summary>
public static class Flash
{
    private const string Cookie = "itr.said";

    /// <param name="Key">Text key.</param>
    /// <param name="Url">Where the sentence leads; null for nowhere.</param>
    public sealed record Message(string Key, string[] Args, string? Url = null);

    public static void Say(this HttpContext http, string key, string? url = null, params string[] args) =>
        http.Response.Cookies.Append(Cookie, Uri.EscapeDataString(JsonSerializer.Serialize(new Message(key, args, url))), new CookieOptions
        {
            MaxAge = TimeSpan.FromMinutes(1),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = http.Request.IsHttps,
        });

    /// <returns>The message, which is then forgotten.</returns>
    public static Message? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } text)
            return null;
        http.Response.Cookies.Delete(Cookie);
        try
        {
            return JsonSerializer.Deserialize<Message>(Uri.UnescapeDataString(text));
        }
        catch (JsonException)
        {
            return null; // somebody else's cookie
        }
    }
}
