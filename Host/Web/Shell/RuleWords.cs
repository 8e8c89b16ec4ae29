using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Broken rules in the words of the person, from the texts <c>Rule.code</c>.</summary>
public static class RuleWords
{
    /// <summary>Somebody else was faster, or the page is old: sending the same again cannot help.</summary>
    public static bool IsConflict(this RuleViolationException rule) =>
        rule.IsStale() || rule.Code.EndsWith(".already-done", StringComparison.Ordinal)
        || rule.Code.EndsWith(".already-claimed", StringComparison.Ordinal) || rule.Code.EndsWith(".wrong-state", StringComparison.Ordinal)
        || rule.Code.EndsWith(".archived", StringComparison.Ordinal);

    /// <summary>It is no longer as the caller saw it.</summary>
    public static bool IsStale(this RuleViolationException rule) => rule.Code.EndsWith(".stale", StringComparison.Ordinal);

    /// <summary>The sentence for the person; the code and its values where nobody wrote one.</summary>
    public static string Words(this RuleViolationException rule, IStringLocalizer<Ui> texts)
    {
        var text = texts["Rule." + rule.Code];
        return text.ResourceNotFound
            ? rule.Message
            : Texts.Fill(text.Value, rule.Args.ToDictionary(arg => arg.Key, arg => arg.Value is Bilingual both ? both.ToString() : arg.Value));
    }
}
