using Elsa.ITR.Designer.StudioApi;
using Elsa.ITR.Web.Features.Board;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Designer;
using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Features.Home;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Knowledge;
using Elsa.ITR.Web.Features.Live;
using Elsa.ITR.Web.Features.Notifications;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Policies;
using Elsa.ITR.Web.Features.Portal;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Web.Features.Profile;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Features.Roster;
using Elsa.ITR.Web.Features.Scoring;
using Elsa.ITR.Web.Features.Timesheets;
using Elsa.ITR.Web.Features.Users;
using Microsoft.AspNetCore.Antiforgery;

namespace Elsa.ITR.Web.Shell;

/// <summary>Every address of the host, by face.</summary>
public static class Routes
{
    public static void MapItr(this WebApplication app)
    {
        LibFiles.Map(app);
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapOpenApi("/api/openapi.json").RequireAuthorization();
        HttpWorkflows.Map(app);
        MapPages(app.MapGroup("").ExcludeFromDescription().AddEndpointFilter(CheckFormAsync).AddEndpointFilter<RouteGroupBuilder, ArchivedTargets>().WithMetadata(new RequireAntiforgeryTokenAttribute()));
        StudioFiles.Map(app);
        app.MapGroup("/elsa/api").MapStudioApi();
        app.MapStudioHub("/elsa/hubs/workflow-instance");
        MapApi(app.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, ArchivedTargets>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden));
        MakeEndpointsOnce(app);
    }

    // A group makes its endpoints anew for whoever asks, compiling each handler; routing and authorization both do. The composite makes them once and hears of changes.
    private static void MakeEndpointsOnce(IEndpointRouteBuilder app)
    {
        var once = new CompositeEndpointDataSource([.. app.DataSources]);
        app.DataSources.Clear();
        app.DataSources.Add(once);
    }

    private static void MapPages(IEndpointRouteBuilder pages)
    {
        SignIn.MapPage(pages);
        Appearance.Map(pages);
        LiveFeed.MapPage(pages);
        Presence.MapPage(pages);
        ShowHome.MapPages(pages);
        ProfileRoutes.MapPages(pages);
        InboxRoutes.MapPages(pages);
        ShowBoard.MapPages(pages);
        CasesRoutes.MapPages(pages);
        KnowledgeRoutes.MapPages(pages);
        TimesheetRoutes.MapPages(pages);
        PortalRoutes.MapPages(pages);
        RecordsRoutes.MapPages(pages);
        ExplainClock.MapPage(pages);
        ListClocks.MapPage(pages);
        ShowDashboards.MapPages(pages);
        ShowScorecard.MapPages(pages);
        ExportsSetup.MapPages(pages);
        OperationsRoutes.MapPages(pages);
        ProcessesRoutes.MapPages(pages);
        PoliciesRoutes.MapPages(pages);
        UsersRoutes.MapPages(pages);
        ShowRoster.MapPages(pages);
        ShowDesigner.MapPages(pages);
        ShowNotifications.MapPages(pages);
    }

    private static void MapApi(IEndpointRouteBuilder api)
    {
        SignIn.MapApi(api);
        Presence.Map(api);
        InboxRoutes.MapApi(api);
        ShowBoard.MapApi(api);
        CasesRoutes.MapApi(api);
        KnowledgeRoutes.MapApi(api);
        TimesheetRoutes.MapApi(api);
        PortalRoutes.MapApi(api);
        RecordsRoutes.MapApi(api);
        ExplainClock.Map(api);
        ListClocks.Map(api);
        ShowDashboards.MapApi(api);
        ShowScorecard.MapApi(api);
        ExportsSetup.MapApi(api);
        OperationsRoutes.MapApi(api);
        ProcessesRoutes.MapApi(api);
        PoliciesRoutes.MapApi(api);
        UsersRoutes.MapApi(api);
        ProfileRoutes.MapApi(api);
        ShowRoster.MapApi(api);
        ShowNotifications.MapApi(api);
    }

    /// <summary>A form without its token is refused before anything reads it.</summary>
    private static ValueTask<object?> CheckFormAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error: var error }
            ? throw error ?? new AntiforgeryValidationException("The form's token is missing.")
            : next(context);
}
