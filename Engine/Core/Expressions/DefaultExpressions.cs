using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Expressions;

/// <summary>The expression types every engine has.</summary>
internal sealed class DefaultExpressions : IExpressionDescriptorProvider
{
    public IEnumerable<ExpressionDescriptor> GetDescriptors() =>
    [
        Describe("Literal", "Literal", new LiteralExpressionHandler(), value => new(value.Type, Scalar(value.Element))),
        Describe("Object", "Object", new ObjectExpressionHandler(), value => new(value.Type, Text(value.Element)), language: "json"),
        Describe("Json", "JSON", new ObjectExpressionHandler(), value => new(value.Type, Text(value.Element)), isBrowsable: false, language: "json"),
        Describe("Delegate", "Delegate", new DelegateExpressionHandler(), value => new(value.Type, null), isSerializable: false, isBrowsable: false),
        Describe("Variable", "Variable", new VariableExpressionHandler(), value => new(value.Type, value.Read<Variable>())),
        Describe("Input", "Input", new InputExpressionHandler(), value => new(value.Type, value.Read<InputDefinition>())),
    ];

    /// <summary>A literal as it is kept: numbers as decimal, objects and arrays as their text.</summary>
    internal static object? Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? (object)number : PlainJson.Finite(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonSerializer.Serialize(element, PlainJson.Options), // without the white space of the file it stood in
    };

    /// <summary>Source text; JSON given in place of text counts as its text.</summary>
    internal static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element.GetRawText(),
    };

    private static ExpressionDescriptor Describe(
        string type, string displayName, IExpressionHandler handler, Func<Source, Expression> read,
        bool isSerializable = true, bool isBrowsable = true, string? language = null) => new()
        {
            Type = type,
            DisplayName = displayName,
            IsSerializable = isSerializable,
            IsBrowsable = isBrowsable,
            Properties = language is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["MonacoLanguage"] = language },
            HandlerFactory = _ => handler,
            Deserialize = context => read(new Source(
                type, context.JsonElement.TryGetProperty("value", out var value) ? value : default, context.Options)),
        };

    private readonly record struct Source(string Type, JsonElement Element, JsonSerializerOptions Options)
    {
        public T? Read<T>() => Element.ValueKind == JsonValueKind.Object ? Element.Deserialize<T>(Options) : default;
    }
}
