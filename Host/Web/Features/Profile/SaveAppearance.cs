using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>Keeps language and colours with the person; this device takes them at once, others that know no choice when he signs in.</summary>
public static class SaveAppearance
{
    /// <param name="Locale"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="ColorScheme"><c>light</c>, <c>dark</c>; null follows the device.</param>
    public sealed record Command(string Locale, string? ColorScheme);

    public sealed class Handler(ItrDbContext db, CurrentActor me) : ICommandHandler<Command, bool>
    {
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var user = await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, cancellationToken);
            (user.Locale, user.ColorScheme) = (command.Locale, command.ColorScheme);
            return true;
        }
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Locale"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="ColorScheme"><c>light</c>, <c>dark</c>; null follows the device.</param>
    public sealed record Body([property: Required, RegularExpression("zh-CN|en")] string Locale, [property: RegularExpression("light|dark")] string? ColorScheme);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/me/appearance", async (Body body, Shell.Command run, CancellationToken cancellationToken) =>
            {
                await run.RunAsync<Command, bool>(new Command(body.Locale, body.ColorScheme), "PUT /api/me/appearance", null, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization().ProducesValidationProblem().WithExample(new Body("en", "dark")).WithSummary("Language and colours of the caller; devices that know no choice take them when he signs in");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/me", async Task<IResult> ([FromForm] string? locale, [FromForm] string? scheme, Shell.Command run, HttpContext http) =>
        {
            var command = new Command(locale == "en" ? "en" : "zh-CN", scheme is "light" or "dark" ? scheme : null);
            await run.RunAsync<Command, bool>(command, "POST /me", null, http.RequestAborted);
            Appearance.KeepLanguage(http, command.Locale);
            Appearance.KeepScheme(http, command.ColorScheme);
            http.Say("Profile.Saved");
            return Pages.Next("/me");
        }).RequireAuthorization();
}
