using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Pages of one version.</summary>
public static class ShowPolicy
{
    public static void MapPages(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/sla/{version:int}", async Task<IResult> (int version, [AsParameters] PolicyFilter filter, GetPolicy.Handler handler, HttpContext http) =>
            await handler.HandleAsync(version, http.RequestAborted) is { } found ? Pages.Show<PolicyPage>(new { Policy = found, Filter = filter }) : Missing.Record(http, $"v{version}"))
            .RequireAuthorization(Permissions.PoliciesRead);
}
