using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Plays the live records of demo-data.md §7 through the real flows, up to nine o'clock of the anchor day.</summary>
public static class LiveRunner
{
    /// <returns>How many records are alive.</returns>
    /// <exception cref="SeedException">A step found the flow elsewhere than it expected.</exception>
    public static async Task<int> PlayAsync(DemoClerk clerk, CancellationToken cancellationToken)
    {
        var script = new LiveScript(clerk);
        LevelOneRows.Write(script);
        DocumentRows.Write(script);
        LowerLevelRows.Write(script);
        OtherRows.Write(script);
        ChangeRows.Write(script);
        CampaignRows.Write(script);
        SpareRows.Write(script);
        ScorecardRows.Write(script);
        foreach (var step in script.Steps)
        {
            await clerk.WaitUntilAsync(step.At, cancellationToken);
            try
            {
                await step.ActAsync();
            }
            catch (Exception error) when (error is SeedException or RuleViolationException or InvalidOperationException)
            {
                throw new SeedException($"{step.No}, {LocalTime.Format(step.At)}, {step.What}: {error.Message}");
            }
        }

        await clerk.WaitUntilAsync(clerk.World.Anchor.Now, cancellationToken);
        return script.Steps.Select(step => step.No).Where(no => no.StartsWith("CASE-", StringComparison.Ordinal)).Distinct().Count();
    }
}
