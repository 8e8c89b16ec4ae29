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

/// <summary>A person takes a second factor into use, replaces its recovery codes, or does without it again.</summary>
public static class SetSecondFactor
{
    /// <param name="Token">What the setup began with.</param>
    public sealed record Enable(string? Token, string Code);

    public sealed record Renew;

    public sealed record Remove;

    public sealed class Handler(ItrDbContext db, CurrentActor me, SecondFactor factor, AuditTrail audit)
        : ICommandHandler<Enable, IReadOnlyList<string>>, ICommandHandler<Renew, IReadOnlyList<string>>, ICommandHandler<Remove, bool>
    {
        /// <returns>The recovery codes.</returns>
        /// <exception cref="RuleViolationException">second-factor.wrong-code.</exception>
        public async Task<IReadOnlyList<string>> HandleAsync(Enable command, CancellationToken cancellationToken)
        {
            var user = await MeAsync(cancellationToken);
            var codes = factor.Enable(user, command.Token, command.Code) ?? throw new RuleViolationException("second-factor.wrong-code");
            Passwords.EndSessions(user);
            audit.Write("user.second-factor", user.Ref, null, "on");
            return codes;
        }

        public async Task<IReadOnlyList<string>> HandleAsync(Renew command, CancellationToken cancellationToken)
        {
            var user = await MeAsync(cancellationToken);
            if (user.TotpSecret is null)
                throw new RuleViolationException("second-factor.off");

            audit.Write("user.recovery-codes", user.Ref);
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            return SecondFactor.NewCodes(user);
        }

        public async Task<bool> HandleAsync(Remove command, CancellationToken cancellationToken)
        {
            var user = await MeAsync(cancellationToken);
            SecondFactor.Reset(user);
            audit.Write("user.second-factor", user.Ref, "on", "off");
            return true;
        }

        private Task<ItrUser> MeAsync(CancellationToken cancellationToken) => db.Users.SingleAsync(x => x.Id == me.Value.PersonId, cancellationToken);
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/me/second-factor", (SecondFactor factor, CurrentActor me) => Pages.Show<SecondFactorPage>(new { Setup = factor.Begin(me.Value.UserName) })).RequireAuthorization();

        pages.MapPost("/me/second-factor", async Task<IResult> (
            [FromForm] string? token, [FromForm] string? code,
            ItrDbContext db, CurrentActor me, SecondFactor factor, SignInManager<ItrUser> sessions, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            try
            {
                var codes = await run.RunAsync<Enable, IReadOnlyList<string>>(new Enable(token, code ?? ""), "POST /me/second-factor", null, http.RequestAborted);
                await sessions.RefreshSignInAsync(await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, http.RequestAborted));
                return Pages.Show<RecoveryCodesPage>(new { Codes = codes });
            }
            catch (RuleViolationException rule)
            {
                var name = me.Value.UserName;
                return Pages.Show<SecondFactorPage>(new { Setup = factor.Again(name, token) ?? factor.Begin(name), Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization();

        pages.MapPost("/me/recovery-codes", ([FromForm] string? password, ItrDbContext db, CurrentActor me, Door door, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            ConfirmedAsync(password, db, me, door, texts, http, async () => Pages.Show<RecoveryCodesPage>(
                new { Codes = await run.RunAsync<Renew, IReadOnlyList<string>>(new Renew(), "POST /me/recovery-codes", null, http.RequestAborted) }))).RequireAuthorization();

        pages.MapPost("/me/second-factor/off", (
            [FromForm] string? password, ItrDbContext db, CurrentActor me, Door door, SignInManager<ItrUser> sessions, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            ConfirmedAsync(password, db, me, door, texts, http, async () =>
            {
                await run.RunAsync<Remove, bool>(new Remove(), "POST /me/second-factor/off", null, http.RequestAborted);
                db.Forget();
                await sessions.RefreshSignInAsync(await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, http.RequestAborted));
                http.Say("Security.FactorOff");
                return Pages.Next("/me/security");
            })).RequireAuthorization();
    }

    // A screen left open does not weaken an account: the password is asked again.
    private static async Task<IResult> ConfirmedAsync(
        string? password, ItrDbContext db, CurrentActor me, Door door, IStringLocalizer<Ui> texts, HttpContext http, Func<Task<IResult>> act)
    {
        var user = await db.Users.SingleAsync(x => x.Id == me.Value.PersonId, http.RequestAborted);
        try
        {
            if (!await door.KnowsAsync(user, password ?? "", http.RequestAborted))
                throw new RuleViolationException("password.wrong");

            return await act();
        }
        catch (RuleViolationException rule)
        {
            return await ShowSecurity.ShowAsync(db, me, rule.Words(texts), http);
        }
    }
}
