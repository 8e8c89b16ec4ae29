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
        ListCases.Map(api);
        RegisterCase.Map(api);
        GetCase.Map(api);
        ListTimeline.Map(api);
        ListDocuments.Map(api);
        NoteCase.Map(api);
        EscalateCase.Map(api);
        PauseClocks.Map(api);
        ChangeLevel.Map(api);
        DeclareIncident.Map(api);
        CancelCase.Map(api);
        UploadFile.Map(api);
        DownloadDocument.Map(api);
        EquipmentHistory.Map(api);
        ServiceReport.Map(api);
        FileReport.Map(api);
        ReadArchive.Map(api);
    }
}
