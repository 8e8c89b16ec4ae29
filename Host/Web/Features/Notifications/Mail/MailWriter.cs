using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Elsa.Http;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Notifications.Mail;

/// <summary>A letter in one language, as text and as HTML.</summary>
public sealed record MailLetter(string Subject, string Text, string Html);

/// <summary>Puts messages into letters.</summary>
public sealed partial class MailWriter(IStringLocalizer<Ui> texts, IOptions<HttpEndpointOptions> endpoints)
{
    private const int SubjectLength = 200;
    private readonly string? _address = endpoints.Value.BaseUrl?.TrimEnd('/');

    /// <param name="messages">To one person; several are what quiet hours held back.</param>
    /// <param name="language">The person's.</param>
    public MailLetter Write(IReadOnlyList<Notification> messages, CultureInfo language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            var lines = messages.Select(message => new Line(Punctuation.Wide(message.Text.ToString()), LinkOf(message))).ToList();
            var lead = lines.Count == 1 ? null : texts["Mail.DigestLead"].Value;
            var subject = OneLine(lead is null ? lines[0].Text : texts["Mail.DigestSubject", lines.Count]);
            return new MailLetter(subject, TextOf(lead, lines), HtmlOf(subject, lead, lines, language));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private string? LinkOf(Notification message) => _address is null ? null : _address + NotificationLinks.Of(message.RecordType, message.RecordNo);

    private string TextOf(string? lead, List<Line> lines)
    {
        var text = new StringBuilder();
        if (lead is not null)
            text.Append(lead).Append("\r\n\r\n");
        foreach (var line in lines)
        {
            text.Append(line.Text).Append("\r\n");
            if (line.Link is not null)
                text.Append(line.Link).Append("\r\n");
            text.Append("\r\n");
        }

        text.Append("-- \r\n").Append(texts["Mail.Footer"]).Append("\r\n");
        if (_address is not null)
            text.Append(_address).Append("/me\r\n");
        return text.ToString();
    }

    private string HtmlOf(string subject, string? lead, List<Line> lines, CultureInfo language)
    {
        var body = new StringBuilder();
        if (lead is not null)
            body.Append("<p>").Append(Safe(lead)).Append("</p>");
        foreach (var line in lines)
        {
            body.Append("<p>").Append(Safe(line.Text));
            if (line.Link is not null)
                body.Append("<br><a href=\"").Append(Safe(line.Link)).Append("\">").Append(Safe(texts["Mail.Open"])).Append("</a>");
            body.Append("</p>");
        }

        var footer = _address is null ? Safe(texts["Mail.Footer"]) : $"<a href=\"{Safe(_address)}/me\" style=\"color:#5b6875\">{Safe(texts["Mail.Footer"])}</a>";
        return $"""
            <!doctype html>
            <html lang="{language.Name}"><head><meta charset="utf-8"><title>{Safe(subject)}</title></head>
            <body style="font:15px/1.6 sans-serif;color:#1c2733">{body}<p style="color:#5b6875;font-size:13px">{footer}</p></body></html>
            """;
    }

    // A header is one line; what people typed may be several.
    private static string OneLine(string text)
    {
        var line = Blanks().Replace(text, " ").Trim();
        return line.Length <= SubjectLength ? line : line[..(SubjectLength - 1)] + "…";
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blanks();

    private sealed record Line(string Text, string? Link);
}
