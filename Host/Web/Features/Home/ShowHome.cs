using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Home;

/// <summary>The start of everybody, and the sheet of keys.</summary>
public static class ShowHome
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", (CurrentActor me) => Pages.Next(Menu.StartOf(Viewer.Of(me.Value)))).RequireAuthorization();
        pages.MapGet("/help/keys", () => Pages.Show<KeysSheet>()).RequireAuthorization();
    }
}
