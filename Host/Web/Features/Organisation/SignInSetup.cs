using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>ASP.NET Core Identity over the product's users: a cookie for browsers, a bearer token for programs.</summary>
public static class SignInSetup
{
    private const string Either = "itr";

    public static IServiceCollection AddItrSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<ItrUser>(options =>
        {
            options.Password.RequiredLength = 12;
            options.Password.RequireNonAlphanumeric = false;
            options.User.RequireUniqueEmail = false;
        }).AddEntityFrameworkStores<ItrDbContext>().AddSignInManager().AddClaimsPrincipalFactory<PasswordDue.Claims>();
        services.AddScoped<Door>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Passwords>();
        services.AddSingleton<UnknownNames>();
        services.AddDataProtection().SetApplicationName("Elsa.ITR");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new SignInKeys(provider.GetRequiredService<IServiceScopeFactory>())));

        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme)
            .AddBearerToken(IdentityConstants.BearerScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                options.Cookie.Name = "itr.factor";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme) // signing out clears all of Identity's
            .AddCookie(IdentityConstants.ExternalScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "itr.session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax; // links in mails open signed in
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "returnUrl";
                options.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync,
                    OnRedirectToLogin = context => AskToSignIn(context),
                };
            });
        services.PostConfigure<BearerTokenOptions>(IdentityConstants.BearerScheme, options => options.BearerTokenProtector = new KnownTokens(options.BearerTokenProtector));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        return services;
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.HttpContext.WantsHtml())
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (context.HttpContext.WantsFragment())
            context.Response.Headers["HX-Redirect"] = context.RedirectUri;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
