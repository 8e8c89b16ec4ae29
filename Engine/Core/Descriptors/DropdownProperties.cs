using System.Reflection;

namespace Elsa.Workflows.UIHints.Dropdown;

/// <summary>An item of a list.</summary>
/// <param name="Text">Shown.</param>
/// <param name="Value">Stored.</param>
public record SelectListItem(string Text, string Value);

/// <summary>Items of a list.</summary>
/// <param name="Items">In order; Studio sorts a drop-down by text all the same.</param>
public record SelectList(ICollection<SelectListItem> Items);

/// <summary>Properties of a drop-down.</summary>
public class DropDownProps
{
    /// <summary>The items.</summary>
    public SelectList? SelectList { get; set; }

    /// <summary>Name of a provider in the designer, or null.</summary>
    public string? ProviderName { get; set; }
}

/// <summary>Base of handlers that compute the items of a drop-down.</summary>
public abstract class DropDownOptionsProviderBase : IPropertyUIHandler
{
    /// <summary>Whether the designer asks again when another input changes.</summary>
    protected virtual bool RefreshOnChange => false;

    /// <inheritdoc/>
    public virtual float Priority => 0;

    /// <summary>The items as of now.</summary>
    protected abstract ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken);

    /// <summary>Further properties of the editor.</summary>
    protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() => new Dictionary<string, object>();

    /// <inheritdoc/>
    public async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
    {
        var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
        var properties = new Dictionary<string, object>(GetUIPropertyAdditionalOptions())
        {
            [InputUIHints.DropDown] = new DropDownProps { SelectList = new SelectList(items) },
        };
        if (RefreshOnChange)
            properties["Refresh"] = true;
        return properties;
    }
}
