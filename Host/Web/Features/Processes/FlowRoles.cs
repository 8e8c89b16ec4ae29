using System.Text.Json;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Whose work a flow is.</summary>
public static class FlowRoles
{
    /// <summary>Roles of the vendor and its partners that steps of the flow name as text; those only known while it runs are left out.</summary>
    /// <param name="document">The definition as stored.</param>
    public static IReadOnlyList<string> Of(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty("root", out var root) && root.TryGetProperty("activities", out var steps)
            ? [.. steps.EnumerateArray().SelectMany(NamedBy).Where(role => RoleCodes.All.Contains(role) && !RoleCodes.IsCustomerSide(role)).Distinct().Order(StringComparer.Ordinal)]
            : [];
    }

    private static IEnumerable<string> NamedBy(JsonElement step)
    {
        foreach (var input in (string[])["role", "roles", "authorRole"])
        {
            if (!step.TryGetProperty(input, out var given) || !given.TryGetProperty("expression", out var expression) || !expression.TryGetProperty("value", out var value))
                continue;
            if (value.ValueKind == JsonValueKind.String)
                yield return value.GetString()!;
            else if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (var role in value.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String))
                    yield return role.GetString()!;
            }
        }
    }
}
