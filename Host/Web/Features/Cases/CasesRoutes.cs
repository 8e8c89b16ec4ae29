using Elsa.ITR.Web.Features.Cases.Archive;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Addresses of the cases.</summary>
public static class CasesRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ListCases.MapPage(pages);
        RegisterCase.MapPage(pages);
        ShowCase.MapPage(pages);
        NoteCase.MapPage(pages);
        EscalateCase.MapPage(pages);
        PauseClocks.MapPage(pages);
        ChangeLevel.MapPage(pages);
        DeclareIncident.MapPage(pages);
        CancelCase.MapPage(pages);
        UploadFile.MapPage(pages);
        DownloadDocument.MapPage(pages);
        ServiceReport.MapPage(pages);
        FileReport.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        RegisterCase.Map(api);
        GetCase.Map(api);
        EquipmentHistory.Map(api);
        ServiceReport.Map(api);
        FileReport.Map(api);
        ReadArchive.Map(api);
    }
}
