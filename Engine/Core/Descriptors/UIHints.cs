using System.Collections;
using System.Reflection;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.CheckList;
using Elsa.Workflows.UIHints.Dropdown;
using Elsa.Workflows.UIHints.RadioList;

namespace Elsa.Workflows.Descriptors;

/// <summary>Which editor an input gets when its author names none, and the editor's fixed options.</summary>
internal static class UIHints
{
    public static string DefaultHint(Type type) =>
        type == typeof(bool) ? InputUIHints.Checkbox
        : type == typeof(string) ? InputUIHints.SingleLine
        : typeof(IEnumerable).IsAssignableFrom(type) || type.IsEnum ? InputUIHints.DropDown
        : typeof(Variable).IsAssignableFrom(type) ? InputUIHints.VariablePicker
        : type == typeof(WorkflowInput) ? InputUIHints.InputPicker
        : type == typeof(Type) ? InputUIHints.TypePicker
        : InputUIHints.SingleLine;

    /// <summary>Properties of the editor that follow from the attribute's options or from the names of an enum.</summary>
    public static Dictionary<string, object> StaticSpecifications(string hint, object? options, PropertyInfo property, Type type)
    {
        var items = options switch
        {
            IEnumerable<SelectListItem> list => [.. list],
            IEnumerable<string> texts => [.. texts.Select(text => new SelectListItem(text, text))],
            null when type.IsEnum => EnumItems(property, type),
            _ => new List<SelectListItem>(),
        };
        var result = new Dictionary<string, object>();
        if (items.Count > 0)
        {
            object? editor = hint switch
            {
                InputUIHints.DropDown => new DropDownProps { SelectList = new SelectList(items) },
                InputUIHints.CheckList => new CheckListProps { CheckList = new CheckList([.. items.Select(item => new CheckListItem(item.Text, item.Value))]) },
                InputUIHints.RadioList => new RadioListProps { RadioList = new RadioList(items) },
                _ => null,
            };
            if (editor is not null)
                result[hint] = editor;
        }

        if (options is IDictionary<string, object> properties)
            result[hint] = properties;
        return result;
    }

    private static List<SelectListItem> EnumItems(PropertyInfo property, Type type)
    {
        List<SelectListItem> items = [.. Enum.GetNames(type).Select(name => new SelectListItem(name, name))];
        var declared = property.PropertyType.IsGenericType ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        if (Nullable.GetUnderlyingType(declared) is not null)
            items.Insert(0, new SelectListItem("-", ""));
        return items;
    }
}
