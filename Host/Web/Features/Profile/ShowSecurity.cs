using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>How a person proves who he is: password, second factor, recovery codes.</summary>
public static class ShowSecurity
{
    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/me/security", (ItrDbContext db, CurrentActor me, HttpContext http) => ShowAsync(db, me, null, http)).RequireAuthorization();

    internal static async Task<IResult> ShowAsync(ItrDbContext db, CurrentActor me, string? error, HttpContext http)
    {
        ItrUser user = await db.Users.AsNoTracking().SingleAsync(x => x.Id == me.Value.PersonId, http.RequestAborted);
        return Pages.Show<SecurityPage>(new { User = user, Error = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
