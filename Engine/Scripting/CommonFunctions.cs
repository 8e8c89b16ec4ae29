using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Elsa.Expressions.Helpers;
using Elsa.Workflows;

namespace Elsa.Expressions.JavaScript;

/// <summary>Functions that depend on no run: text, ids, bytes.</summary>
/// <remarks>A <see cref="Guid"/> is a text in scripts, bytes are arrays of numbers.</remarks>
internal sealed class CommonFunctions(IIdentityGenerator identityGenerator)
{
    /// <summary>Adds those that the script names.</summary>
    public void Add(ScriptEngine engine, HashSet<string> words)
    {
        foreach (var (name, function) in All(engine))
            if (words.Contains(name))
                engine.SetFunction(name, function);
    }

    /// <summary>Names of these functions.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "isNullOrWhiteSpace", "isNullOrEmpty", "toJson", "parseGuid", "newGuid", "newGuidString", "newShortGuid", "getGuidString", "getShortGuid",
        "bytesToString", "bytesFromString", "bytesToBase64", "bytesFromBase64", "stringToBase64", "stringFromBase64", "streamToBytes",
        "streamToBase64",
    ];

    private Dictionary<string, Func<object?[], object?>> All(ScriptEngine engine) => new()
    {
        ["isNullOrWhiteSpace"] = arguments => string.IsNullOrWhiteSpace(Text(arguments)),
        ["isNullOrEmpty"] = arguments => string.IsNullOrEmpty(Text(arguments)),
        ["toJson"] = arguments => engine.ToJson(arguments.ElementAtOrDefault(0)),
        ["parseGuid"] = arguments => Guid.Parse(Text(arguments) ?? "").ToString(),
        ["newGuid"] = _ => NewGuid().ToString(),
        ["newGuidString"] = _ => NewGuid().ToString(),
        ["newShortGuid"] = _ => Short(NewGuid()),
        ["getGuidString"] = arguments => Guid.Parse(Text(arguments) ?? "").ToString(),
        ["getShortGuid"] = arguments => Short(Guid.Parse(Text(arguments) ?? "")),
        ["bytesToString"] = arguments => Encoding.UTF8.GetString(Bytes(arguments)),
        ["bytesFromString"] = arguments => Encoding.UTF8.GetBytes(Text(arguments) ?? ""),
        ["bytesToBase64"] = arguments => Convert.ToBase64String(Bytes(arguments)),
        ["bytesFromBase64"] = arguments => Convert.FromBase64String(Text(arguments) ?? ""),
        ["stringToBase64"] = arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments) ?? "")),
        ["stringFromBase64"] = arguments => Encoding.UTF8.GetString(Convert.FromBase64String(Text(arguments) ?? "")),
        ["streamToBytes"] = Bytes,
        ["streamToBase64"] = arguments => Convert.ToBase64String(Bytes(arguments)),
    };

    private static string? Text(object?[] arguments) => Convert.ToString(arguments.ElementAtOrDefault(0), CultureInfo.InvariantCulture);

    private static byte[] Bytes(object?[] arguments) => arguments.ElementAtOrDefault(0).ConvertTo<byte[]>() ?? [];

    /// <summary>From the engine's ids, so that runs in tests can be repeated.</summary>
    public Guid NewGuid() => new(SHA256.HashData(Encoding.UTF8.GetBytes(identityGenerator.GenerateId())).AsSpan(0, 16));

    private static string Short(Guid guid) =>
        Convert.ToBase64String(guid.ToByteArray()).Replace('/', '_').Replace('+', '-')[..22];
}
