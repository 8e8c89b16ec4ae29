namespace Elsa.ITR.Domain.InstalledBase;

/// <summary>Network elements, boards and trunks, as a command needs them.</summary>
public interface IInstalledBase
{
    /// <summary>A network element, null when there is none in the reader's scope.</summary>
    /// <param name="id">Equipment id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<InstalledEquipment?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A network element by code, null when there is none.</summary>
    /// <param name="code">Equipment code, exact.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<InstalledEquipment?> FindByCodeAsync(string code, CancellationToken cancellationToken = default);

    /// <summary>The product of a network element; null when there is none.</summary>
    /// <param name="id">Product id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Product?> ProductAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A board, null when there is none.</summary>
    /// <param name="id">Board id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<InstalledBoard?> BoardAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The board with the serial number, null when there is none.</summary>
    /// <param name="serialNo">Serial number, exact.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<InstalledBoard?> BoardBySerialAsync(string serialNo, CancellationToken cancellationToken = default);

    /// <summary>Grades of the trunks with these codes; unknown codes are left out.</summary>
    /// <param name="trunkCodes">Trunk codes.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<TrunkGrade>> TrunkGradesAsync(IReadOnlyCollection<string> trunkCodes, CancellationToken cancellationToken = default);

    /// <summary>The software version of a product with that number, null when there is none.</summary>
    /// <param name="productId">Product id.</param>
    /// <param name="versionNo">Version number, exact.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<SoftwareVersion?> VersionAsync(Guid productId, string versionNo, CancellationToken cancellationToken = default);

    /// <summary>A software version, null when there is none.</summary>
    /// <param name="id">Version id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<SoftwareVersion?> VersionAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>What changed on a network element since the instant, newest first.</summary>
    /// <param name="equipmentId">Equipment id.</param>
    /// <param name="since">UTC.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<EquipmentChange>> ChangesAsync(Guid equipmentId, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Stages a board for the commit.</summary>
    /// <param name="board">A new board.</param>
    void Add(InstalledBoard board);

    /// <summary>Stages a log row for the commit.</summary>
    /// <param name="change">What changed.</param>
    void Add(EquipmentChange change);
}
