using Xunit.Sdk;
using Xunit.v3;

namespace Elsa.ITR.Tests.Shared;

/// <summary>Starts the collections that take minutes before the others, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // By their length on two cores.
    private static readonly string[] Long =
    [
        "FlowTemplate", "DesignerHost", "DemoSite", "KilledBetweenStepsTests", "KilledCampaignTests", "FlowWalks", "DemoTemplate", "ActivityBench", "CrashTests", "LevelOneFaultTests", "PublishingTests",
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Rank(collection))];

    private static int Rank(ITestCollection collection)
    {
        var rank = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
