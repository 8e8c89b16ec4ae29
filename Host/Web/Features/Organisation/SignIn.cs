using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Identity;
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

    [LoggerMessage(4010, LogLevel.Warning, "Sign-in refused for {UserName}")]
    private static partial void LogRefused(ILogger logger, string userName);
}
