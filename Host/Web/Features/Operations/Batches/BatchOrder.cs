using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Web.Features.Operations.Batches;

/// <summary>A repair of many instances as somebody asked for it; stands with its plan (<see cref="AlterationPlan.Filter"/>), whose jobs are the instances.</summary>
/// <param name="Address">Address of the list it was made of.</param>
/// <param name="Excluded">Instances of the list it does not fit.</param>
public sealed record BatchOrder(string Kind, int? Version, string Address, string Reason, Guid? ById, string ByName, int Excluded)
{
    /// <summary>Ids of plans that are batches begin so; others came in by the API.</summary>
    public const string IdPrefix = "batch-";

    /// <summary>What may be done to many at once.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [RepairKinds.Retry, RepairKinds.Migrate, RepairKinds.Cancel];

    public static BatchOrder Of(AlterationPlan plan) => RowJson.Read<BatchOrder>(plan.Filter);
}
