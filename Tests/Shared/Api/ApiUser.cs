using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Tests.Shared.Api;

/// <summary>A program that is signed in as one person and works through the API.</summary>
public sealed class ApiUser(HttpClient http, string userName)
{
    /// <summary>JSON as the host writes it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string UserName => userName;

    public HttpClient Http => http;

    /// <summary>Somebody at a host's address; one connection at a time, given up at once when the host is dead.</summary>
    /// <param name="patience">Longest time for one answer.</param>
    public static ApiUser At(Uri address, string userName, TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer(), ConnectTimeout = TimeSpan.FromSeconds(2) };
        return new ApiUser(new HttpClient(handler) { BaseAddress = address, Timeout = patience }, userName);
    }

    /// <summary>Gets the session's cookie; the client must keep cookies.</summary>
    public async Task SignInAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await http.PostAsJsonAsync("/api/sign-in", new { userName, password = DemoAccounts.Password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>One page of the inbox; views as in the page's address.</summary>
    public async Task<IReadOnlyList<ItemRow>> ListAsync(string view, string query = "", CancellationToken cancellationToken = default)
    {
        var page = await GetAsync<ItemPage>($"/api/work-items?view={view}{query}", cancellationToken);
        return page?.Rows ?? [];
    }

    /// <summary>A work item with its form; null when there is none for this person.</summary>
    public Task<GetWorkItem.Answer?> FindAsync(string no, CancellationToken cancellationToken = default) =>
        GetAsync<GetWorkItem.Answer>($"/api/work-items/{no}", cancellationToken);

    public Task<ApiAnswer> ClaimAsync(string no, string key, CancellationToken cancellationToken = default) =>
        PostAsync($"/api/work-items/{no}/claim", null, key, null, cancellationToken);

    /// <param name="rowVersion">The version that was read; null skips the check.</param>
    public Task<ApiAnswer> CompleteAsync(
        string no, string outcome, IReadOnlyDictionary<string, string?> fields, string key, int? rowVersion = null, CancellationToken cancellationToken = default) =>
        PostAsync($"/api/work-items/{no}/complete", new { outcome, fields }, key, rowVersion, cancellationToken);

    public Task<ApiAnswer> RegisterAsync(object report, string key, CancellationToken cancellationToken = default) =>
        PostAsync("/api/cases", report, key, null, cancellationToken);

    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken);
    }

    private async Task<ApiAnswer> PostAsync(string path, object? body, string key, int? rowVersion, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Idempotency-Key", key } } };
        if (body is not null)
            request.Content = JsonContent.Create(body, options: Json);
        if (rowVersion is { } version)
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
        using var answer = await http.SendAsync(request, cancellationToken);
        return new ApiAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>A line of the inbox, as far as programs need it.</summary>
    public sealed record ItemRow(string No, Bilingual Title, string TaskType, string RecordNo, Guid? AssigneeId, DateTimeOffset? DueAt, int RowVersion);

    private sealed record ItemPage(IReadOnlyList<ItemRow> Rows, string? Next);
}

/// <summary>What the host answered to a command.</summary>
/// <param name="Text">The body as it came.</param>
public sealed record ApiAnswer(HttpStatusCode Status, string Text)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The rule or kind of a refusal, from its problem details; null for other bodies.</summary>
    public string? Code => Read("code");

    /// <summary>The sentence of a refusal.</summary>
    public string? Detail => Read("detail");

    /// <summary>A text of the body by its name.</summary>
    public string? Read(string name)
    {
        if (!Text.StartsWith('{'))
            return null;

        using var body = JsonDocument.Parse(Text);
        return body.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
    }
}
