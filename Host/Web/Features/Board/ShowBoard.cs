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

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/board", async ([AsParameters] BoardFilter filter, GetBoard.Handler board, CancellationToken cancellationToken) => TypedResults.Ok(await board.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.BoardRead)
            .WithSummary("Which promise breaks next and whose it is, what nobody has taken, who is on duty");
        ListShiftNotes.Map(api);
        WriteShiftNote.Map(api);
    }
}
