using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Signing in and out: user name and password, then a code where the account asks for one.</summary>
public static class SignIn
{
    private const string Remember = "remember";

    public static void MapPage(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? returnUrl, HttpContext http) => http.User.Identity?.IsAuthenticated == true
            ? Pages.Next(returnUrl ?? "/")
            : Pages.Show<SignInPage>(new { ReturnUrl = returnUrl })).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/sign-in", async Task<IResult> (
            [FromForm] string? userName, [FromForm] string? password, [FromForm] bool? remember, [FromForm] string? returnUrl,
            Door door, SignInManager<ItrUser> sessions, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var answer = await door.KnockAsync(userName ?? "", password ?? "", http.RequestAborted);
            if (answer.State == DoorState.CodeNeeded)
            {
                await AskForCodeAsync(http, answer.User!, remember == true);
                return Pages.Next($"/sign-in/code?returnUrl={Uri.EscapeDataString(returnUrl ?? "/")}");
            }

            return answer.State == DoorState.Open
                ? await EnterAsync(http, sessions, answer.User!, remember == true, returnUrl)
                : Pages.Show<SignInPage>(new { ReturnUrl = returnUrl, UserName = userName, Error = Words(answer, texts) }, StatusCodes.Status422UnprocessableEntity);
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapGet("/sign-in/code", async Task<IResult> (string? returnUrl, HttpContext http) =>
            await AskedAsync(http) is null ? Pages.Next("/sign-in") : Pages.Show<SignInCodePage>(new { ReturnUrl = returnUrl })).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/sign-in/code", async Task<IResult> (
            [FromForm] string? code, [FromForm] string? returnUrl, Door door, SignInManager<ItrUser> sessions, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            if (await AskedAsync(http) is not { } asked || await sessions.UserManager.FindByIdAsync(asked.Id) is not { } user)
                return Pages.Next("/sign-in");

            var answer = await door.CodeAsync(user, code ?? "", http.RequestAborted);
            if (answer.State != DoorState.Open)
            {
                var error = answer.State == DoorState.Locked ? Words(answer, texts) : texts["SignIn.CodeWrong"].Value;
                return Pages.Show<SignInCodePage>(new { ReturnUrl = returnUrl, Error = error }, StatusCodes.Status422UnprocessableEntity);
            }

            await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            return await EnterAsync(http, sessions, user, asked.Remember, returnUrl);
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/sign-out", async (SignInManager<ItrUser> sessions) =>
        {
            await sessions.SignOutAsync();
            return Pages.Next("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The same door for programs: a cookie for the requests that follow, or a token.</summary>
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in", async Task<Results<NoContent, ProblemHttpResult>> (
                Credentials body, Door door, SignInManager<ItrUser> sessions, IStringLocalizer<Ui> texts, CancellationToken cancellationToken) =>
            {
                var answer = await KnockAsync(door, body, cancellationToken);
                if (answer.State != DoorState.Open)
                    return Refusal(answer, texts);

                await sessions.SignInAsync(answer.User!, isPersistent: false);
                return TypedResults.NoContent();
            })
            .AllowAnonymous().WithExample(new Credentials("t1gz", "password of the person", "123456"))
            .WithSummary("Sign in; the answer sets the cookie of the session");

        api.MapPost("/token", async Task<Results<SignInHttpResult, ProblemHttpResult>> (
                Credentials body, Door door, SignInManager<ItrUser> sessions, IStringLocalizer<Ui> texts, CancellationToken cancellationToken) =>
            {
                var answer = await KnockAsync(door, body, cancellationToken);
                return answer.State == DoorState.Open
                    ? TypedResults.SignIn(await sessions.CreateUserPrincipalAsync(answer.User!), authenticationScheme: IdentityConstants.BearerScheme)
                    : Refusal(answer, texts);
            })
            .AllowAnonymous().Produces<AccessTokenResponse>().WithExample(new Credentials("t1gz", "password of the person", "123456"))
            .WithSummary("Get a bearer token for a program that keeps no cookies");
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Code">Code of the authenticator app, or a recovery code; needed where the account has a second factor.</param>
    public sealed record Credentials(
        [property: Required, StringLength(40)] string UserName, [property: Required, StringLength(128)] string Password, [property: StringLength(20)] string? Code = null);

    private static async Task<DoorAnswer> KnockAsync(Door door, Credentials body, CancellationToken cancellationToken)
    {
        var answer = await door.KnockAsync(body.UserName, body.Password, cancellationToken);
        return answer.State == DoorState.CodeNeeded && body.Code is { Length: > 0 } code ? await door.CodeAsync(answer.User!, code, cancellationToken) : answer;
    }

    private static async Task<IResult> EnterAsync(HttpContext http, SignInManager<ItrUser> sessions, ItrUser user, bool remember, string? returnUrl)
    {
        await sessions.SignInAsync(user, remember);
        Appearance.Adopt(http, user.Locale, user.ColorScheme);
        return Pages.Next(returnUrl ?? "/");
    }

    // Who gave the right password is known for a few minutes, to the page that asks for the code only.
    private static Task AskForCodeAsync(HttpContext http, ItrUser user, bool remember)
    {
        var identity = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, user.Id.ToString()));
        if (remember)
            identity.AddClaim(new Claim(Remember, "true"));
        return http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
    }

    private static async Task<Asked?> AskedAsync(HttpContext http) =>
        (await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal is { } principal && principal.FindFirstValue(ClaimTypes.Name) is { } id
            ? new Asked(id, principal.HasClaim(claim => claim.Type == Remember))
            : null;

    private static string Words(DoorAnswer answer, IStringLocalizer<Ui> texts) => answer.State switch
    {
        DoorState.Locked => texts["SignIn.Locked", Moments.Clock(answer.Until!.Value)],
        DoorState.Inactive => texts["SignIn.Inactive"],
        DoorState.CodeNeeded => texts["SignIn.CodeNeeded"],
        _ => texts["SignIn.Failed"],
    };

    private static ProblemHttpResult Refusal(DoorAnswer answer, IStringLocalizer<Ui> texts) => TypedResults.Problem(
        statusCode: StatusCodes.Status401Unauthorized, title: Words(answer, texts), type: answer.State switch
        {
            DoorState.Locked => "urn:elsa-itr:sign-in.locked",
            DoorState.Inactive => "urn:elsa-itr:sign-in.inactive",
            DoorState.CodeNeeded => "urn:elsa-itr:sign-in.code-needed",
            _ => "urn:elsa-itr:sign-in.failed",
        });

    private sealed record Asked(string Id, bool Remember);
}
