using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>What a person wants to be told in which way, and when not.</summary>
public static class SavePreferences
{
    /// <param name="QuietFrom">Begin of his quiet hours; null with <paramref name="QuietTo"/> for the usual ones.</param>
    public sealed record Command(bool MuteReminders, IReadOnlyList<NotificationKind> EmailKinds, TimeOnly? QuietFrom, TimeOnly? QuietTo);

    public sealed class Handler(ItrDbContext db, CurrentActor me) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">notification.quiet-hours, .kind.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (me.Value.PersonId is not { } person)
                return false;
            if (command.QuietFrom is null != command.QuietTo is null || (command.QuietFrom is not null && command.QuietFrom == command.QuietTo))
                throw new RuleViolationException("notification.quiet-hours");
            if (command.EmailKinds.Except(NotificationPreference.Choosable).Any())
                throw new RuleViolationException("notification.kind");

            var choice = await db.Set<NotificationPreference>().FirstOrDefaultAsync(x => x.PersonId == person, cancellationToken);
            if (choice is null)
                db.Add(choice = new NotificationPreference { PersonId = person });
            choice.MuteReminders = command.MuteReminders;
            choice.EmailKinds = [.. command.EmailKinds.Distinct()];
            (choice.QuietFrom, choice.QuietTo) = (command.QuietFrom, command.QuietTo);
            return true;
        }
    }

    /// <summary>The body of the route.</summary>
    /// <param name="EmailKinds">Of Remind, Warn and Escalate those that he wants by e-mail too.</param>
    /// <param name="QuietFrom">Begin of his quiet hours; null with <paramref name="QuietTo"/> for the usual ones.</param>
    public sealed record Body(bool MuteReminders, IReadOnlyList<NotificationKind>? EmailKinds, TimeOnly? QuietFrom, TimeOnly? QuietTo);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/me/notifications", async (Body body, Shell.Command run, CancellationToken cancellationToken) =>
            {
                await run.RunAsync<Command, bool>(new Command(body.MuteReminders, body.EmailKinds ?? [], body.QuietFrom, body.QuietTo), "PUT /api/me/notifications", null, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(true, [NotificationKind.Warn], new TimeOnly(21, 0), new TimeOnly(8, 0)))
            .WithSummary("What the caller wants to be told in which way, and when not");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/me/notifications", async Task<IResult> (
            IFormCollection form, ShowProfile.Handler profile, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            try
            {
                var kinds = form["email"].Select(text => Enum.TryParse<NotificationKind>(text, out var kind) ? kind : throw new RuleViolationException("notification.kind")).ToList();
                await run.RunAsync<Command, bool>(new Command(form["remind"] != "true", kinds, Time(form["quietFrom"]), Time(form["quietTo"])), "POST /me/notifications", null, http.RequestAborted);
            }
            catch (RuleViolationException rule)
            {
                return Pages.Show<ProfilePage>(new { Found = await profile.HandleAsync(http.RequestAborted), Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
            }

            http.Say("Profile.Saved");
            return Pages.Next("/me");
        }).RequireAuthorization();

    private static TimeOnly? Time(string? text) => string.IsNullOrEmpty(text) ? null
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw new RuleViolationException("notification.quiet-hours");
}
