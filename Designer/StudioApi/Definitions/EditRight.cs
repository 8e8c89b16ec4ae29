using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Whether the reader of a definition may change it: Studio shows an editor or a picture.</summary>
internal sealed class EditRight(IAuthorizationService authorization, StudioApiPolicies policies)
{
    public async Task<bool> HasAsync(HttpContext http) => (await authorization.AuthorizeAsync(http.User, policies.Edit)).Succeeded;
}
