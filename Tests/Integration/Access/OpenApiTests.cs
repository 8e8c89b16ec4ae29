using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>The OpenAPI document says enough to call the product's own routes.</summary>
public sealed class OpenApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_body_has_an_example_of_its_own_fields_and_every_route_a_summary()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var admin = await host.SignInAsync("admin1");
        var document = await admin.GetFromJsonAsync<JsonElement>("/api/openapi.json", Token);

        var routes = Routes(document).ToList();
        var wrong = routes.Where(x => !x.Operation.TryGetProperty("summary", out _)).Select(x => $"{x.Route}: no summary").ToList();
        foreach (var (route, body) in JsonBodies(routes))
        {
            if (!body.TryGetProperty("example", out var example))
                wrong.Add($"{route}: no example");
            else if (PropertiesOf(document, body.GetProperty("schema")) is { Count: > 0 } known)
                wrong.AddRange(example.EnumerateObject().Where(field => !known.Contains(field.Name)).Select(field => $"{route}: no field {field.Name}"));
        }

        Assert.True(routes.Count > 60, $"{routes.Count} routes");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/api/cases", "intake1", HttpStatusCode.Created)]
    [InlineData("/api/users", "admin1", HttpStatusCode.Created)]
    [InlineData("/api/absences", "t1gz", HttpStatusCode.Created)]
    [InlineData("/api/inbox/filters", "duty1", HttpStatusCode.Created)]
    [InlineData("/api/records", "t1gz", HttpStatusCode.Created)]
    [InlineData("/api/policies/drafts", "owner1", HttpStatusCode.OK)]
    public async Task What_is_shown_is_taken(string route, string person, HttpStatusCode answer)
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var caller = await host.SignInAsync(person);
        var document = await caller.GetFromJsonAsync<JsonElement>("/api/openapi.json", Token);

        var example = document.GetProperty("paths").GetProperty(route).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        using var response = await caller.PostAsJsonAsync(route, example, Token);

        Assert.True(answer == response.StatusCode, $"{response.StatusCode} {await response.Content.ReadAsStringAsync(Token)}");
    }

    // A file is a body of its own.
    private static IEnumerable<(string Route, JsonElement Body)> JsonBodies(IEnumerable<(string Route, JsonElement Operation)> routes) =>
        from x in routes
        where x.Operation.TryGetProperty("requestBody", out _)
        let content = x.Operation.GetProperty("requestBody").GetProperty("content")
        where !content.TryGetProperty("application/octet-stream", out _)
        select (x.Route, content.GetProperty("application/json"));

    private static IEnumerable<(string Route, JsonElement Operation)> Routes(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        where path.Name.StartsWith("/api/", StringComparison.Ordinal)
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static HashSet<string> PropertiesOf(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var name))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(field => field.Name)] : [];
    }
}
