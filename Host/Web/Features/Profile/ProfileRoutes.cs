namespace Elsa.ITR.Web.Features.Profile;

/// <summary>Addresses of what a person decides for himself.</summary>
public static class ProfileRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        ShowProfile.Map(api);
        SaveAppearance.Map(api);
        SavePreferences.Map(api);
        ShowAbsences.Map(api);
        SetAbsence.Map(api);
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ShowProfile.MapPage(pages);
        SaveAppearance.MapPage(pages);
        SavePreferences.MapPage(pages);
        ChangePassword.MapPage(pages);
        ShowSecurity.MapPage(pages);
        SetSecondFactor.MapPage(pages);
        ShowAbsences.MapPage(pages);
        SetAbsence.MapPage(pages);
    }
}
