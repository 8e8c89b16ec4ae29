using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Data.Archive;

/// <summary>A case that ended long ago and has left the hot tables: what lists, figures of its equipment and row access ask for. All else stands in its <see cref="ArchivedPart"/>s.</summary>
public sealed class ArchivedCase
{
    /// <summary>The case's id.</summary>
    public Guid Id { get; init; }

    public string No { get; init; } = "";

    public DateTimeOffset ArchivedAt { get; init; }

    public string Title { get; init; } = "";

    public CaseType CaseType { get; init; }

    public CaseState State { get; init; }

    /// <summary>1–4; null for none.</summary>
    public int? Level { get; init; }

    public int Priority { get; init; }

    public Guid CustomerId { get; init; }

    public Guid? EquipmentId { get; init; }

    public string? EquipmentText { get; init; }

    public string? RegionCode { get; init; }

    public string? ContractNo { get; init; }

    public RootCause? RootCauseCode { get; init; }

    public Guid? OwnerId { get; init; }

    public Guid? ParentCaseId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? RestoredAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public int ReopenCount { get; init; }

    public Guid CustomerOrgId { get; init; }

    public Guid CustomerTreeOrgId { get; init; }

    public Guid? OfficeOrgId { get; init; }

    public Guid? RegionOrgId { get; init; }

    public Guid? PartnerOrgId { get; init; }

    internal static ArchivedCase Of(Case record, DateTimeOffset now) => new()
    {
        Id = record.Id,
        No = record.No,
        ArchivedAt = now,
        Title = record.Title,
        CaseType = record.CaseType,
        State = record.State,
        Level = record.Level,
        Priority = record.Priority,
        CustomerId = record.CustomerId,
        EquipmentId = record.EquipmentId,
        EquipmentText = record.EquipmentText,
        RegionCode = record.RegionCode,
        ContractNo = record.ContractNo,
        RootCauseCode = record.RootCauseCode,
        OwnerId = record.OwnerId,
        ParentCaseId = record.ParentCaseId,
        ReceivedAt = record.ReceivedAt,
        AcceptedAt = record.AcceptedAt,
        RestoredAt = record.RestoredAt,
        CompletedAt = record.CompletedAt,
        ResolvedAt = record.ResolvedAt,
        ClosedAt = record.ClosedAt,
        ReopenCount = record.ReopenCount,
        CustomerOrgId = record.CustomerOrgId,
        CustomerTreeOrgId = record.CustomerTreeOrgId,
        OfficeOrgId = record.OfficeOrgId,
        RegionOrgId = record.RegionOrgId,
        PartnerOrgId = record.PartnerOrgId,
    };
}

/// <summary>A part of what an archived case owned.</summary>
public sealed class ArchivedPart
{
    /// <summary>The case and all its records.</summary>
    public const string Record = "record";

    /// <summary>Its workflow instances with states and journal, and the events they took.</summary>
    public const string Flows = "flows";

    /// <summary>The service report as it read on the day, with the language behind it.</summary>
    public const string Report = "report.";

    public Guid CaseId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Which shape <see cref="Content"/> has; see <see cref="ArchivedRows.Format"/>.</summary>
    public int Format { get; init; }

    /// <summary>JSON in UTF-8, compressed with gzip.</summary>
    public byte[] Content { get; init; } = [];
}

/// <summary>A number or id that leads to an archived case: its own, and those of its tasks, clocks, documents, visits and so on.</summary>
public sealed class ArchivedKey
{
    public string Key { get; init; } = "";

    public Guid CaseId { get; init; }
}

/// <summary>A version of a document of an archived case; its content stays a <see cref="Documents.Blob"/>.</summary>
public sealed class ArchivedDocument
{
    /// <summary>Id of the document's version.</summary>
    public Guid Id { get; init; }

    public Guid CaseId { get; init; }

    public string No { get; init; } = "";

    public int Version { get; init; }

    public string Language { get; init; } = "";

    public string FileName { get; init; } = "";

    public string ContentType { get; init; } = "";

    public string Hash { get; init; } = "";

    public bool IsInternal { get; init; }
}
