using Elsa.ITR.Domain.InstalledBase;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.InstalledBase;

internal sealed class InstalledBaseStore(ItrDbContext db) : IInstalledBase
{
    public Task<InstalledEquipment?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        db.ByIdAsync<InstalledEquipment>(id, cancellationToken);

    public Task<InstalledEquipment?> FindByCodeAsync(string code, CancellationToken cancellationToken = default) =>
        db.Set<InstalledEquipment>().FirstOrDefaultAsync(x => x.Code == code, cancellationToken);

    public Task<Product?> ProductAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<Product>(id, cancellationToken);

    public Task<InstalledBoard?> BoardAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<InstalledBoard>(id, cancellationToken);

    public async Task<InstalledBoard?> BoardBySerialAsync(string serialNo, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<InstalledBoard>(serialNo, x => x.SerialNo == serialNo, cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyList<TrunkGrade>> TrunkGradesAsync(
        IReadOnlyCollection<string> trunkCodes, CancellationToken cancellationToken = default) =>
        trunkCodes.Count == 0
            ? []
            : await db.Set<Trunk>().Where(x => trunkCodes.Contains(x.Code)).Select(x => x.Grade).ToListAsync(cancellationToken);

    public Task<SoftwareVersion?> VersionAsync(Guid productId, string versionNo, CancellationToken cancellationToken = default) =>
        db.Set<SoftwareVersion>().FirstOrDefaultAsync(x => x.ProductId == productId && x.VersionNo == versionNo, cancellationToken);

    public Task<SoftwareVersion?> VersionAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<SoftwareVersion>(id, cancellationToken);

    public async Task<IReadOnlyList<EquipmentChange>> ChangesAsync(Guid equipmentId, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        await db.Set<EquipmentChange>().Where(x => x.EquipmentId == equipmentId && x.At >= since).OrderByDescending(x => x.At).ToListAsync(cancellationToken);

    public void Add(InstalledBoard board) => db.Add(board);

    public void Add(EquipmentChange change) => db.Add(change);
}
