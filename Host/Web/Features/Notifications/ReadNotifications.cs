using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Marks messages as read: one, or all that the person sees.</summary>
public static class ReadNotifications
{
    /// <param name="Id">The message; null for all.</param>
    public sealed record Command(Guid? Id);

    public sealed class Handler(ItrDbContext db, CurrentActor me, TimeProvider time) : ICommandHandler<Command, int>
    {
        /// <returns>How many were unread.</returns>
        public async Task<int> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var (person, now) = (me.Value.PersonId, time.GetUtcNow());
            var unread = await db.Set<Notification>()
                .Where(x => x.RecipientId == person && x.Channel == NotificationChannel.InApp && x.ReadAt == null && x.VisibleAt <= now && (command.Id == null || x.Id == command.Id))
                .ToListAsync(cancellationToken);
            foreach (var message in unread)
                message.ReadAt = now;
            return unread.Count;
        }
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Id">The message; null for all.</param>
    public sealed record Body(Guid? Id);

    /// <param name="Read">How many were unread.</param>
    public sealed record Answer(int Read);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/notifications/read", async (Body body, Shell.Command run, CancellationToken cancellationToken) =>
                TypedResults.Ok(new Answer(await run.RunAsync<Command, int>(new Command(body.Id), "POST /api/notifications/read", null, cancellationToken))))
            .RequireAuthorization().WithExample(new Body(new Guid("0199c0de-0000-7000-8000-000000000000"))).WithSummary("Mark one message to the caller as read, or all of them");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/notifications/read", async Task<IResult> ([FromForm] Guid? id, [FromForm] string? returnUrl, Shell.Command run, HttpContext http) =>
        {
            await run.RunAsync<Command, int>(new Command(id), "POST /notifications/read", null, http.RequestAborted);
            return Pages.Next(returnUrl ?? "/notifications");
        }).RequireAuthorization();
}
