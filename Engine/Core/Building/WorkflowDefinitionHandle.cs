using System.Globalization;

namespace Elsa.Common.Models
{
    /// <summary>Which versions of a definition are meant.</summary>
    public readonly record struct VersionOptions
    {
        /// <summary>The latest.</summary>
        public static readonly VersionOptions Latest = new() { IsLatest = true };

        /// <summary>The published.</summary>
        public static readonly VersionOptions Published = new() { IsPublished = true };

        /// <summary>The latest or the published.</summary>
        public static readonly VersionOptions LatestOrPublished = new() { IsLatestOrPublished = true };

        /// <summary>The latest if it is published.</summary>
        public static readonly VersionOptions LatestAndPublished = new() { IsLatestAndPublished = true };

        /// <summary>Versions that are not published.</summary>
        public static readonly VersionOptions Draft = new() { IsDraft = true };

        /// <summary>Every version.</summary>
        public static readonly VersionOptions All = new() { AllVersions = true };

        /// <summary>The latest.</summary>
        public bool IsLatest { get; private init; }

        /// <summary>The published.</summary>
        public bool IsPublished { get; private init; }

        /// <summary>The latest or the published.</summary>
        public bool IsLatestOrPublished { get; private init; }

        /// <summary>The latest if it is published.</summary>
        public bool IsLatestAndPublished { get; private init; }

        /// <summary>Versions that are not published.</summary>
        public bool IsDraft { get; private init; }

        /// <summary>Every version.</summary>
        public bool AllVersions { get; private init; }

        /// <summary>Exactly this version; 0 when another option holds.</summary>
        public int Version { get; private init; }

        /// <summary>Exactly this version.</summary>
        public static VersionOptions SpecificVersion(int version) => new() { Version = version };

        /// <summary>Reads <c>Latest</c>, <c>Published</c>, <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, <c>Draft</c>, <c>AllVersions</c> or a number.</summary>
        /// <exception cref="FormatException">Anything else.</exception>
        public static VersionOptions FromString(string value) => value switch
        {
            "Latest" => Latest,
            "Published" => Published,
            "LatestOrPublished" => LatestOrPublished,
            "LatestAndPublished" => LatestAndPublished,
            "Draft" => Draft,
            "AllVersions" => All,
            _ => SpecificVersion(int.Parse(value, CultureInfo.InvariantCulture)),
        };

        /// <summary>The text <see cref="FromString"/> reads.</summary>
        public override string ToString() => AllVersions ? "AllVersions"
            : IsDraft ? "Draft"
            : IsLatest ? "Latest"
            : IsPublished ? "Published"
            : IsLatestOrPublished ? "LatestOrPublished"
            : IsLatestAndPublished ? "LatestAndPublished"
            : Version.ToString(CultureInfo.InvariantCulture);
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>Names a definition, or one version of it.</summary>
    public class WorkflowDefinitionHandle
    {
        /// <summary>Id that stays over all versions.</summary>
        public string? DefinitionId { get; init; }

        /// <summary>Which version; null takes any.</summary>
        public Elsa.Common.Models.VersionOptions? VersionOptions { get; init; }

        /// <summary>Id of one version.</summary>
        public string? DefinitionVersionId { get; init; }

        /// <summary>By definition id.</summary>
        public static WorkflowDefinitionHandle ByDefinitionId(string definitionId, Elsa.Common.Models.VersionOptions? versionOptions = null) =>
            new() { DefinitionId = definitionId, VersionOptions = versionOptions };

        /// <summary>By id of the version.</summary>
        public static WorkflowDefinitionHandle ByDefinitionVersionId(string definitionVersionId) => new() { DefinitionVersionId = definitionVersionId };

        /// <summary>For messages.</summary>
        public override string ToString() => DefinitionVersionId ?? $"{DefinitionId} ({VersionOptions?.ToString() ?? "any version"})";
    }
}
