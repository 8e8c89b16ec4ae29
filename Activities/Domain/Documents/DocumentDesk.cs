using System.Text;
using System.Text.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>Where a document stands after a signature.</summary>
/// <param name="State">Submitted while signers are left.</param>
/// <param name="NextSignerRole">Whose turn it is; null when nobody's.</param>
/// <param name="RejectCount">How often it was sent back; twice for the same ground costs a penalty (conventions §6).</param>
public sealed record DocumentProgress(DocumentState State, string? NextSignerRole, int RejectCount);

/// <summary>Writes documents of a record in both languages, has them signed in order, keeps every version.</summary>
public sealed class DocumentDesk(
    IDocuments documents, IBlobs blobs, DocumentWriter writer, IRecords records, IRecordNumbers numbers, EventDesk events, NotificationDesk notifications,
    AuditTrail audit, CaseTimeline timeline, CurrentActor me, AccessScope access, TimeProvider time)
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly string[] Languages = ["zh-CN", "en"];

    /// <summary>The document of a type on a record: the one that exists, or a new draft.</summary>
    /// <param name="record">The case or business record.</param>
    /// <param name="type">A code of <see cref="DocumentTypes"/>.</param>
    /// <param name="signerRoles">Who signs, in order; empty for nobody.</param>
    /// <param name="about">Number of the record beside the case that it is about, e.g. of a visit; each has one of its own.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<DocumentRecord> RequireAsync(
        IRecord record, string type, IReadOnlyList<string> signerRoles, string? about = null, CancellationToken cancellationToken = default)
    {
        if (await documents.OfRecordAsync(record.Ref.Id, type, about, cancellationToken) is { } known)
            return known;

        var title = DocumentTitles.Of(type);
        var document = new DocumentRecord
        {
            No = await numbers.NextAsync("DOC", cancellationToken),
            Type = type,
            RecordType = record.Ref.Type,
            RecordId = record.Ref.Id,
            RecordNo = record.Ref.No,
            AboutNo = about,
            TitleZh = title.Zh,
            TitleEn = title.En,
            SignerRoles = [.. signerRoles],
            CustomerOrgId = record.CustomerOrgId,
            CustomerTreeOrgId = record.CustomerTreeOrgId,
            OfficeOrgId = record.OfficeOrgId,
            RegionOrgId = record.RegionOrgId,
            PartnerOrgId = record.PartnerOrgId,
        };
        documents.Add(document);
        return document;
    }

    /// <summary>Asks for a document: a new one, or the next version of an accepted one.</summary>
    /// <param name="record">The case or business record.</param>
    /// <param name="type">A code of <see cref="DocumentTypes"/>.</param>
    /// <param name="signerRoles">Who signs, in order; empty for nobody.</param>
    /// <param name="about">Number of the record beside the case that it is about.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>False when it was asked for before and is not accepted yet: it is written once.</returns>
    public async Task<bool> AskAsync(IRecord record, string type, IReadOnlyList<string> signerRoles, string? about = null, CancellationToken cancellationToken = default)
    {
        switch (await documents.OfRecordAsync(record.Ref.Id, type, about, cancellationToken))
        {
            case null:
                await RequireAsync(record, type, signerRoles, about, cancellationToken);
                return true;
            case { State: DocumentState.Accepted } known:
                known.Fire(DocumentTrigger.Revise, time.GetUtcNow());
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a document of a type was asked for and is not accepted yet.</summary>
    public async Task<bool> IsUnderWayAsync(IRecord record, string type, string? about = null, CancellationToken cancellationToken = default) =>
        await documents.OfRecordAsync(record.Ref.Id, type, about, cancellationToken) is { State: not DocumentState.Accepted };

    /// <summary>Writes a version from the fields of its form and hands it in for signature.</summary>
    /// <param name="document">A draft, one that was sent back, or an accepted one that is asked for once more.</param>
    /// <param name="fields">Values by key; names in the template's braces.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Whose turn it is; accepted at once when nobody signs.</returns>
    /// <exception cref="RuleViolationException">document.wrong-state.</exception>
    public async Task<DocumentProgress> SubmitAsync(
        DocumentRecord document, IReadOnlyDictionary<string, object?> fields, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (document.State is DocumentState.Rejected or DocumentState.Accepted)
            document.Fire(DocumentTrigger.Revise, time.GetUtcNow());

        document.Fire(DocumentTrigger.Submit, time.GetUtcNow());
        await WriteAsync(document, fields, cancellationToken);
        timeline.Write(document.Record, "Document.Submitted", Data(document), isInternal: document.IsInternal);
        if (document.SignerRoles is not [var first, ..])
        {
            document.Fire(DocumentTrigger.Accept, time.GetUtcNow());
            return new DocumentProgress(document.State, null, document.RejectCount);
        }

        await notifications.SendAsync("DOC_SUBMITTED", document.Record, [first], Data(document), cancellationToken: cancellationToken);
        return new DocumentProgress(document.State, first, document.RejectCount);
    }

    /// <summary>Makes a document that nobody signs: resolution note, retrospective report.</summary>
    /// <param name="record">The case or business record.</param>
    /// <param name="type">A code of <see cref="DocumentTypes"/>.</param>
    /// <param name="fields">Values by key; names in the template's braces.</param>
    /// <param name="isInternal">Not shown to customers and partners.</param>
    /// <param name="about">Number of the record beside the case that it is about.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The document; one that exists gets a new version.</returns>
    public async Task<DocumentRecord> GenerateAsync(
        IRecord record, string type, IReadOnlyDictionary<string, object?> fields, bool isInternal = false, string? about = null,
        CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var document = await RequireAsync(record, type, [], about, cancellationToken);
        document.IsInternal = isInternal;
        if (document.State == DocumentState.Draft)
        {
            document.Fire(DocumentTrigger.Submit, time.GetUtcNow());
            document.Fire(DocumentTrigger.Accept, time.GetUtcNow());
        }

        await WriteAsync(document, fields, cancellationToken);
        timeline.Write(document.Record, "Document.Generated", Data(document), isInternal: isInternal);
        return document;
    }

    /// <summary>A signer accepts or rejects the version at hand. The last acceptance raises <c>Document.Accepted</c> with the type as filter.</summary>
    /// <param name="document">A submitted document.</param>
    /// <param name="isAccepted">False sends it back to its author.</param>
    /// <param name="decidedAt">Business time of the acceptance, UTC (文档接受时间).</param>
    /// <param name="comment">Required for a rejection.</param>
    /// <param name="signer">Who signed, when he is not the current actor: the flow passes who completed the task.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">document.wrong-state, document.own-work, document.comment-required, document.accepted-in-future.</exception>
    public async Task<DocumentProgress> SignAsync(
        DocumentRecord document, bool isAccepted, DateTimeOffset decidedAt, string? comment, PersonInfo? signer = null,
        CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var signatures = await documents.SignaturesAsync(document.Id, cancellationToken);
        var role = NextSigner(document, signatures) ?? throw new RuleViolationException("document.wrong-state", ("no", document.No), ("state", document.State));
        var signerId = signer?.Id ?? me.Value.PersonId;
        await RequireSignableAsync(document, isAccepted, decidedAt, comment, signerId, cancellationToken);

        var name = (signer?.Name ?? me.Value.Name).Zh;
        documents.Add(new DocumentSignature
        {
            DocumentId = document.Id,
            Version = document.Version,
            Role = role,
            UserId = signerId,
            SignerName = name,
            At = time.GetUtcNow(),
            DecidedAt = decidedAt,
            IsAccepted = isAccepted,
            Comment = comment ?? "",
        });
        audit.Write("document.sign", document.Ref, null, isAccepted ? "accepted" : "rejected", comment);
        var data = Data(document, ("signer", name), ("reason", comment));
        if (!isAccepted)
        {
            document.Fire(DocumentTrigger.Reject, decidedAt);
            timeline.Write(document.Record, "Document.Rejected", data, decidedAt);
            return new DocumentProgress(document.State, null, document.RejectCount);
        }

        timeline.Write(document.Record, "Document.Signed", data, decidedAt);
        var place = document.SignerRoles.IndexOf(role) + 1;
        if (place < document.SignerRoles.Count)
            return new DocumentProgress(document.State, document.SignerRoles[place], document.RejectCount);

        document.Fire(DocumentTrigger.Accept, decidedAt);
        await events.PublishAsync("Document.Accepted", document.Record, decidedAt, document.Type, data, cancellationToken: cancellationToken);
        return new DocumentProgress(document.State, null, document.RejectCount);
    }

    /// <summary>Attaches an uploaded file to a record.</summary>
    /// <param name="record">The case or business record.</param>
    /// <param name="upload">What <see cref="IBlobs.UploadAsync"/> stored before this command.</param>
    /// <param name="fileName">Name for download.</param>
    /// <param name="contentType">MIME type.</param>
    /// <param name="isInternal">Not shown to customers and partners.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<DocumentRecord> AttachAsync(
        IRecord record, BlobInfo upload, string fileName, string contentType, bool isInternal, CancellationToken cancellationToken = default)
    {
        var document = new DocumentRecord
        {
            No = await numbers.NextAsync("DOC", cancellationToken),
            Type = DocumentTypes.Attachment,
            RecordType = record.Ref.Type,
            RecordId = record.Ref.Id,
            RecordNo = record.Ref.No,
            TitleZh = fileName,
            TitleEn = fileName,
            IsInternal = isInternal,
            Version = 1,
            CustomerOrgId = record.CustomerOrgId,
            CustomerTreeOrgId = record.CustomerTreeOrgId,
            OfficeOrgId = record.OfficeOrgId,
            RegionOrgId = record.RegionOrgId,
            PartnerOrgId = record.PartnerOrgId,
        };
        document.TakeOverAccepted(time.GetUtcNow());
        documents.Add(document);
        documents.Add(new DocumentVersion
        {
            DocumentId = document.Id,
            Version = 1,
            At = time.GetUtcNow(),
            FileName = fileName,
            ContentType = contentType,
            Size = upload.Size,
            Hash = upload.Hash,
            AuthorId = me.Value.PersonId,
        });
        timeline.Write(document.Record, "Document.Attached", Data(document), isInternal: isInternal);
        return document;
    }

    /// <summary>Whose turn it is to sign the version at hand; null when nobody's.</summary>
    /// <param name="document">The document.</param>
    /// <param name="signatures">Its signatures.</param>
    public static string? NextSigner(DocumentRecord document, IEnumerable<DocumentSignature> signatures) =>
        document.State != DocumentState.Submitted
            ? null
            : document.SignerRoles.ElementAtOrDefault(signatures.Count(x => x.Version == document.Version && x.IsAccepted));

    private async Task RequireSignableAsync(
        DocumentRecord document, bool isAccepted, DateTimeOffset decidedAt, string? comment, Guid? signerId, CancellationToken cancellationToken)
    {
        if (!isAccepted && string.IsNullOrWhiteSpace(comment))
            throw new RuleViolationException("document.comment-required", ("no", document.No));
        var versions = await documents.VersionsAsync(document.Id, cancellationToken);
        if (signerId is not null && versions is [.., var newest] && newest.AuthorId == signerId)
            throw new RuleViolationException("document.own-work", ("no", document.No));
        if (decidedAt > time.GetUtcNow())
            throw new RuleViolationException("document.accepted-in-future", ("no", document.No), ("at", decidedAt));
    }

    private async Task WriteAsync(DocumentRecord document, IReadOnlyDictionary<string, object?> fields, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(document.Record, cancellationToken) ?? throw new RuleViolationException("case.unknown", ("no", document.RecordNo));
        document.Version++;
        var stored = JsonSerializer.Serialize(fields.ToDictionary(x => x.Key, x => Facts.Text(x.Value)), JsonSerializerOptions.Web);
        foreach (var language in Languages)
        {
            var bytes = Encoding.UTF8.GetBytes(await writer.WriteAsync(document, record, fields, language, cancellationToken));
            documents.Add(new DocumentVersion
            {
                DocumentId = document.Id,
                Version = document.Version,
                Language = language,
                At = time.GetUtcNow(),
                AuthorId = me.Value.PersonId,
                FileName = $"{document.RecordNo}-{document.Type}-v{document.Version}.{language}.html",
                ContentType = Html,
                Size = bytes.Length,
                Hash = await blobs.StageAsync(bytes, Html, cancellationToken),
                Fields = stored,
            });
        }
    }

    private static Dictionary<string, object?> Data(DocumentRecord document, params (string Name, object? Value)[] more)
    {
        var data = new Dictionary<string, object?>
        {
            ["no"] = document.No,
            ["docType"] = DocumentTitles.Of(document.Type),
            ["title"] = new Bilingual(document.TitleZh, document.TitleEn),
            ["version"] = document.Version,
        };
        foreach (var (name, value) in more)
            data[name] = value;
        return data;
    }
}
