namespace Elsa.Workflows.UIHints;

/// <summary>Names of the editors the designer has for inputs.</summary>
public static class InputUIHints
{
    /// <summary>A check box.</summary>
    public const string Checkbox = "checkbox";

    /// <summary>A list of check boxes.</summary>
    public const string CheckList = "checklist";

    /// <summary>A code editor.</summary>
    public const string CodeEditor = "code-editor";

    /// <summary>Keys and values.</summary>
    public const string Dictionary = "dictionary";

    /// <summary>A date and time picker.</summary>
    public const string DateTimePicker = "datetime-picker";

    /// <summary>A drop-down list.</summary>
    public const string DropDown = "dropdown";

    /// <summary>A list of outcomes the author names.</summary>
    public const string DynamicOutcomes = "dynamic-outcomes";

    /// <summary>An expression editor.</summary>
    public const string ExpressionEditor = "expression-editor";

    /// <summary>A JSON editor.</summary>
    public const string JsonEditor = "json-editor";

    /// <summary>Several lines of text.</summary>
    public const string MultiLine = "multiline";

    /// <summary>Several texts.</summary>
    public const string MultiText = "multitext";

    /// <summary>A picker of workflow outputs.</summary>
    public const string OutputPicker = "output-picker";

    /// <summary>A picker of workflow outcomes.</summary>
    public const string OutcomePicker = "outcome-picker";

    /// <summary>Radio buttons.</summary>
    public const string RadioList = "radiolist";

    /// <summary>One line of text.</summary>
    public const string SingleLine = "singleline";

    /// <summary>A picker of types.</summary>
    public const string TypePicker = "type-picker";

    /// <summary>A picker of variables.</summary>
    public const string VariablePicker = "variable-picker";

    /// <summary>A picker of workflow inputs.</summary>
    public const string InputPicker = "input-picker";

    /// <summary>A picker of workflow definitions.</summary>
    public const string WorkflowDefinitionPicker = "workflow-definition-picker";

    /// <summary>The cases of <c>Switch</c>.</summary>
    public const string SwitchEditor = "switch-editor";

    /// <summary>The cases of <c>FlowSwitch</c>.</summary>
    public const string FlowSwitchEditor = "flow-switch-editor";
}
