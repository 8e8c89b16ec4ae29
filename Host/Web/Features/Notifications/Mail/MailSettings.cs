namespace Elsa.ITR.Web.Features.Notifications.Mail;

/// <summary>Where e-mail goes; see docs/operations.md.</summary>
public sealed class MailSettings
{
    /// <summary>The mail server; without one e-mail is only logged.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    /// <summary>Whether the connection is encrypted before anything is said.</summary>
    public bool StartTls { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Address that letters come from.</summary>
    public string? From { get; set; }

    /// <summary>How long one letter may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
