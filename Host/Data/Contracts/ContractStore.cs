using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Contracts;

internal sealed class ContractStore(ItrDbContext db) : IContracts
{
    public async Task<IReadOnlyList<Coverage>> CoverageOfAsync(Guid equipmentId, ServiceItem item, CancellationToken cancellationToken = default)
    {
        // What this command has added counts too, e.g. data the contract manager has just completed.
        var entitlements = await db.LoadedAsync<Entitlement>(equipmentId, x => x.EquipmentId == equipmentId, cancellationToken);
        var lineIds = entitlements.Select(x => x.ContractLineId).Distinct().ToList();
        if (lineIds.Count == 0)
            return [];

        var lines = await db.Set<ContractLine>().Where(x => lineIds.Contains(x.Id) && x.ServiceItem == item).ToDictionaryAsync(x => x.Id, cancellationToken);
        var contractIds = lines.Values.Select(x => x.ContractId).Distinct().ToList();
        var contracts = await db.Set<ServiceContract>().Where(x => contractIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
        return
        [
            .. entitlements.Where(x => lines.ContainsKey(x.ContractLineId))
                .Select(x => new Coverage(x, lines[x.ContractLineId], contracts[lines[x.ContractLineId].ContractId]))
                .OrderByDescending(x => x.Entitlement.To).ThenByDescending(x => x.Contract.No, StringComparer.Ordinal),
        ];
    }

    public async Task<IReadOnlyList<ServiceContract>> ContractsOfAsync(Guid customerId, CancellationToken cancellationToken = default)
    {
        var tree = await db.Set<Customer>().Where(x => x.Id == customerId).Select(x => x.TreeOrgId).FirstOrDefaultAsync(cancellationToken);
        var owners = db.Set<Customer>().Where(x => x.Id == customerId || x.OrgId == tree).Select(x => x.Id);
        return await db.Set<ServiceContract>().Where(x => owners.Contains(x.CustomerId))
            .OrderByDescending(x => x.EffectiveTo).ThenByDescending(x => x.No).ToListAsync(cancellationToken);
    }

    public Task<ServiceContract?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<ServiceContract>(id, cancellationToken);

    public Task<ServiceContract?> FindByNoAsync(string no, CancellationToken cancellationToken = default) =>
        db.Set<ServiceContract>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    public Task<ContractLine?> LineAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<ContractLine>(id, cancellationToken);

    public void Add(Entitlement entitlement) => db.Add(entitlement);

    public void Add(EntitlementCheck check) => db.Add(check);
}
