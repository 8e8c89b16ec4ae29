using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>A person gives himself another password; his other sessions end.</summary>
public static class ChangePassword
{
    public sealed record Command(string Password);

    public sealed class Handler(ItrDbContext db, CurrentActor me, Passwords passwords, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">password.too-weak, .same.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var user = await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, cancellationToken);
            await passwords.SetAsync(user, command.Password, mustChange: false);
            audit.Write("user.password", user.Ref);
            return true;
        }
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/me/password", (HttpContext http) => Pages.Show<PasswordPage>(new { IsDue = IsDue(http) })).RequireAuthorization();

        pages.MapPost("/me/password", async Task<IResult> (
            [FromForm] string? current, [FromForm] string? password, [FromForm] string? again,
            ItrDbContext db, CurrentActor me, Door door, SignInManager<ItrUser> sessions, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var user = await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, http.RequestAborted);
            try
            {
                if (password != again)
                    throw new RuleViolationException("password.not-repeated");
                if (!await door.KnowsAsync(user, current ?? "", http.RequestAborted)) // before the command, whose refusal would take the counted try back
                    throw new RuleViolationException("password.wrong");

                await run.RunAsync<Command, bool>(new Command(password ?? ""), "POST /me/password", null, http.RequestAborted);
            }
            catch (RuleViolationException rule)
            {
                return Pages.Show<PasswordPage>(new { IsDue = IsDue(http), Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
            }

            db.Forget();
            await sessions.RefreshSignInAsync(await db.Users.SingleAsync(x => x.Id == user.Id, http.RequestAborted));
            http.Say("Security.PasswordChanged");
            return Pages.Next(IsDue(http) ? "/" : "/me/security");
        }).RequireAuthorization();
    }

    private static bool IsDue(HttpContext http) => http.User.HasClaim(claim => claim.Type == PasswordDue.Claim);
}
