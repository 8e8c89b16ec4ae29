namespace Elsa.Workflows.UIHints.CheckList;

/// <summary>An item with a box.</summary>
/// <param name="Text">Shown.</param>
/// <param name="Value">Stored.</param>
/// <param name="IsChecked">Checked at first.</param>
public record CheckListItem(string Text, string Value, bool IsChecked = false);

/// <summary>Items with boxes.</summary>
/// <param name="Items">In order.</param>
public record CheckList(ICollection<CheckListItem> Items);

/// <summary>Properties of a check list.</summary>
public class CheckListProps
{
    /// <summary>The items.</summary>
    public CheckList? CheckList { get; set; }
}
