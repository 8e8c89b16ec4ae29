using Elsa.Common.Models;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Lists;

namespace Elsa.ITR.Web.Features.Designer;

/// <summary>The designer's pages: a definition or an instance in Elsa Studio, within our shell; and the documents of their frames.</summary>
public static class ShowDesigner
{
    private const string Editor = "elsa-workflow-definition-editor";
    private const string Viewer = "elsa-workflow-instance-viewer";

    // What Studio needs and no other page gets. The hash belongs to a script that its editor inserts for Ctrl+S; it changes with the package.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc='; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        var read = pages.MapGroup("").RequireAuthorization(Permissions.FlowsRead);
        read.MapGet("/designer", () => Pages.Next("/processes"));

        read.MapGet("/designer/{definitionId}", async Task<IResult> (string definitionId, IDefinitionLists definitions, HttpContext http) =>
        {
            var query = new DefinitionQuery { DefinitionIds = [definitionId], VersionOptions = VersionOptions.Latest };
            if ((await definitions.ListAsync(query, new Window(), http.RequestAborted)).Items is not [var latest])
                return Missing.Record(http, definitionId);

            return Pages.Show<DesignerPage>(new
            {
                Title = FlowNames.Of(definitionId) is var name && name != definitionId ? name : latest.Name ?? definitionId,
                DefinitionId = definitionId,
                latest.Version,
                latest.IsPublished,
                MayEdit = http.User.May(Permissions.FlowsEdit),
            });
        });

        read.MapGet("/designer/instances/{id}", async Task<IResult> (string id, IInstanceLists instances, HttpContext http) =>
            await instances.FindAsync(id, http.RequestAborted) is { } instance
                ? Pages.Show<DesignerPage>(new { Title = FlowNames.Of(instance.DefinitionId), instance.DefinitionId, InstanceId = id })
                : Missing.Record(http, id));

        read.MapGet("/studio/{stamp}/frame/definitions/{id}", (string id, HttpContext http) => Frame(http, Editor, id));
        read.MapGet("/studio/{stamp}/frame/instances/{id}", (string id, HttpContext http) => Frame(http, Viewer, id));

        // Links that Studio writes from the site's root.
        read.MapGet("/workflows/definitions/{id}/edit", (string id) => Pages.Next($"/designer/{Uri.EscapeDataString(id)}"));
        read.MapGet("/workflows/instances/{id}/view", (string id) => Pages.Next($"/designer/instances/{Uri.EscapeDataString(id)}"));
        read.MapGet("/diagnostics/structured-logs", (string? workflowInstanceId) => Pages.Next($"/operations/instances/{Uri.EscapeDataString(workflowInstanceId ?? "")}"));
    }

    private static IResult Frame(HttpContext http, string element, string id)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return Pages.Show<StudioFrame>(new { Element = element, Id = id });
    }
}
