using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Elsa.ITR.Designer.StudioApi.Answers;

/// <summary>Refusals in the form that Studio shows as red notes: <c>{ statusCode, message, errors: { member: [text] } }</c>.</summary>
internal static class Errors
{
    /// <summary>Member of errors that concern no member.</summary>
    public const string General = "generalErrors";

    private const string Title = "One or more errors occurred!";

    /// <summary>The body of a 400.</summary>
    public static object Body(string member, IEnumerable<string> messages) => new
    {
        statusCode = StatusCodes.Status400BadRequest,
        message = Title,
        errors = new Dictionary<string, string[]> { [member] = [.. messages] },
    };

    /// <summary>The member that a JSON error speaks of: <c>$.model.root</c> → <c>model.root</c>.</summary>
    public static string MemberOf(JsonException error, string fallback) =>
        error.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : fallback;
}

/// <summary>The request cannot be understood: the caller gets 400 with the member and what was expected.</summary>
internal sealed class InvalidRequestException(string member, string message) : Exception(message)
{
    /// <summary>The member that is wrong.</summary>
    public string Member { get; } = member;
}
