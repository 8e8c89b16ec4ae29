namespace Elsa.ITR.Web.Commands;

/// <summary>What was typed after the command: words in order and <c>--name value</c> options.</summary>
public sealed class ToolArguments
{
    private readonly Dictionary<string, string?> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _words = [];
    private readonly List<string> _rest = [];

    /// <param name="args">Everything after the command's words.</param>
    /// <param name="known">Options the command has; <c>name</c> takes a value, <c>name!</c> none. Others go to the configuration.</param>
    /// <exception cref="UsageException">A value is missing.</exception>
    public ToolArguments(IReadOnlyList<string> args, IReadOnlyCollection<string> known)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(args[i]);
                continue;
            }

            var (name, value) = Split(args[i]);
            if (known.Contains(name + "!", StringComparer.OrdinalIgnoreCase))
            {
                _options[name] = value ?? "true";
                continue;
            }

            value ??= i + 1 < args.Count ? args[++i] : throw new UsageException($"Expected a value after --{name}, but the line ends there.");
            if (known.Contains(name, StringComparer.OrdinalIgnoreCase))
                _options[name] = value;
            else
                _rest.Add($"--{name}={value}");
        }
    }

    /// <summary>Words that belong to no option, in order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Options that are configuration, e.g. <c>--ConnectionStrings:Itr=…</c>; handed to the host.</summary>
    public IReadOnlyList<string> HostArgs => _rest;

    /// <summary>Value of an option; null when it was not given.</summary>
    public string? Option(string name) => _options.GetValueOrDefault(name);

    /// <summary>Whether an option without value was given.</summary>
    public bool Has(string name) => _options.ContainsKey(name);

    /// <summary>The only word.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public string Only(string what) => _words.Count == 1
        ? _words[0]
        : throw new UsageException($"Expected one {what}, but {(_words.Count == 0 ? "none" : string.Join(", ", _words))} was given.");

    private static (string Name, string? Value) Split(string option) =>
        option.IndexOf('=', StringComparison.Ordinal) is var at and > 2 ? (option[2..at], option[(at + 1)..]) : (option[2..], null);
}

/// <summary>The command was typed wrong; the message says how.</summary>
public sealed class UsageException(string message) : Exception(message);
