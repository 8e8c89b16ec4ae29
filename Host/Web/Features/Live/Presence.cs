using Elsa.ITR.Data;
using Elsa.ITR.Data.Live;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Live;

/// <summary>
/// Who else has the page of a record or a task open. A page says so when it opens, once a minute while it is looked at, and when it closes;
/// only who comes or goes is told of, and who is not heard of for a while is gone. Customers are neither shown nor told.
/// </summary>
public static class Presence
{
    /// <summary>So long after the last word somebody counts as here: two minutes missed, and a little.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(150);

    // A draft that changed so lately means somebody types.
    private static readonly TimeSpan Typing = TimeSpan.FromMinutes(2);

    /// <summary>What a page listens to.</summary>
    public static string TopicOf(string no) => $"here:{no}";

    /// <param name="IsTyping">Whether his draft of the task has just changed.</param>
    public sealed record Person(Guid Id, Bilingual Name, bool IsTyping);

    public sealed class Handler(ItrDbContext db, CurrentActor me, AccessScope access, TimeProvider time)
    {
        /// <summary>Notes that the viewer is here.</summary>
        /// <returns>The others of his house; null when he sees no such record or task.</returns>
        public async Task<IReadOnlyList<Person>?> SeeAsync(string no, CancellationToken cancellationToken)
        {
            if (!await IsSeenAsync(no, cancellationToken))
                return null;
            if (me.Value.PersonId is not { } person || Viewer.Of(me.Value).IsCustomer)
                return [];

            var now = time.GetUtcNow();
            var gone = now - Lasts;
            var row = await db.Set<LivePresence>().FirstOrDefaultAsync(x => x.No == no && x.PersonId == person, cancellationToken);
            var isNew = row is null || row.SeenAt < gone;
            if (row is null)
                db.Add(row = new LivePresence { No = no, PersonId = person, HouseId = House });
            row.SeenAt = now;
            if (isNew)
                db.Add(new LiveChange { Topics = TopicOf(no), At = now });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                db.Forget(); // another tab of his said it in the same moment
            }

            return await OthersAsync(no, cancellationToken);
        }

        /// <summary>The viewer closed the page.</summary>
        public async Task LeaveAsync(string no, CancellationToken cancellationToken)
        {
            var person = me.Value.PersonId;
            if (await db.Set<LivePresence>().Where(x => x.No == no && x.PersonId == person).ExecuteDeleteAsync(cancellationToken) == 0)
                return;

            db.Add(new LiveChange { Topics = TopicOf(no), At = time.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }

        /// <summary>Who else is here, without saying that the viewer is.</summary>
        /// <returns>Null when he sees no such record or task.</returns>
        public async Task<IReadOnlyList<Person>?> LookAsync(string no, CancellationToken cancellationToken) =>
            !await IsSeenAsync(no, cancellationToken) ? null : Viewer.Of(me.Value).IsCustomer ? [] : await OthersAsync(no, cancellationToken);

        private Guid? House => access.SeesInternal ? null : me.Value.OrgId;

        private async Task<bool> IsSeenAsync(string no, CancellationToken cancellationToken) =>
            await db.Set<WorkItem>().AnyAsync(x => x.No == no, cancellationToken) || await db.Set<Case>().AnyAsync(x => x.No == no, cancellationToken)
            || await db.Set<BusinessRecord>().AnyAsync(x => x.No == no, cancellationToken);

        private async Task<IReadOnlyList<Person>> OthersAsync(string no, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var (gone, typed, person, house) = (now - Lasts, now - Typing, me.Value.PersonId, House);
            using var system = access.EnterSystem(); // whether somebody types, not what
            return await (from here in db.Set<LivePresence>()
                          where here.No == no && here.PersonId != person && here.SeenAt > gone && here.HouseId == house
                          join user in db.Users on here.PersonId equals user.Id
                          orderby user.UserName
                          select new Person(
                              user.Id, new Bilingual(user.DisplayNameZh, user.DisplayNameEn),
                              db.Set<WorkItemDraft>().Any(draft => draft.PersonId == user.Id && draft.UpdatedAt > typed && db.Set<WorkItem>().Any(item => item.No == no && item.Id == draft.WorkItemId))))
                .ToListAsync(cancellationToken);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/presence/{no}", async Task<IResult> (string no, Handler presence, CancellationToken cancellationToken) =>
                await presence.LookAsync(no, cancellationToken) is { } others ? TypedResults.Ok(others) : TypedResults.NotFound())
            .RequireAuthorization().Produces<IReadOnlyList<Person>>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Who else has the page of a case, record or task open now");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/presence/{no}", async Task<IResult> (string no, Handler presence, HttpContext http) =>
                await presence.SeeAsync(no, http.RequestAborted) is { } others ? Pages.Show<PresencePeople>(new { Others = others }) : Missing.Record(http, no))
            .RequireAuthorization();
        pages.MapPost("/presence/{no}/left", async Task<IResult> (string no, Handler presence, CancellationToken cancellationToken) =>
            {
                await presence.LeaveAsync(no, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization();
    }
}
