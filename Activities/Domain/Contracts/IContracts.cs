namespace Elsa.ITR.Domain.Contracts;

/// <summary>An entitlement with the contract it comes from.</summary>
/// <param name="Entitlement">The covered network element and days.</param>
/// <param name="Line">The line.</param>
/// <param name="Contract">The contract.</param>
public sealed record Coverage(Entitlement Entitlement, ContractLine Line, ServiceContract Contract)
{
    /// <summary>Whether contract and entitlement both hold on the local date.</summary>
    /// <param name="on">Local date.</param>
    public bool IsInForce(DateOnly on) => Entitlement.IsInForce(on) && Contract.IsInForce(on);
}

/// <summary>Contracts and what they cover, as a command needs them.</summary>
public interface IContracts
{
    /// <summary>Every coverage of the network element by a line of that service, in force or not, newest first.</summary>
    /// <param name="equipmentId">The network element.</param>
    /// <param name="item">The service.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<Coverage>> CoverageOfAsync(Guid equipmentId, ServiceItem item, CancellationToken cancellationToken = default);

    /// <summary>Contracts of the customer or of its tree, newest first; for requests that name no equipment.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<ServiceContract>> ContractsOfAsync(Guid customerId, CancellationToken cancellationToken = default);

    /// <summary>A contract by id, null when there is none.</summary>
    /// <param name="id">Contract id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<ServiceContract?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A contract by number, null when there is none.</summary>
    /// <param name="no">Contract number, e.g. <c>CON-2026-001</c>.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<ServiceContract?> FindByNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>A line by id, null when there is none.</summary>
    /// <param name="id">Line id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<ContractLine?> LineAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stages an entitlement for the commit.</summary>
    /// <param name="entitlement">A new entitlement.</param>
    void Add(Entitlement entitlement);

    /// <summary>Stages a check for the commit.</summary>
    /// <param name="check">What was found.</param>
    void Add(EntitlementCheck check);
}
