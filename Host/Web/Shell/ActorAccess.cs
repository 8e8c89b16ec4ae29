using System.Security.Claims;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Shell;

/// <summary>
/// Makes the signed-in person the actor of the request: the cookie only says who; roles and reach are read anew for every request,
/// so that a change holds at once.
/// </summary>
public static class ActorAccess
{
    public static IApplicationBuilder UseItrActor(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.User.Identity is ClaimsIdentity { IsAuthenticated: true } identity)
        {
            var actor = Guid.TryParse(identity.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id)
                ? await http.RequestServices.GetRequiredService<IDirectory>().ActorAsync(id, http.RequestAborted)
                : null;
            if (actor is null)
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity()); // he left: his cookie is worth nothing
            }
            else
            {
                http.RequestServices.GetRequiredService<CurrentActor>().Become(actor);
                identity.AddClaims(actor.Roles.Select(role => new Claim(identity.RoleClaimType, role)));
            }
        }

        await next(http);
    });
}
