namespace Elsa.ITR.Web.Features.Users;

/// <summary>Addresses of accounts, roles and groups.</summary>
public static class UsersRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListUsers.Map(api);
        AddUser.Map(api);
        GetUser.Map(api);
        GrantRole.Map(api);
        ChangeAccount.Map(api);
        ListGroups.Map(api);
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ListUsers.MapPage(pages);
        AddUser.MapPage(pages);
        GetUser.MapPage(pages);
        GrantRole.MapPage(pages);
        ChangeAccount.MapPage(pages);
        ListGroups.MapPage(pages);
    }
}
