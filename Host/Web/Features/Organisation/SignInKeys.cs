using System.Xml.Linq;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>Keeps the keys of cookies, tokens and second factors in the database.</summary>
internal sealed class SignInKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<ItrDbContext>().Set<SignInKey>().AsNoTracking().Select(x => x.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        db.Add(new SignInKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
