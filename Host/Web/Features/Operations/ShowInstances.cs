using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>The pages of running flows: the list, one instance.</summary>
public static class ShowInstances
{
    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations", () => Pages.Next("/operations/instances")).RequireAuthorization(Permissions.OperationsRead);

        pages.MapGet("/operations/instances", async ([AsParameters] InstanceFilter filter, ListInstances.Handler handler, HttpContext http) =>
                Pages.Show<InstancesPage>(new
                {
                    Filter = filter,
                    Rows = await handler.HandleAsync(filter, http.RequestAborted),
                    Counts = await handler.CountAsync(http.RequestAborted),
                    Choices = await handler.ChoicesAsync(filter, http.RequestAborted),
                }))
            .RequireAuthorization(Permissions.OperationsRead);

        pages.MapGet("/operations/instances/{id}", async Task<IResult> (string id, GetInstance.Handler handler, HttpContext http) =>
                await handler.HandleAsync(id, http.RequestAborted) is { } details ? Pages.Show<InstancePage>(new { Details = details }) : Missing.Record(http, id))
            .RequireAuthorization(Permissions.OperationsRead);
    }
}
