using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Roster;

/// <summary>The duty roster of a week, and one group of it as a form.</summary>
public static class ShowRoster
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/duty", async (string? week, string? role, GetRoster.Handler roster, TimeProvider time, CancellationToken cancellationToken) =>
                TypedResults.Ok(await roster.HandleAsync(RosterWeek.Of(week, time.GetUtcNow()), role is { Length: > 0 } ? role : null, null, cancellationToken)))
            .RequireAuthorization(Permissions.RosterRead)
            .WithSummary("Duty roster of the week that has a day (\"week\", yyyy-MM-dd; this week when missing), group by group");

        SaveRoster.Map(api);
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/duty", async (string? week, string? role, GetRoster.Handler roster, TimeProvider time, HttpContext http) =>
        {
            var shown = RosterWeek.Of(week, time.GetUtcNow());
            return Pages.Show<RosterPage>(new { Week = shown, Role = role, Groups = await roster.HandleAsync(shown, role is { Length: > 0 } ? role : null, null, http.RequestAborted) });
        }).RequireAuthorization(Permissions.RosterRead);

        pages.MapGet("/duty/edit", async Task<IResult> (string? week, string? role, Guid? org, GetRoster.Handler roster, TimeProvider time, HttpContext http) =>
        {
            var shown = RosterWeek.Of(week, time.GetUtcNow());
            return org is { } id && (await roster.HandleAsync(shown, role, id, http.RequestAborted)).FirstOrDefault(x => x.MayEdit) is { } group
                ? Pages.Show<EditRosterPage>(new { Week = shown, Group = group })
                : Missing.Record(http, Names(role));
        }).RequireAuthorization(Permissions.RosterEdit);

        SaveRoster.MapPage(pages);
    }

    private static string Names(string? role) => Localization.Names.Of("Role", role);
}
