using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Spares;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Services;

/// <summary>Stock, loans and repairs.</summary>
internal sealed class SpareStore(ItrDbContext db) : ISpares
{
    public async Task<IReadOnlyList<SpareItem>> InStockAsync(Guid boardTypeId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<SpareItem>(boardTypeId, x => x.BoardTypeId == boardTypeId && x.State == SpareState.InStock, cancellationToken))
            .Where(x => x.State == SpareState.InStock)];

    public async Task<IReadOnlyList<Warehouse>> WarehousesAsync(CancellationToken cancellationToken = default) =>
        await db.Set<Warehouse>().ToListAsync(cancellationToken);

    public async Task<SpareItem?> ItemAsync(string serialNo, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<SpareItem>(serialNo, x => x.SerialNo == serialNo, cancellationToken)).FirstOrDefault();

    public Task<BoardType?> BoardTypeAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<BoardType>(id, cancellationToken);

    public async Task<Loan?> LoanAsync(Guid requestId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Loan>(requestId, x => x.RequestId == requestId, cancellationToken)).MaxBy(x => x.ReceivedAt);

    public async Task<Repair?> RepairAsync(Guid requestId, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<Repair>(requestId, x => x.RequestId == requestId, cancellationToken)).LastOrDefault(x => x.Result is null);

    public async Task<IReadOnlyList<SparePartRequest>> WithOpenLoansAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var withLoan = await db.Set<SparePartRequest>()
            .Where(x => x.CaseId == caseId && db.Set<Loan>().Any(loan => loan.RequestId == x.Id && loan.State == LoanState.Open)).ToListAsync(cancellationToken);
        return [.. withLoan.OrderBy(x => x.No)];
    }

    public void AddRow<T>(T row)
        where T : class =>
        db.Add((object)row);
}
