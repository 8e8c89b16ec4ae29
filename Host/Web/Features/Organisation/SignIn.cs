using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Signing in and out with user name and password.</summary>
public static partial class SignIn
{
    public static void MapPage(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? returnUrl, HttpContext http) => http.User.Identity?.IsAuthenticated == true
            ? Pages.Next(returnUrl ?? "/")
            : Pages.Show<SignInPage>(new { ReturnUrl = returnUrl })).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/sign-in", async Task<IResult> (
            [FromForm] string? userName, [FromForm] string? password, [FromForm] bool? remember, [FromForm] string? returnUrl,
            SignInManager<ItrUser> door, IStringLocalizer<Ui> texts, ILogger<SignInPage> log) =>
        {
            var user = await door.UserManager.FindByNameAsync(userName?.Trim() ?? "");
            var error = user is { IsActive: false } ? texts["SignIn.Inactive"].Value : null;
            if (error is null && user is not null)
            {
                var result = await door.PasswordSignInAsync(user, password ?? "", remember == true, lockoutOnFailure: true);
                if (result.Succeeded)
                    return Pages.Next(returnUrl ?? "/");
                if (result.IsLockedOut)
                    error = texts["SignIn.Locked", Moments.Clock(user.LockoutEnd!.Value)].Value;
            }

            LogRefused(log, userName ?? "");
            return Pages.Show<SignInPage>(new { ReturnUrl = returnUrl, UserName = userName, Error = error ?? texts["SignIn.Failed"].Value }, StatusCodes.Status422UnprocessableEntity);
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/sign-out", async (SignInManager<ItrUser> door) =>
        {
            await door.SignOutAsync();
            return Pages.Next("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The same door for programs: a cookie for the requests that follow.</summary>
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in", async Task<Results<NoContent, ProblemHttpResult>> (
                Credentials body, SignInManager<ItrUser> door, IStringLocalizer<Ui> texts, ILogger<SignInPage> log) =>
            {
                var user = await door.UserManager.FindByNameAsync(body.UserName.Trim());
                if (user is { IsActive: true } && (await door.PasswordSignInAsync(user, body.Password, isPersistent: false, lockoutOnFailure: true)).Succeeded)
                    return TypedResults.NoContent();

                LogRefused(log, body.UserName);
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: texts["SignIn.Failed"]);
            })
            .AllowAnonymous().WithSummary("Sign in; the answer sets the cookie of the session");

        api.MapPost("/token", async Task<Results<SignInHttpResult, ProblemHttpResult>> (
                Credentials body, SignInManager<ItrUser> door, IStringLocalizer<Ui> texts, ILogger<SignInPage> log) =>
            {
                var user = await door.UserManager.FindByNameAsync(body.UserName.Trim());
                if (user is { IsActive: true } && (await door.CheckPasswordSignInAsync(user, body.Password, lockoutOnFailure: true)).Succeeded)
                    return TypedResults.SignIn(await door.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);

                LogRefused(log, body.UserName);
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: texts["SignIn.Failed"]);
            })
            .AllowAnonymous().Produces<AccessTokenResponse>().WithSummary("Get a bearer token for a program that keeps no cookies");
    }

    /// <summary>The body of the route.</summary>
    public sealed record Credentials([property: Required, StringLength(40)] string UserName, [property: Required, StringLength(128)] string Password);

    [LoggerMessage(4010, LogLevel.Warning, "Sign-in refused for {UserName}")]
    private static partial void LogRefused(ILogger logger, string userName);
}
