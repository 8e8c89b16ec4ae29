using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>Codes of documents that are generated, as written in flows and in <c>Document.Accepted:</c> filters.</summary>
public static class DocumentTypes
{
    /// <summary>《厂家故障处理情况表》.</summary>
    public const string FaultHandlingForm = nameof(FaultHandlingForm);

    /// <summary>《故障分析报告及解决方案》.</summary>
    public const string FaultAnalysisReport = nameof(FaultAnalysisReport);

    /// <summary>Note to the customer about the resolution.</summary>
    public const string ResolutionNote = nameof(ResolutionNote);

    /// <summary>回溯报告.</summary>
    public const string RetrospectiveReport = nameof(RetrospectiveReport);

    /// <summary>借用单.</summary>
    public const string LoanNote = nameof(LoanNote);

    /// <summary>返还单.</summary>
    public const string ReturnNote = nameof(ReturnNote);

    /// <summary>调查报告.</summary>
    public const string InvestigationReport = nameof(InvestigationReport);

    /// <summary>《现场技术服务报告》.</summary>
    public const string OnsiteServiceReport = nameof(OnsiteServiceReport);

    /// <summary>Record of a remote session, annex to the case.</summary>
    public const string RemoteSessionRecord = nameof(RemoteSessionRecord);

    /// <summary>责任界定书.</summary>
    public const string ResponsibilityStatement = nameof(ResponsibilityStatement);

    /// <summary>What a third party is shown.</summary>
    public const string EvidencePack = nameof(EvidencePack);

    /// <summary>《变更方案》.</summary>
    public const string ChangePlan = nameof(ChangePlan);

    /// <summary>《变更总结报告》.</summary>
    public const string ChangeClosureReport = nameof(ChangeClosureReport);

    /// <summary>《升级申请单》.</summary>
    public const string UpgradeApplicationForm = nameof(UpgradeApplicationForm);

    /// <summary>《升级技术方案》.</summary>
    public const string UpgradeTechnicalPlan = nameof(UpgradeTechnicalPlan);

    /// <summary>《新旧软件版本差别描述》.</summary>
    public const string VersionDifferenceDescription = nameof(VersionDifferenceDescription);

    /// <summary>《新版软件测试报告》.</summary>
    public const string NewVersionTestReport = nameof(NewVersionTestReport);

    /// <summary>《现场升级报告》.</summary>
    public const string OnsiteUpgradeReport = nameof(OnsiteUpgradeReport);

    /// <summary>《软件升级服务记录单》.</summary>
    public const string SoftwareUpgradeServiceRecord = nameof(SoftwareUpgradeServiceRecord);

    /// <summary>What management does until when (flow 12).</summary>
    public const string EscalationActionPlan = nameof(EscalationActionPlan);

    /// <summary>《疑难故障受理确认单》.</summary>
    public const string FaultAcceptanceConfirmation = nameof(FaultAcceptanceConfirmation);

    /// <summary>《疑难故障处理情况表》.</summary>
    public const string DifficultFaultHandlingForm = nameof(DifficultFaultHandlingForm);

    /// <summary>《疑难故障处理情况确认单》.</summary>
    public const string FaultHandlingConfirmation = nameof(FaultHandlingConfirmation);

    /// <summary>《现场技术服务报告》 of a month.</summary>
    public const string OnsiteServiceReportSummary = nameof(OnsiteServiceReportSummary);

    /// <summary>How service is to be restored (flow 05).</summary>
    public const string RecoveryPlan = nameof(RecoveryPlan);

    /// <summary>How service was restored (flow 05).</summary>
    public const string RecoverySummary = nameof(RecoverySummary);

    /// <summary>重大事故通报, a version per notice (flow 06).</summary>
    public const string MajorIncidentNotice = nameof(MajorIncidentNotice);

    /// <summary>《批量更换总结报告》.</summary>
    public const string CampaignClosureReport = nameof(CampaignClosureReport);

    /// <summary>What was done for a request, in the customer's words and facts (any flow).</summary>
    public const string ServiceReport = nameof(ServiceReport);

    /// <summary>A file that somebody attached; no template, no signatures.</summary>
    public const string Attachment = nameof(Attachment);
}

/// <summary>Where a document stands.</summary>
public enum DocumentState
{
    /// <summary>Being written.</summary>
    Draft,
    /// <summary>Waits for signatures.</summary>
    Submitted,
    /// <summary>Every signer accepted.</summary>
    Accepted,
    /// <summary>A signer sent it back.</summary>
    Rejected,
}

/// <summary>What happens to a document.</summary>
public enum DocumentTrigger
{
    /// <summary>The author hands it in.</summary>
    Submit,
    /// <summary>The last signer accepted.</summary>
    Accept,
    /// <summary>A signer rejected.</summary>
    Reject,
    /// <summary>The author works on it again.</summary>
    Revise,
}

