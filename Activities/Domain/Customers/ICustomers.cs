namespace Elsa.ITR.Domain.Customers;

/// <summary>Customers, their sites and their people, as a command needs them.</summary>
public interface ICustomers
{
    /// <summary>A customer, null when there is none in the reader's scope.</summary>
    /// <param name="id">Customer id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Customer?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A customer by code, null when there is none.</summary>
    /// <param name="code">Customer code, exact.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Customer?> FindByCodeAsync(string code, CancellationToken cancellationToken = default);

    /// <summary>A site, null when there is none in the reader's scope.</summary>
    /// <param name="id">Site id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<CustomerSite?> SiteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A site by code, null when there is none.</summary>
    /// <param name="code">Site code, exact.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<CustomerSite?> SiteByCodeAsync(string code, CancellationToken cancellationToken = default);

    /// <summary>A contact, null when there is none.</summary>
    /// <param name="id">Contact id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Contact?> ContactAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stages a contact for the commit.</summary>
    /// <param name="contact">A new contact.</param>
    void Add(Contact contact);

    /// <summary>Stages a complaint for the commit.</summary>
    /// <param name="complaint">A new complaint.</param>
    void Add(Complaint complaint);

    /// <summary>The complaint that a case handles, null when it handles none.</summary>
    /// <param name="caseId">Case id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Complaint?> ComplaintOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);
}
