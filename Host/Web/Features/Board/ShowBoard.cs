using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>The deadline board and its addresses.</summary>
public static class ShowBoard
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/board", async ([AsParameters] BoardFilter filter, GetBoard.Handler board, HttpContext http) =>
                Pages.Show<BoardPage>(new { Filter = filter, Board = await board.HandleAsync(filter, http.RequestAborted) }))
            .RequireAuthorization(Permissions.BoardRead);
        WriteShiftNote.MapPage(pages);
    }
}
