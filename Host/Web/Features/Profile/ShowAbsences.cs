using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>Who is or will be absent, who stands in, and the form to say so.</summary>
public static class ShowAbsences
{
    /// <param name="OpenWork">Work that the absent person holds now; his deputy sees it from the first instant.</param>
    public sealed record Row(Guid Id, Bilingual Absent, Bilingual Deputy, DateTimeOffset From, DateTimeOffset To, string? Reason, int OpenWork, bool IsMine);

    public sealed record Details(IReadOnlyList<Row> Rows, IReadOnlyList<ItrUser> People, IReadOnlyList<ItrUser> Deputies);

    public sealed class Handler(ItrDbContext db, CurrentActor me, Absences absences, TimeProvider time)
    {
        public async Task<Details> HandleAsync(CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var people = await absences.PeopleAsync(cancellationToken);
            var ids = people.Select(x => x.Id).ToList();
            var person = me.Value.PersonId;
            var rows = await (
                    from absence in db.Set<Delegation>().Where(x => x.To > now && (ids.Contains(x.FromUserId) || x.ToUserId == person))
                    join absent in db.Users on absence.FromUserId equals absent.Id
                    join deputy in db.Users on absence.ToUserId equals deputy.Id
                    orderby absence.From
                    select new Row(
                        absence.Id, new Bilingual(absent.DisplayNameZh, absent.DisplayNameEn), new Bilingual(deputy.DisplayNameZh, deputy.DisplayNameEn), absence.From, absence.To, absence.Reason,
                        db.Set<WorkItem>().Count(item => item.AssigneeId == absent.Id && (item.State == WorkItemState.Created || item.State == WorkItemState.Claimed)), ids.Contains(absent.Id)))
                .ToListAsync(cancellationToken);
            return new Details(rows, people, await absences.DeputiesAsync([.. people], cancellationToken));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/absences", async (Handler absences, CancellationToken cancellationToken) => TypedResults.Ok((await absences.HandleAsync(cancellationToken)).Rows))
            .RequireAuthorization(Permissions.AbsenceSet)
            .WithSummary("Who is or will be absent and who stands in, as far as it concerns the person");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/me/absence", async (Handler absences, HttpContext http) => Pages.Show<AbsencePage>(new { Found = await absences.HandleAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.AbsenceSet);
}
