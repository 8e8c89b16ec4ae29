using Elsa.ITR.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Customers;

internal sealed class CustomerStore(ItrDbContext db) : ICustomers
{
    public Task<Customer?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Customer>(id, cancellationToken);

    public Task<Customer?> FindByCodeAsync(string code, CancellationToken cancellationToken = default) =>
        db.Set<Customer>().FirstOrDefaultAsync(x => x.Code == code, cancellationToken);

    public Task<CustomerSite?> SiteAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<CustomerSite>(id, cancellationToken);

    public Task<CustomerSite?> SiteByCodeAsync(string code, CancellationToken cancellationToken = default) =>
        db.Set<CustomerSite>().FirstOrDefaultAsync(x => x.Code == code, cancellationToken);

    public Task<Contact?> ContactAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Contact>(id, cancellationToken);

    public void Add(Contact contact) => db.Add(contact);

    public void Add(Complaint complaint) => db.Add(complaint);

    public async Task<Complaint?> ComplaintOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Complaint>(caseId, x => x.CaseId == caseId, cancellationToken)).FirstOrDefault();
}
