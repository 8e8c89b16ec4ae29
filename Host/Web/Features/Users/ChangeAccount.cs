using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>Switches an account off or on, unlocks it, gives it a new password, takes its second factor away; each with a reason.</summary>
public static class ChangeAccount
{
    public const string Off = "off";
    public const string On = "on";
    public const string Password = "password";
    public const string Factor = "factor";
    public const string Unlock = "unlock";

    /// <param name="Act">One of the five.</param>
    /// <param name="HeirId">Who gets what the person holds when he leaves; null offers it to his colleagues.</param>
    /// <param name="NewPassword">For <see cref="Password"/>.</param>
    public sealed record Command(string UserName, string Act, string Reason, Guid? HeirId, string? NewPassword);

    public sealed class Handler(
        UserScope scope, GetUser.Handler users, InboxDesk inbox, IDirectory directory, Passwords passwords, AccessScope access, AuditTrail audit, CurrentActor me)
        : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such account in the viewer's scope.</returns>
        /// <exception cref="RuleViolationException">user.reason-required, .yourself, .last-admin.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await scope.FindAsync(command.UserName, cancellationToken) is not { } user)
                return false;
            if (command.Reason.Length == 0)
                throw new RuleViolationException("user.reason-required");
            if (user.Id == me.Value.PersonId)
                throw new RuleViolationException("user.yourself");

            var done = command.Act switch
            {
                Off => await SwitchOffAsync(user, command.HeirId, command.Reason, cancellationToken),
                On => user.IsActive = true,
                Password => await ResetPasswordAsync(user, command.NewPassword!),
                Factor => ResetFactor(user),
                _ => UnlockNow(user),
            };
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            audit.Write($"user.{command.Act}", user.Ref, null, command.HeirId is { } heir ? (await directory.PersonAsync(heir, cancellationToken))?.UserName : null, command.Reason);
            return done;
        }

        // Nothing may lie in the hands of somebody who cannot sign in.
        private async Task<bool> SwitchOffAsync(ItrUser user, Guid? heir, string reason, CancellationToken cancellationToken)
        {
            await scope.RequireAdminBesidesAsync(user.Id, cancellationToken);
            var work = await users.OpenAsync(user, cancellationToken);
            using (access.EnterSystem()) // clocks and messages that follow reach further than the administrator
            {
                foreach (var (item, _) in work)
                {
                    if (heir is { } person && item.AssigneeId == user.Id && person != item.ExcludedPersonId && await directory.MayAsync(person, item.Role, item.CandidateOrgId, cancellationToken))
                        await inbox.ReassignAsync(item, person, reason, cancellationToken);
                    else
                        await inbox.OfferAnewAsync(item, user.Id, reason, cancellationToken);
                }
            }

            user.IsActive = false;
            Passwords.EndSessions(user);
            return true;
        }

        private async Task<bool> ResetPasswordAsync(ItrUser user, string password)
        {
            await passwords.SetAsync(user, password, mustChange: true);
            return UnlockNow(user);
        }

        private static bool ResetFactor(ItrUser user)
        {
            SecondFactor.Reset(user);
            return true;
        }

        private static bool UnlockNow(ItrUser user)
        {
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
            return true;
        }
    }

    /// <param name="Heir">User name of who gets what the person holds, when an account is switched off; nobody offers it to his colleagues.</param>
    public sealed record Body(string Reason, string? Heir);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/users/{name}/{act:regex(^(off|on|password|factor|unlock)$)}", async Task<Results<Ok<AddUser.Added>, NoContent, NotFound>> (
                string name, string act, Body body, UserScope scope, Shell.Command run, CancellationToken cancellationToken) =>
            {
                var heir = act == Off && body.Heir is { Length: > 0 } person ? await scope.FindAsync(person, cancellationToken) ?? throw new RuleViolationException("user.unknown-heir", ("name", person)) : null;
                var command = new Command(name, act, body.Reason.Trim(), heir?.Id, act == Password ? Passwords.New() : null);
                if (!await run.RunAsync<Command, bool>(command, "POST /api/users/{name}/{act}", null, cancellationToken, $"user:{name}"))
                    return TypedResults.NotFound();

                return command.NewPassword is { } password ? TypedResults.Ok(new AddUser.Added(name, password)) : TypedResults.NoContent();
            })
            .RequireAuthorization(Permissions.UsersEdit).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("Left the company", "t1sz"))
            .WithSummary("Switch an account off or on, unlock it, give it a one-time password, take its second factor away");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/users/{name}/{act:regex(^(off|on|password|factor|unlock)$)}", (string name, string act, UserScope scope, GetUser.Handler users, HttpContext http) =>
            DialogAsync(name, act, null, null, null, scope, users, http)).RequireAuthorization(Permissions.UsersEdit);

        pages.MapPost("/admin/users/{name}/{act:regex(^(off|on|password|factor|unlock)$)}", async Task<IResult> (
            string name, string act, [FromForm] string? reason, [FromForm(Name = "heir")] string? chosen, UserScope scope, GetUser.Handler users, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var password = act == Password ? Passwords.New() : null;
            var heir = Guid.TryParse(chosen, out var person) ? person : (Guid?)null; // nobody is an empty choice, which no Guid is read from
            try
            {
                // Without a key: the answer to the same key is stored, and a password must not be.
                if (!await run.RunAsync<Command, bool>(new Command(name, act, reason?.Trim() ?? "", act == Off ? heir : null, password), "POST /admin/users/{name}/{act}", null, http.RequestAborted, $"user:{name}"))
                    return Missing.Record(http, name);
            }
            catch (RuleViolationException rule)
            {
                return await DialogAsync(name, act, reason, heir, rule.Words(texts), scope, users, http);
            }

            if (password is not null)
                return Pages.Show<OneTimePassword>(new { UserName = name, Password = password });

            http.Say($"Users.Did.{act}", null, name);
            return Dialogs.Done(http, $"/admin/users/{name}");
        }).RequireAuthorization(Permissions.UsersEdit);
    }

    private static async Task<IResult> DialogAsync(
        string name, string act, string? reason, Guid? heir, string? error, UserScope scope, GetUser.Handler users, HttpContext http)
    {
        if (await scope.FindAsync(name, http.RequestAborted) is not { } user)
            return Missing.Record(http, name);

        var work = act == Off ? await users.WorkAsync(user, http.RequestAborted) : [];
        var heirs = work.Count == 0 ? [] : await scope.Users.AsNoTracking().Where(x => x.IsActive && x.Id != user.Id).OrderBy(x => x.UserName).ToListAsync(http.RequestAborted);
        return Pages.Show<AccountDialog>(
            new { User = user, Act = act, Work = work, Heirs = heirs, Heir = heir, Reason = reason, Error = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
