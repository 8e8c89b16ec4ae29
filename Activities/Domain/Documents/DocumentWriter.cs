using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>Fills a template with what the case knows and what its author wrote; the result is one page that prints on A4 and needs nothing else.</summary>
/// <remarks>Values are encoded; a template is markup of the process owner, a value never is.</remarks>
public sealed class DocumentWriter(
    IDocuments documents, ICustomers customers, IInstalledBase equipment, IPolicies policies, IDirectory directory, TimeProvider time)
{
    // Instants, names and counts stay in one line.
    private const int ShortCell = 10;

    private const string Style =
        "@page{size:A4;margin:18mm}body{font:11pt/1.5 'Noto Sans CJK SC','Microsoft YaHei',Arial,sans-serif;color:#111;max-width:180mm;margin:0 auto}"
        + "h1{font-size:17pt;text-align:center;margin:4mm 0}h2{font-size:12pt;margin:5mm 0 1mm;break-after:avoid}"
        + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:1.5mm 2mm;text-align:left;vertical-align:top}"
        + "th{width:28%;background:#f2f2f2;font-weight:600}p{margin:0 0 2mm;white-space:pre-wrap}"
        + "table.rows th{width:auto}td.one{white-space:nowrap}thead{display:table-header-group}footer{margin-top:8mm;font-size:9pt;color:#444}tr,p{break-inside:avoid}";

    /// <summary>Writes one version in one language.</summary>
    /// <param name="document">The document; its number and version are printed.</param>
    /// <param name="record">The case or business record.</param>
    /// <param name="fields">What the author wrote, by key; wins over what the record knows.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>An HTML document.</returns>
    public async Task<string> WriteAsync(
        DocumentRecord document, IRecord record, IReadOnlyDictionary<string, object?> fields, string language, CancellationToken cancellationToken)
    {
        var (title, body) = await BodyAsync(document.Type, record, fields, language, document.No, document.Version, cancellationToken);
        return PageOf(title, body, $"{document.No} · v{document.Version}", record, language);
    }

    /// <summary>What a version would say if it were written now: nothing is stored, and it has no number yet.</summary>
    /// <param name="type">A code of <see cref="DocumentTypes"/>.</param>
    /// <param name="record">The case or business record.</param>
    /// <param name="fields">Values by key.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Title, markup of the content, and the whole document.</returns>
    public async Task<(string Title, string Body, string Page)> PreviewAsync(
        string type, IRecord record, IReadOnlyDictionary<string, object?> fields, string language, CancellationToken cancellationToken)
    {
        var (title, body) = await BodyAsync(type, record, fields, language, null, null, cancellationToken);
        return (title, body, PageOf(title, body, record.Ref.No, record, language));
    }

    private string PageOf(string title, string body, string source, IRecord record, string language) =>
        new StringBuilder("<!doctype html><html lang=\"").Append(language).Append("\"><head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode($"{title} {record.Ref.No}")).Append("</title><style>").Append(Style).Append("</style></head><body><h1>")
            .Append(WebUtility.HtmlEncode(title)).Append("</h1>").Append(body)
            .Append("<footer>").Append(WebUtility.HtmlEncode($"{source} · {LocalTime.Format(time.GetUtcNow())} (Asia/Shanghai)")).Append("</footer></body></html>").ToString();

    private async Task<(string Title, string Body)> BodyAsync(
        string type, IRecord record, IReadOnlyDictionary<string, object?> fields, string language, string? no, int? version, CancellationToken cancellationToken)
    {
        var stored = await documents.TemplateAsync(type, language, cancellationToken);
        var values = await HeadOfAsync(record, language, cancellationToken);
        foreach (var (key, value) in await FactsOfAsync(record, language, cancellationToken))
            values.TryAdd(key, value);
        foreach (var (key, value) in fields)
            values[key] = Show(value, language);
        values["documentNo"] = no;
        values["version"] = version?.ToString(CultureInfo.InvariantCulture);
        values["writtenAt"] = LocalTime.Format(time.GetUtcNow());
        var markup = values.ToDictionary(x => x.Key, x => string.IsNullOrEmpty(x.Value) ? null : (object?)WebUtility.HtmlEncode(x.Value));
        foreach (var (key, value) in fields)
        {
            if (value is DocumentTable table)
                markup[key] = TableOf(table, language);
        }

        return (stored?.Title ?? DocumentTitles.Of(type).In(language), Texts.Fill(stored?.Body ?? DocumentTexts.BodyOf(type, language), markup));
    }

    private static string TableOf(DocumentTable table, string language)
    {
        if (table.Rows.Count == 0)
            return "<p>–</p>";

        var html = new StringBuilder("<table class=\"rows\"><thead><tr>");
        foreach (var head in table.Head)
            html.Append("<th>").Append(WebUtility.HtmlEncode(head.In(language))).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                var text = Show(cell, language) is { Length: > 0 } shown ? shown : "–";
                html.Append(cell is DateTimeOffset || text.Length <= ShortCell ? "<td class=\"one\">" : "<td>").Append(WebUtility.HtmlEncode(text)).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    // What every record has.
    private async Task<Dictionary<string, string?>> HeadOfAsync(IRecord record, string language, CancellationToken cancellationToken)
    {
        var customer = record.CustomerId is { } customerId ? await customers.FindAsync(customerId, cancellationToken) : null;
        var site = record.SiteId is { } siteId ? await customers.SiteAsync(siteId, cancellationToken) : null;
        var element = record.EquipmentId is { } equipmentId ? await equipment.FindAsync(equipmentId, cancellationToken) : null;
        var product = element is null ? null : await equipment.ProductAsync(element.ProductId, cancellationToken);
        var owner = record.OwnerId is { } ownerId ? await directory.PersonAsync(ownerId, cancellationToken) : null;
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["no"] = record.Ref.No,
            ["title"] = record.Title,
            ["customer"] = customer?.Name.In(language),
            ["site"] = site is null ? null : $"{site.Name.In(language)} ({site.Code})",
            ["device"] = element is null ? (record as Case)?.EquipmentText : $"{element.Code} {product?.Name}",
            ["owner"] = owner?.Name.In(language),
        };
    }

    private async Task<Dictionary<string, string?>> FactsOfAsync(IRecord record, string language, CancellationToken cancellationToken) => record switch
    {
        Case found => await FactsOfAsync(found, language, cancellationToken),
        BusinessRecord found => RecordFacts.Of(found).ToDictionary(fact => fact.Key, fact => Show(fact.Value, language), StringComparer.Ordinal),
        _ => [],
    };

    private async Task<Dictionary<string, string?>> FactsOfAsync(Case record, string language, CancellationToken cancellationToken)
    {
        var contact = record.ContactId is { } contactId ? await customers.ContactAsync(contactId, cancellationToken) : null;
        var matrix = (await policies.GetAsync(record.BaseVersion, cancellationToken)).FaultMatrix;
        var fault = record.FaultCode is { } code ? matrix.GetValueOrDefault(code)?.Name.In(language) ?? code : null;
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["faultNo"] = record.No,
            ["description"] = record.Description,
            ["phenomenon"] = record.Description,
            ["contact"] = contact is null ? null : $"{contact.Name} {contact.Phone}",
            ["fault"] = fault,
            ["level"] = record.Level?.ToString(CultureInfo.InvariantCulture),
            ["occurredAt"] = Show(record.OccurredAt, language),
            ["receivedAt"] = Show(record.ReceivedAt, language),
            ["acceptedAt"] = Show(record.AcceptedAt, language),
            ["restoredAt"] = Show(record.RestoredAt, language),
            ["completedAt"] = Show(record.CompletedAt, language),
            ["resolvedAt"] = Show(record.ResolvedAt, language),
            ["solutionType"] = record.SolutionType switch
            {
                SolutionType.Permanent => language == "en" ? "Permanent" : "永久方案",
                SolutionType.Workaround => language == "en" ? "Workaround" : "临时方案",
                _ => null,
            },
            ["rootCauseCode"] = record.RootCauseCode?.ToString(),
            ["rootCauseText"] = record.RootCauseText,
            ["contract"] = record.ContractNo,
        };
    }

    private static string? Show(object? value, string language) => value switch
    {
        null => null,
        DateTimeOffset instant => LocalTime.Format(instant),
        Bilingual both => both.In(language),
        true => language == "en" ? "yes" : "是",
        false => language == "en" ? "no" : "否",
        JsonElement { ValueKind: JsonValueKind.Array } rows => string.Join("\n", rows.EnumerateArray().Select(row => Row(row, language))),
        JsonElement { ValueKind: JsonValueKind.Object } row => Row(row, language),
        System.Collections.IEnumerable rows and not string => string.Join("\n", rows.Cast<object?>().Select(row => Show(row, language))),
        _ when Facts.Text(value) is { } text => IsInstant(text, out var at) ? LocalTime.Format(at) : text,
        _ => null,
    };

    // A row of a table field: its values in order.
    private static string Row(JsonElement row, string language) => row.ValueKind == JsonValueKind.Object
        ? string.Join(" · ", row.EnumerateObject().Select(x => Show(x.Value, language)).Where(x => !string.IsNullOrEmpty(x)))
        : Facts.Text(row) ?? "";

    // Forms store instants as ISO 8601 UTC.
    private static bool IsInstant(string text, out DateTimeOffset at)
    {
        at = default;
        return text.Length >= 20 && text[10] == 'T' && text.EndsWith('Z')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
    }
}
