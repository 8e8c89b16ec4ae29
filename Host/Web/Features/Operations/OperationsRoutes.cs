using Elsa.ITR.Web.Features.Operations.Batches;
using Elsa.ITR.Web.Features.Operations.Jobs;
using Elsa.ITR.Web.Features.Operations.Repairs;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Addresses of operations.</summary>
public static class OperationsRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ShowInstances.MapPage(pages);
        RetryActivity.MapPage(pages);
        RepairInstance.MapPage(pages);
        GetJobs.MapPage(pages);
        SendAgain.MapPage(pages);
        RunRecurring.MapPage(pages);
        StartBatch.MapPage(pages);
        GetBatch.MapPage(pages);
        ChangeBatch.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListInstances.Map(api);
        GetInstance.Map(api);
        RetryActivity.Map(api);
        RepairInstance.Map(api);
        GetJobs.Map(api);
        SendAgain.Map(api);
        RunRecurring.Map(api);
        StartBatch.Map(api);
        GetBatch.Map(api);
        ChangeBatch.Map(api);
    }
}
