using Elsa.ITR.Domain.Changes;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Limits of changes.</summary>
/// <param name="LowRiskUpTo">Highest product of risk and probability that is low.</param>
/// <param name="MediumRiskUpTo">Highest one that is medium.</param>
public sealed record ChangeRules(int LowRiskUpTo, int MediumRiskUpTo)
{
    /// <summary>The class of a product of risk and probability.</summary>
    public RiskClass ClassOf(int score) => score <= LowRiskUpTo ? RiskClass.Low : score <= MediumRiskUpTo ? RiskClass.Medium : RiskClass.High;
}

/// <summary>Limits of software upgrades.</summary>
/// <param name="InternalReviewAbove">From more network elements on, the vendor's third tier reviews the plan.</param>
public sealed record UpgradeRules(int InternalReviewAbove);

/// <summary>Limits of batch replacements.</summary>
/// <param name="PilotItems">Most items of the pilot wave.</param>
/// <param name="ParallelItems">Items worked on at once unless the campaign says otherwise.</param>
/// <param name="GateFinalPercent">Share of final items that opens the gate of a wave.</param>
/// <param name="GateSuccessPercent">Share of successful items that lets the next wave begin.</param>
/// <param name="ProvinceAboveItems">From more items on, the province consents.</param>
/// <param name="AuditSamplePercent">Share of items whose equipment record is checked at the end.</param>
public sealed record CampaignRules(int PilotItems, int ParallelItems, int GateFinalPercent, int GateSuccessPercent, int ProvinceAboveItems, int AuditSamplePercent);
