using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>A fault changes to another level than it has.</summary>
public sealed class LevelChangeRule(ICases cases) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["fault-analyse"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome == "LevelChange" && await cases.FindAsync(item.RecordId, cancellationToken) is { Level: { } level } && values.GetValueOrDefault("newLevel") as string == $"Level{level}")
            throw new RuleViolationException("case.level-same", ("level", level));
    }
}
