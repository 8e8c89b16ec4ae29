using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Domain.Spares;

/// <summary>Warehouses, stock and loans, as a command needs them.</summary>
public interface ISpares
{
    /// <summary>Parts of a type that lie in a warehouse and are free.</summary>
    Task<IReadOnlyList<SpareItem>> InStockAsync(Guid boardTypeId, CancellationToken cancellationToken = default);

    /// <summary>Every warehouse.</summary>
    Task<IReadOnlyList<Warehouse>> WarehousesAsync(CancellationToken cancellationToken = default);

    /// <summary>A part by serial number, null when it is not the vendor's.</summary>
    Task<SpareItem?> ItemAsync(string serialNo, CancellationToken cancellationToken = default);

    /// <summary>A board type, null when there is none.</summary>
    Task<BoardType?> BoardTypeAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The loan of a request, null when it is none.</summary>
    Task<Loan?> LoanAsync(Guid requestId, CancellationToken cancellationToken = default);

    /// <summary>The open repair of a request, null when there is none.</summary>
    Task<Repair?> RepairAsync(Guid requestId, CancellationToken cancellationToken = default);

    /// <summary>Requests of a case whose part must come back.</summary>
    Task<IReadOnlyList<SparePartRequest>> WithOpenLoansAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Stages a row for the commit.</summary>
    void AddRow<T>(T row)
        where T : class;
}
