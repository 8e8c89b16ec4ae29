namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>What is typed into the dialog; text, so that a mistake comes back as it was written.</summary>
public sealed record TimeForm(string? Kind, string? On, string? Minutes, string? Note, string? Reason, string? Key, string? ReturnUrl)
{
    public static TimeForm Of(IFormCollection posted) => new(posted["kind"], posted["on"], posted["minutes"], posted["note"], posted["reason"], posted["key"], posted["returnUrl"]);
}
