using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Records;

/// <summary>What every record that flows run on says of itself, a case or another: what it is, where, and whose.</summary>
public interface IRecord
{
    /// <summary>Names it for clocks, events and work items.</summary>
    RecordRef Ref { get; }

    /// <summary>What it is about.</summary>
    string Title { get; }

    /// <summary>1 (first) to 4.</summary>
    int Priority { get; }

    /// <summary>For whom; null for records that concern several.</summary>
    Guid? CustomerId { get; }

    /// <summary>Where; null for records that name no site.</summary>
    Guid? SiteId { get; }

    /// <summary>On what; null for records on none or several.</summary>
    Guid? EquipmentId { get; }

    /// <summary>Who leads it.</summary>
    Guid? OwnerId { get; }

    /// <summary>Who asked for it.</summary>
    Guid? RequesterId { get; }

    /// <summary>Branch whose people see it.</summary>
    Guid? CustomerOrgId { get; }

    /// <summary>Root of the customer tree whose institute and province see it.</summary>
    Guid? CustomerTreeOrgId { get; }

    /// <summary>The vendor's office that serves it.</summary>
    Guid? OfficeOrgId { get; }

    /// <summary>The region above that office.</summary>
    Guid? RegionOrgId { get; }

    /// <summary>The partner that works on it.</summary>
    Guid? PartnerOrgId { get; }
}

/// <summary>Any record by what names it; what a command added is seen by the same command before it commits.</summary>
public interface IRecords
{
    /// <summary>The case or business record, or null.</summary>
    Task<IRecord?> FindAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>A business record by its key, or null.</summary>
    Task<BusinessRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>A business record by its number, or null.</summary>
    Task<BusinessRecord?> FindByNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>Business records that belong to another record, oldest first.</summary>
    Task<IReadOnlyList<BusinessRecord>> OfParentAsync(Guid parentId, CancellationToken cancellationToken = default);

    /// <summary>Decisions on a record, oldest first.</summary>
    Task<IReadOnlyList<ApprovalRecord>> ApprovalsAsync(Guid recordId, CancellationToken cancellationToken = default);

    /// <summary>Stores a new record at the commit.</summary>
    void Add(BusinessRecord record);

    /// <summary>Stores a decision at the commit.</summary>
    void Add(ApprovalRecord approval);
}
