using Elsa.Workflows.UIHints.Dropdown;

namespace Elsa.Workflows.UIHints.RadioList;

/// <summary>Items of which one is chosen.</summary>
/// <param name="Items">In order.</param>
public record RadioList(ICollection<SelectListItem> Items);

/// <summary>Properties of radio buttons.</summary>
public class RadioListProps
{
    /// <summary>The items.</summary>
    public RadioList? RadioList { get; set; }
}
