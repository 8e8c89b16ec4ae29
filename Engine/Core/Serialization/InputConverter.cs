using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Inputs: <c>{ "typeName", "expression": { "type", "value" } }</c>, or a bare scalar for a literal.</summary>
internal sealed class InputConverter(IExpressionDescriptorRegistry expressions) : JsonConverter<Input>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Input).IsAssignableFrom(typeToConvert);

    public override Input? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            return Literal(element, typeToConvert);
        if (!JsonMembers.TryGet(element, "expression", out var source) || source.ValueKind != JsonValueKind.Object)
            return null;
        var expression = source.Deserialize<Expression>(options);
        return expression?.Type is null ? null : Create(typeToConvert, expression, Reference(expression));
    }

    public override void Write(Utf8JsonWriter writer, Input value, JsonSerializerOptions options)
    {
        if (value.Expression is null)
        {
            writer.WriteNullValue(); // reads a block that something else fills: nothing of it can be stored
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("typeName", TypeAliases.Default.GetAliasOrDefault(value.Type));
        if (expressions.Find(value.Expression.Type)?.IsSerializable != false)
        {
            writer.WritePropertyName("expression");
            JsonSerializer.Serialize(writer, value.Expression, options);
        }

        writer.WriteEndObject();
    }

    private MemoryBlockReference Reference(Expression expression) =>
        expressions.Find(expression.Type)?.MemoryBlockReferenceFactory() ?? new MemoryBlockReference();

    private static Input Literal(JsonElement element, Type inputType)
    {
        var type = inputType.IsGenericType ? inputType.GenericTypeArguments[0] : typeof(object);
        var value = DefaultExpressions.Scalar(element).ConvertTo(type);
        return Create(inputType, Expression.LiteralExpression(value), new MemoryBlockReference());
    }

    private static Input Create(Type inputType, Expression expression, MemoryBlockReference reference) =>
        (Input)Activator.CreateInstance(inputType.IsAbstract ? typeof(Input<object>) : inputType, expression, reference)!;
}

/// <summary>Outputs: <c>{ "typeName", "memoryReference": { "id" } }</c>; unbound ones are null.</summary>
internal sealed class OutputConverter : JsonConverter<Output>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Output).IsAssignableFrom(typeToConvert);

    public override Output? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (!JsonMembers.TryGet(element, "memoryReference", out var reference)
            || !JsonMembers.TryGet(reference, "id", out var id) || id.ValueKind != JsonValueKind.String)
            return null;
        var name = id.GetString()!;
        return (Output)Activator.CreateInstance(typeToConvert, new Variable(name, null, name))!;
    }

    public override void Write(Utf8JsonWriter writer, Output value, JsonSerializerOptions options)
    {
        if (value.MemoryBlockReference()?.Id is not { } id)
        {
            writer.WriteNullValue();
            return;
        }

        var type = value.GetType() is { IsGenericType: true } generic ? generic.GenericTypeArguments[0] : typeof(object);
        writer.WriteStartObject();
        writer.WriteString("typeName", TypeAliases.Default.GetAliasOrDefault(type));
        writer.WriteStartObject("memoryReference");
        writer.WriteString("id", id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

/// <summary>Expressions: <c>{ "type", "value" }</c>. An unknown type is kept, so that validation can name it.</summary>
internal sealed class ExpressionConverter(IExpressionDescriptorRegistry expressions) : JsonConverter<Expression>
{
    public override Expression? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (!JsonMembers.TryGet(element, "type", out var type) || type.GetString() is not { } name)
            return null;
        return expressions.Find(name) is { } descriptor
            ? descriptor.Deserialize(new ExpressionSerializationContext(name, element, options, descriptor.MemoryBlockReferenceFactory()))
            : new Expression(name, JsonMembers.TryGet(element, "value", out var value) ? DefaultExpressions.Scalar(value) : null);
    }

    public override void Write(Utf8JsonWriter writer, Expression value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        if (value.Value is not null && expressions.Find(value.Type)?.IsSerializable != false)
        {
            writer.WritePropertyName("value");
            JsonSerializer.Serialize(writer, value.Value, value.Value.GetType(), options);
        }

        writer.WriteEndObject();
    }
}
