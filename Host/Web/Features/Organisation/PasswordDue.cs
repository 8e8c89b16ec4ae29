using System.Security.Claims;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Who signed in with a password that somebody else chose gives himself another before he does anything.</summary>
public static class PasswordDue
{
    internal const string Claim = "itr:password-due";

    private static readonly string[] Open = ["/me/password", "/me/language", "/me/theme", "/sign-out", "/lib"];

    public static IApplicationBuilder UsePasswordDue(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.User.HasClaim(claim => claim.Type == Claim) || Open.Any(path => http.Request.Path.StartsWithSegments(path)))
        {
            await next(http);
        }
        else if (!http.WantsHtml())
        {
            var texts = http.RequestServices.GetRequiredService<IStringLocalizer<Ui>>();
            await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: texts["SignIn.PasswordDue"], type: "urn:elsa-itr:sign-in.password-due").ExecuteAsync(http);
        }
        else if (http.WantsFragment())
        {
            http.Response.Headers["HX-Redirect"] = "/me/password";
        }
        else
        {
            http.Response.Redirect("/me/password");
        }
    });

    /// <summary>Notes it in the cookie and in the token.</summary>
    internal sealed class Claims(UserManager<ItrUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<ItrUser>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ItrUser user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            if (user.MustChangePassword)
                identity.AddClaim(new Claim(Claim, "true"));
            return identity;
        }
    }
}
