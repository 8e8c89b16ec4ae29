using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows.Management.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>What a version would mean for the instances that run.</summary>
/// <param name="Groups">Running instances by version and step, those of the version itself left out.</param>
/// <param name="Touched">Steps that the version changes or removes, and where the instances are against them.</param>
/// <param name="Took">Time it took to find out.</param>
public sealed record FlowImpact(IReadOnlyList<ImpactGroup> Groups, IReadOnlyList<TouchedStep> Touched, DateTimeOffset At, TimeSpan Took)
{
    public int Running => Groups.Sum(x => x.Count);

    /// <summary>Instances that stand at a step that changes.</summary>
    public int AtTouched => Groups.Where(x => x.IsAtTouched).Sum(x => x.Count);

    /// <summary>Instances that may still come to a step that changes.</summary>
    public int BeforeTouched => Groups.Where(x => !x.IsAtTouched && x.CanReachTouched).Sum(x => x.Count);

    /// <summary>Instances to which the change means nothing any more.</summary>
    public int Beyond => Running - AtTouched - BeforeTouched;
}

/// <summary>Instances of one version that stand at the same steps.</summary>
/// <param name="Key">Names the group in forms: version and steps.</param>
/// <param name="Places">The steps with their counterparts.</param>
/// <param name="Instances">Ids of all of them.</param>
/// <param name="Samples">The first few, with the numbers of their records.</param>
/// <param name="CanReachTouched">Some step that changes may still come.</param>
public sealed record ImpactGroup(
    string Key, string VersionId, int Version, IReadOnlyList<ImpactPlace> Places, IReadOnlyList<string> Instances, IReadOnlyList<ImpactSample> Samples, bool CanReachTouched)
{
    public int Count => Instances.Count;

    public bool IsAtTouched => Places.Any(x => x.IsTouched);

    /// <summary>Whether migrating at once would leave every one of them a way on.</summary>
    public bool MayMigrateNow => Places.Count > 0 && Places.All(x => x.Problems.Count == 0);

    /// <summary>The hard stop: what may be chosen for the group.</summary>
    public bool May(MigrationChoice choice) => choice != MigrationChoice.Now || MayMigrateNow;
}

/// <summary>A step at which instances stand.</summary>
/// <param name="NewStep">Its counterpart in the version; null when there is none.</param>
/// <param name="IsGuess">The counterpart has another id and was found by likeness, or chosen.</param>
/// <param name="IsTouched">The version changes or removes it.</param>
/// <param name="Choices">Steps of its kind that may be chosen as counterpart.</param>
/// <param name="Problems">What would strand an instance that went on there.</param>
public sealed record ImpactPlace(
    string Step, string Name, string? NewStep, string? NewName, bool IsGuess, bool IsTouched, ActivityChange? Change, IReadOnlyList<(string Id, string Name)> Choices, IReadOnlyList<FlowFinding> Problems);

public sealed record ImpactSample(string InstanceId, string? RecordNo);

/// <summary>A step that changes, and how many running instances are where.</summary>
/// <param name="Waiting">Stand at it.</param>
/// <param name="Passed">Have completed it at least once.</param>
/// <param name="Ahead">May still come to it.</param>
public sealed record TouchedStep(string Step, string Name, ChangeKind Kind, int Waiting, int Passed, int Ahead);
