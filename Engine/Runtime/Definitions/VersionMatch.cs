using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;

namespace Elsa.Workflows.Management;

/// <summary>Which versions the options mean.</summary>
public static class VersionMatch
{
    /// <summary>Narrows a query.</summary>
    public static IQueryable<WorkflowDefinition> Apply(IQueryable<WorkflowDefinition> query, VersionOptions options) => options switch
    {
        { IsLatest: true } => query.Where(x => x.IsLatest),
        { IsPublished: true } => query.Where(x => x.IsPublished),
        { IsLatestOrPublished: true } => query.Where(x => x.IsLatest || x.IsPublished),
        { IsLatestAndPublished: true } => query.Where(x => x.IsLatest && x.IsPublished),
        { IsDraft: true } => query.Where(x => !x.IsPublished),
        { AllVersions: true } => query,
        { Version: > 0 and var version } => query.Where(x => x.Version == version),
        _ => query,
    };

    /// <summary>Whether a version at hand is meant.</summary>
    public static bool Matches(VersionOptions options, WorkflowDefinition x) => options switch
    {
        { IsLatest: true } => x.IsLatest,
        { IsPublished: true } => x.IsPublished,
        { IsLatestOrPublished: true } => x.IsLatest || x.IsPublished,
        { IsLatestAndPublished: true } => x.IsLatest && x.IsPublished,
        { IsDraft: true } => !x.IsPublished,
        { AllVersions: true } => true,
        { Version: > 0 and var version } => x.Version == version,
        _ => true,
    };
}
