using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>Where a customer starts: what waits for him, and how his requests stand.</summary>
public static class PortalHome
{
    private const int MostTasks = 5;

    /// <param name="More">There are more than are shown.</param>
    public sealed record Home(IReadOnlyList<Waiting> Tasks, bool More, ListCases.Page Requests);

    public sealed record Waiting(string No, Bilingual Title, string RecordNo, DateTimeOffset? DueAt);

    public sealed class Handler(ItrDbContext db, ListCases.Handler cases, CurrentActor me)
    {
        public async Task<Home> HandleAsync(string? after, CancellationToken cancellationToken)
        {
            var person = me.Value.PersonId;
            var tasks = await db.Set<WorkItem>().Open().Where(item => item.AssigneeId == null || item.AssigneeId == person)
                .OrderBy(item => item.DueOrder).ThenBy(item => item.No).Take(MostTasks + 1)
                .Select(item => new { item.No, item.Title, item.RecordNo, item.DueAt }).AsNoTracking().ToListAsync(cancellationToken);
            return new Home(
                [.. tasks.Take(MostTasks).Select(item => new Waiting(item.No, item.Title, item.RecordNo, item.DueAt))], tasks.Count > MostTasks,
                await cases.HandleAsync(new CaseFilter { After = after }, cancellationToken));
        }
    }

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/portal", async (string? after, Handler home, HttpContext http) =>
            Pages.Show<PortalHomePage>(new { Home = await home.HandleAsync(after, http.RequestAborted) })).RequireAuthorization(Permissions.PortalUse);
}
