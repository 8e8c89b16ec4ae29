using System.Text.Json;
using Elsa.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Answers;

/// <summary>Reads the bodies of requests.</summary>
internal static class RequestBody
{
    /// <summary>The body as <typeparamref name="T"/>; a new one when there is no body.</summary>
    /// <exception cref="InvalidRequestException">It is no JSON, or no such object.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class, new()
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0))
            return new T();
        return await ReadRequiredAsync<T>(http);
    }

    /// <summary>The body as <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidRequestException">It is missing, no JSON, or no such object.</exception>
    public static async Task<T> ReadRequiredAsync<T>(HttpContext http)
        where T : class
    {
        var options = http.RequestServices.GetRequiredService<IActivitySerializer>().GetOptions();
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, options, http.RequestAborted)
                ?? throw new InvalidRequestException(Errors.General, "Expected a JSON object, but got null.");
        }
        catch (JsonException error)
        {
            throw new InvalidRequestException(Errors.MemberOf(error, "serializerErrors"), error.Message);
        }
    }

    /// <summary>Values by name; null stays null.</summary>
    /// <exception cref="InvalidRequestException">It is no object.</exception>
    public static IDictionary<string, object>? Values(JsonElement? element, string member, JsonSerializerOptions options) => element switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Object } values => values.Deserialize<Dictionary<string, object>>(options),
        { } other => throw new InvalidRequestException(member, $"Expected an object with values by name, but got {other.ValueKind}."),
    };
}
