using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>How the pages look to a person and what he is told, in which way.</summary>
public static class ShowProfile
{
    /// <param name="Usual">What holds for who chose nothing.</param>
    public sealed record Details(ItrUser User, Organization? Org, NotificationPreference Choice, NotificationRules Usual);

    public sealed class Handler(ItrDbContext db, CurrentActor me, INotificationTemplates templates)
    {
        public async Task<Details> HandleAsync(CancellationToken cancellationToken)
        {
            var id = me.Value.PersonId;
            var user = await db.Users.AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
            return new Details(
                user, await db.Set<Organization>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == user.OrgId, cancellationToken),
                await db.Set<NotificationPreference>().AsNoTracking().FirstOrDefaultAsync(x => x.PersonId == id, cancellationToken) ?? new NotificationPreference(), templates.Rules);
        }
    }

    /// <param name="ColorScheme"><c>light</c>, <c>dark</c>; null follows the device.</param>
    public sealed record Answer(
        string UserName, Bilingual Name, Bilingual? Org, IReadOnlyList<string> Roles, string Locale, string? ColorScheme, SavePreferences.Body Notifications, TimeOnly UsualQuietFrom, TimeOnly UsualQuietTo);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me", async (Handler profile, CurrentActor me, CancellationToken cancellationToken) =>
            {
                var (user, org, choice, usual) = await profile.HandleAsync(cancellationToken);
                return TypedResults.Ok(new Answer(
                    user.UserName!, user.Name, org?.Name, Viewer.Of(me.Value).Roles, user.Locale, user.ColorScheme,
                    new SavePreferences.Body(choice.MuteReminders, choice.EmailKinds, choice.QuietFrom, choice.QuietTo), usual.QuietFrom, usual.QuietTo));
            })
            .RequireAuthorization().WithSummary("Who the caller is, his roles, and what he chose for himself");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/me", async (Handler profile, HttpContext http) => Pages.Show<ProfilePage>(new { Found = await profile.HandleAsync(http.RequestAborted) })).RequireAuthorization();
}
