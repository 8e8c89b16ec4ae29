using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Sends the requests of an .http file in order, as editors do: variables, named answers, {{$guid}} and {{$datetime iso8601}}.</summary>
/// <param name="client">Keeps cookies between requests.</param>
/// <param name="now">What {{$datetime}} means.</param>
public sealed partial class HttpFile(HttpClient client, Func<DateTimeOffset> now)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _answers = new(StringComparer.Ordinal);

    /// <summary>The answer to the request of that name.</summary>
    public JsonElement Answer(string name) => _answers[name];

    /// <returns>How many requests were sent; each was answered with success.</returns>
    public async Task<int> SendAsync(string text, CancellationToken cancellationToken)
    {
        foreach (Match variable in Variable().Matches(text))
            _variables[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
        _variables["base"] = client.BaseAddress!.ToString().TrimEnd('/');

        var blocks = Separator().Split(text).Skip(1).ToList();
        foreach (var block in blocks)
            await SendBlockAsync(block, cancellationToken);
        return blocks.Count;
    }

    private async Task SendBlockAsync(string block, CancellationToken cancellationToken)
    {
        var lines = block.Split('\n').Where(line => !line.StartsWith('#')).SkipWhile(string.IsNullOrWhiteSpace).Select(Fill).ToList();
        var first = lines[0].Split(' ', 2);
        using var request = new HttpRequestMessage(new HttpMethod(first[0]), first[1].Trim());
        var headers = lines.Skip(1).TakeWhile(line => line.Trim().Length > 0).Select(line => line.Split(':', 2)).ToList();
        var body = string.Join('\n', lines.Skip(1 + headers.Count)).Trim();
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8);
        foreach (var header in headers)
        {
            if (header[0] == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1].Trim());
            else
                request.Headers.Add(header[0], header[1].Trim());
        }

        using var answer = await client.SendAsync(request, cancellationToken);
        var said = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {said}");
        if (Name().Match(block) is { Success: true } name)
            _answers[name.Groups[1].Value] = JsonSerializer.Deserialize<JsonElement>(said);
    }

    private string Fill(string line) => Braces().Replace(line, match => Value(match.Groups[1].Value));

    private string Value(string word)
    {
        if (word == "$guid")
            return Guid.NewGuid().ToString();
        if (word.StartsWith("$datetime", StringComparison.Ordinal))
            return (now() + TimeSpan.FromMinutes(word.Split(' ') is [_, _, var minutes, _] ? int.Parse(minutes, CultureInfo.InvariantCulture) : 0)).ToString("O");
        if (word.Split(".response.body.") is not [var name, var path])
            return _variables[word];

        var found = _answers[name];
        foreach (Match part in PathPart().Matches(path))
        {
            var isIndex = int.TryParse(part.Value, out var index);
            Assert.True(!isIndex || found.GetArrayLength() > index, $"{word}: expected a row {index}, but the answer is {_answers[name]}");
            found = isIndex ? found[index] : found.GetProperty(part.Value);
        }

        return found.ToString();
    }

    [GeneratedRegex(@"^@(\w+)\s*=\s*(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^###.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^# @name (\w+)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{\s*(.*?)\s*\}\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"[^.\[\]]+")]
    private static partial Regex PathPart();
}
