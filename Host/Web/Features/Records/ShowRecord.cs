using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>The page of a business record.</summary>
public static class ShowRecord
{
    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/records/{no}", async Task<IResult> (string no, GetRecord.Handler records, GetProgress.Handler progress, CaseFlows.Handler flows, HttpContext http) =>
                await records.HandleAsync(no, http.RequestAborted) is { } found
                    ? Pages.Show<RecordPage>(new
                    {
                        Found = found,
                        Flows = found.SeesInternal ? await flows.HandleAsync(no, found.Kind?.FlowId, http.RequestAborted) : [],
                        Progress = found.Record is Campaign ? await progress.HandleAsync(found.Record.Id, http.RequestAborted) : null,
                    })
                    : Missing.Record(http, no))
            .RequireAuthorization(Permissions.RecordRead);
}
