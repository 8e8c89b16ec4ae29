using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What the dialogs of a case share: shown for a case the viewer sees, again with its words after a refusal, the case page after success.</summary>
public static class CaseDialogs
{
    public static async Task<IResult> ShowAsync<TDialog>(string no, ICases cases, HttpContext http, Func<Case, object>? parameters = null) where TDialog : IComponent =>
        await cases.FindByNoAsync(no, http.RequestAborted) is { } record
            ? Pages.Show<TDialog>(parameters?.Invoke(record) ?? new { Record = record })
            : Missing.Record(http, no);

    /// <param name="again">The dialog with the typed values and the error.</param>
    /// <param name="said">Text key of what was done.</param>
    public static async Task<IResult> RunAsync(HttpContext http, string no, string said, Func<Task> command, Func<string, Task<IResult>> again)
    {
        try
        {
            await command();
            http.Say(said, null, no);
            return Dialogs.Done(http, $"/cases/{no}");
        }
        catch (RuleViolationException rule)
        {
            return await again(rule.Words(http.RequestServices.GetRequiredService<IStringLocalizer<Ui>>()));
        }
    }
}
