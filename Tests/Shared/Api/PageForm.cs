using System.Net;
using System.Text.RegularExpressions;

namespace Elsa.ITR.Tests.Shared.Api;

/// <summary>A page's form as a browser without scripts sends it: the hidden fields it came with, and what is typed.</summary>
public sealed partial class PageForm(HttpClient http, IReadOnlyList<KeyValuePair<string, string>> hidden)
{
    /// <param name="marker">Text in the form's first tag.</param>
    public static async Task<PageForm> ReadAsync(HttpClient http, string url, string marker) => Of(http, await http.GetStringAsync(url), marker);

    public static PageForm Of(HttpClient http, string page, string marker)
    {
        var form = page[page.IndexOf(marker, StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        return new PageForm(http, [.. HiddenFields().Matches(form).Select(x => KeyValuePair.Create(x.Groups[1].Value, WebUtility.HtmlDecode(x.Groups[2].Value)))]);
    }

    public Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] typed) =>
        http.PostAsync(url, new FormUrlEncodedContent(
            hidden.Where(field => !typed.Any(x => x.Name == field.Key)).Concat(typed.Select(x => KeyValuePair.Create(x.Name, x.Value)))));

    /// <summary>What the form and a file send.</summary>
    public MultipartFormDataContent WithFile(byte[] file, params (string Name, string Value)[] typed)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in hidden.Where(field => !typed.Any(x => x.Name == field.Key)).Concat(typed.Select(x => KeyValuePair.Create(x.Name, x.Value))))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "files", "log.txt");
        return content;
    }

    [GeneratedRegex(@"<input[^>]*type=""hidden""[^>]*name=""([^""]+)""[^>]*value=""([^""]*)""")]
    private static partial Regex HiddenFields();
}
