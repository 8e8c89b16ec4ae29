using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Notifications.Mail;

/// <summary>Hands letters to the mail server of the settings; without one they are only logged.</summary>
public sealed partial class Mailer(IOptions<MailSettings> options, ILogger<Mailer> logger)
{
    /// <param name="to">Address.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="key">The same at every try: a letter that arrives twice has one <c>Message-ID</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SmtpException">The server is not there, or does not take the letter.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task SendAsync(string to, MailLetter letter, string key, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (string.IsNullOrWhiteSpace(settings.Host))
        {
            LogSimulated(to, letter.Subject, key);
            return;
        }

        using var message = Written(new MailAddress(settings.From!), to, letter, key);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
        if (settings.UserName is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, settings.Password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Expected {settings.Host} to take the letter within {settings.Timeout}.");
        }
    }

    private static MailMessage Written(MailAddress from, string to, MailLetter letter, string key)
    {
        var html = AlternateView.CreateAlternateViewFromString(letter.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.Base64;
        var message = new MailMessage(from, new MailAddress(to))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.AlternateViews.Add(html);
        message.Headers.Add("Message-ID", $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // nobody's absence note answers it
        return message;
    }

    [LoggerMessage(311, LogLevel.Information, "No mail server: letter to {To} not sent: {Subject} (key {Key}).")]
    private partial void LogSimulated(string to, string subject, string key);
}
