using System.Globalization;
using Elsa.Common.Models;
using Elsa.ITR.Designer.StudioApi.Answers;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Which version, as requests say it.</summary>
internal static class Versions
{
    /// <summary>Null for nothing said.</summary>
    /// <exception cref="InvalidRequestException">Neither a word nor a number.</exception>
    public static VersionOptions? Parse(string? text) => text switch
    {
        null or "" => null,
        "Latest" or "Published" or "LatestOrPublished" or "LatestAndPublished" or "Draft" or "AllVersions" => VersionOptions.FromString(text),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 => VersionOptions.SpecificVersion(version),
        _ => throw new InvalidRequestException(
            "versionOptions", $"Expected AllVersions, Draft, Latest, Published, LatestOrPublished, LatestAndPublished or a version number, but got '{text}'."),
    };
}
