using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Makes the literal an absent input stands for.</summary>
internal static class InputDefaults
{
    public static Input Create(InputDescriptor descriptor)
    {
        var inputType = descriptor.PropertyInfo?.PropertyType is { IsGenericType: true } wrapped
            ? wrapped
            : typeof(Input<>).MakeGenericType(descriptor.Type);
        var value = descriptor.DefaultValue.ConvertTo(inputType.GenericTypeArguments[0]);
        return (Input)Activator.CreateInstance(inputType, Expression.LiteralExpression(value), new MemoryBlockReference())!;
    }
}
