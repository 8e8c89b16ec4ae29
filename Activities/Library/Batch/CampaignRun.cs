using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;

namespace Elsa.ITR.Activities.Batch;

/// <summary>The batch replacement of the run.</summary>
internal static class CampaignRun
{
    /// <summary>The batch replacement that the flow runs on.</summary>
    /// <exception cref="InvalidOperationException">The run works on another kind of record.</exception>
    public static async Task<Campaign> CampaignAsync(this ActivityExecutionContext context) =>
        await context.BusinessRecordAsync() as Campaign
        ?? throw new InvalidOperationException($"Expected a flow on a batch replacement, but {context.Record().No} is a {context.Record().Type}.");
}
