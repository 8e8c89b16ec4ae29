using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Spares;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Inbox;

internal sealed class ReferenceStore(ItrDbContext db) : IReferences
{
    public Task<bool> ExistsAsync(string kind, string key, CancellationToken cancellationToken = default)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        return kind switch
        {
            "case" => db.Set<Case>().AnyAsync(x => x.No == key, cancellationToken),
            "contract" => db.Set<ServiceContract>().AnyAsync(x => x.No == key, cancellationToken),
            "contractLine" => db.Set<ContractLine>().AnyAsync(x => x.Id == id, cancellationToken),
            "customer" => db.Set<Customer>().AnyAsync(x => x.Id == id, cancellationToken),
            "site" => db.Set<CustomerSite>().AnyAsync(x => x.Id == id, cancellationToken),
            "contact" => db.Set<Contact>().AnyAsync(x => x.Id == id, cancellationToken),
            "equipment" => db.Set<InstalledEquipment>().AnyAsync(x => x.Id == id, cancellationToken),
            "board" => db.Set<InstalledBoard>().AnyAsync(x => x.Id == id, cancellationToken),
            "person" => db.Users.AnyAsync(x => x.Id == id, cancellationToken),
            "partner" => db.Set<Organization>().AnyAsync(x => x.Id == id && x.Kind == OrganizationKind.Partner, cancellationToken),
            "thirdParty" => db.Set<Organization>().AnyAsync(x => x.Id == id && x.Kind == OrganizationKind.Supplier, cancellationToken),
            "boardType" => db.Set<BoardType>().AnyAsync(x => x.Id == id, cancellationToken),
            "warehouse" => db.Set<Warehouse>().AnyAsync(x => x.Id == id, cancellationToken),
            "article" => db.Set<KnowledgeArticle>().AnyAsync(x => x.Id == id && x.State == ArticleState.Published, cancellationToken),
            _ => Task.FromResult(true),
        };
    }
}
