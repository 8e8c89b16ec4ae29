using System.Globalization;

namespace Elsa.ITR.Domain.Shared;

/// <summary>A business rule forbids what was asked; nothing was changed. Pages and routes translate it.</summary>
/// <remarks>The text for people stands in <c>Ui.resx</c> under <c>Rule.&lt;code&gt;</c>; the arguments fill its braces.</remarks>
public sealed class RuleViolationException : Exception
{
    /// <summary>Names the rule and what it was held against.</summary>
    /// <param name="code">noun.reason in kebab case, e.g. <c>work-item.not-yours</c>.</param>
    /// <param name="args">Named values for the text; instants are <see cref="DateTimeOffset"/>.</param>
    public RuleViolationException(string code, params (string Name, object? Value)[] args)
        : base(Describe(code, args))
    {
        Code = code;
        Args = args.ToDictionary(arg => arg.Name, arg => arg.Value, StringComparer.Ordinal);
    }

    /// <summary>noun.reason in kebab case.</summary>
    public string Code { get; }

    /// <summary>Values by name for the translated text.</summary>
    public IReadOnlyDictionary<string, object?> Args { get; }

    private static string Describe(string code, (string Name, object? Value)[] args) =>
        args.Length == 0
            ? code
            : $"{code} ({string.Join(", ", args.Select(arg => $"{arg.Name}={Convert.ToString(arg.Value, CultureInfo.InvariantCulture)}"))})";
}
