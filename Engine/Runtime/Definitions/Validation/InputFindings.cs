using System.Reflection;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Inputs without a value that need one, and fixed values of the wrong type.</summary>
internal static class InputFindings
{
    public static IEnumerable<WorkflowValidationError> Check(ActivityNode node)
    {
        foreach (var descriptor in node.Descriptor.Inputs.Where(x => x.IsWrapped))
        {
            var expression = (descriptor.ValueGetter(node.Activity) as Input)?.Expression;
            if (IsMissing(expression) && IsRequired(descriptor))
                yield return new($"Input '{descriptor.Name}' needs a value. Enter one.", node.Activity.Id) { Code = "input.required" };
            else if (expression is { Type: "Literal", Value: { } value } && !value.TryConvertTo(descriptor.Type, out _))
                yield return new(
                    $"Input '{descriptor.Name}' needs a {descriptor.Type.Name}, but '{Short(value)}' is none. Correct the value.",
                    node.Activity.Id)
                {
                    Code = "input.wrong-type",
                };
        }
    }

    private static bool IsMissing(Expression? expression) => expression is null or { Type: "Literal", Value: null or "" };

    // Required is what the class says by its types: Input<string> needs a text, Input<string?> does not, a bool has a default.
    private static bool IsRequired(InputDescriptor descriptor)
    {
        if (descriptor is not { DefaultValue: null, AutoEvaluate: true, PropertyInfo: { } property } || descriptor.IsReadOnly is true)
            return false;

        var info = new NullabilityInfoContext().Create(property);
        return info.ReadState == NullabilityState.NotNull
            && info.GenericTypeArguments is [{ ReadState: NullabilityState.NotNull, Type.IsValueType: false }]
            && property.GetCustomAttribute<Attributes.InputAttribute>()?.DefaultValueProvider is null;
    }

    private static string Short(object value) => $"{value}" is { Length: > 60 } text ? text[..60] + "…" : $"{value}";
}