/// <summary>A document of a record with versions and signatures.</summary>
public sealed class DocumentRecord : Entity
{
    /// <summary>Draft → Submitted → Accepted | Rejected → Draft (conventions §6).</summary>
    public static readonly Transitions<DocumentState, DocumentTrigger> Table = new(
        (DocumentState.Draft, DocumentTrigger.Submit, DocumentState.Submitted),
        (DocumentState.Submitted, DocumentTrigger.Accept, DocumentState.Accepted),
        (DocumentState.Submitted, DocumentTrigger.Reject, DocumentState.Rejected),
        (DocumentState.Rejected, DocumentTrigger.Revise, DocumentState.Draft),
        (DocumentState.Accepted, DocumentTrigger.Revise, DocumentState.Draft)); // asked for once more, say after the case was opened again

    /// <summary>DOC number.</summary>
    public string No { get; set; } = "";

    /// <summary>A code of <see cref="DocumentTypes"/>.</summary>
    public string Type { get; set; } = "";

    /// <summary>Type of the record it belongs to.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>The record it belongs to.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of that record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Number of the record beside the case that it is about, e.g. of a visit; null for the case itself.</summary>
    public string? AboutNo { get; set; }

    /// <summary>Name as shown in Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>Name as shown in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public DocumentState State { get; private set; }

    /// <summary>Newest version, 0 before the first.</summary>
    public int Version { get; set; }

    /// <summary>How often a signer sent it back.</summary>
    public int RejectCount { get; private set; }

    /// <summary>Roles whose signatures are needed, in order.</summary>
    public List<string> SignerRoles { get; set; } = [];

    /// <summary>When the last signer accepted; the time the customer confirmed (文档接受时间).</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Never shown to customers and partners.</summary>
    public bool IsInternal { get; set; }

    /// <summary>Organisation of the record's customer, for row access.</summary>
    public Guid? CustomerOrgId { get; set; }

    /// <summary>Root of the record's customer tree, for row access.</summary>
    public Guid? CustomerTreeOrgId { get; set; }

    /// <summary>Office of the record, for row access.</summary>
    public Guid? OfficeOrgId { get; set; }

    /// <summary>Region of the record, for row access.</summary>
    public Guid? RegionOrgId { get; set; }

    /// <summary>Partner of the record, for row access.</summary>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>Names the document for clocks, events and work items.</summary>
    public RecordRef Ref => new(RecordTypes.Document, Id, No);

    /// <summary>The record it belongs to.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>Moves the state.</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="at">When, UTC.</param>
    /// <exception cref="RuleViolationException">document.wrong-state.</exception>
    public void Fire(DocumentTrigger trigger, DateTimeOffset at)
    {
        State = Table.Fire(State, trigger, "document.wrong-state");
        if (State == DocumentState.Rejected)
            RejectCount++;
        if (State == DocumentState.Accepted)
            AcceptedAt = at;
    }

    /// <summary>Takes over a document that is accepted already; no event is raised.</summary>
    /// <param name="acceptedAt">UTC.</param>
    public void TakeOverAccepted(DateTimeOffset acceptedAt) => (State, AcceptedAt) = (DocumentState.Accepted, acceptedAt);
}

/// <summary>One version of a document in one language; append-only.</summary>
public sealed class DocumentVersion : LogEntry
{
    /// <summary>The document.</summary>
    public Guid DocumentId { get; set; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; set; }

    /// <summary><c>zh-CN</c> or <c>en</c>; uploaded files have the uploader's.</summary>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Name for download.</summary>
    public string FileName { get; set; } = "";

    /// <summary>MIME type, e.g. <c>text/html; charset=utf-8</c>.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the content, lower-case hex; key of the blob (D16).</summary>
    public string Hash { get; set; } = "";

    /// <summary>Who wrote it.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>Fields the text was made from, JSON; <c>{}</c> for uploads.</summary>
    public string Fields { get; set; } = "{}";
}

/// <summary>A signer's decision on a version; append-only.</summary>
public sealed class DocumentSignature : LogEntry
{
    /// <summary>The document.</summary>
    public Guid DocumentId { get; set; }

    /// <summary>The version signed.</summary>
    public int Version { get; set; }

    /// <summary>Role signed for.</summary>
    public string Role { get; set; } = "";

    /// <summary>Who signed; null when recorded by phone.</summary>
    public Guid? UserId { get; set; }

    /// <summary>His name as it was then.</summary>
    public string SignerName { get; set; } = "";

    /// <summary>True for accepted.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Business time of the acceptance, UTC.</summary>
    public DateTimeOffset DecidedAt { get; set; }

    /// <summary>What the signer said.</summary>
    public string Comment { get; set; } = "";
}

/// <summary>Text of a document type in one language; content.</summary>
public sealed class DocumentTemplate : Entity
{
    /// <summary>Code of the document type.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Newest wins.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Title of the document.</summary>
    public string Title { get; set; } = "";

    /// <summary>HTML fragment with names in braces; values are encoded when filled in.</summary>
    public string Body { get; set; } = "";
}
