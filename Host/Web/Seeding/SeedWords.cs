using System.Text.RegularExpressions;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Names kinds of rows in a sentence: <c>InstalledBoard</c> → installed boards.</summary>
internal static partial class SeedWords
{
    public static string Of(Type type)
    {
        var words = Humps().Replace(type.Name, " $1").TrimStart().ToLowerInvariant();
        return words switch
        {
            "itr user" => "accounts",
            "city" => "cities",
            "installed equipment" => "network elements",
            "penalty" => "penalties",
            "clock entry" => "clock entries",
            "timesheet entry" => "timesheet entries",
            _ => words + "s",
        };
    }

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Humps();
}
