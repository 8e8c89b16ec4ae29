using System.Net.Http.Json;
using System.Text.Json;

namespace Elsa.ITR.Tests.Shared.Api;

/// <summary>Calls of a program with what belongs to a command, and lists read to their end.</summary>
public static class ApiCalls
{
    /// <param name="body">An object is sent as JSON, bytes as they are.</param>
    public static async Task<ApiAnswer> CallAsync(
        this HttpClient http, string method, string path, object? body = null, string? key = null, string? ifMatch = null, string? language = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body switch { null => null, byte[] bytes => new ByteArrayContent(bytes), _ => JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await http.SendAsync(request, cancellationToken);
        return new ApiAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The entity tag of one thing.</summary>
    public static async Task<string> TagAsync(this HttpClient http, string path, CancellationToken cancellationToken = default)
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        return answer.EnsureSuccessStatusCode().Headers.ETag!.Tag;
    }

    /// <summary>Every row of a list, page by page.</summary>
    /// <returns>The rows of each page.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<JsonElement>>> PagesAsync(this HttpClient http, string path, CancellationToken cancellationToken = default)
    {
        var pages = new List<IReadOnlyList<JsonElement>>();
        for (string? after = ""; after is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(after)}", cancellationToken);
            pages.Add([.. page.GetProperty("rows").EnumerateArray()]);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return pages;
    }
}
