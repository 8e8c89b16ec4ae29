using System.Text.Json.Serialization;

namespace Elsa.Workflows.UIHints.CheckList;

/// <summary>An item with a box.</summary>
/// <param name="Text">Shown.</param>
/// <param name="Value">Stored.</param>
/// <param name="IsChecked">Checked at first.</param>
public record CheckListItem(string Text, string Value, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsChecked = false);

/// <summary>Items with boxes.</summary>
/// <param name="Items">In order.</param>
/// <param name="IsFlagsEnum">The values are flags of one enum.</param>
public record CheckList(ICollection<CheckListItem> Items, bool IsFlagsEnum = false);

/// <summary>Properties of a check list.</summary>
public class CheckListProps
{
    /// <summary>The items.</summary>
    public CheckList? CheckList { get; set; }
}
