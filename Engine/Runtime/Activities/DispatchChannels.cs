using System.Reflection;
using Elsa.Workflows.UIHints.Dropdown;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>The channels a workflow can be dispatched to: one, the outbox.</summary>
internal sealed class DispatchChannels : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new SelectListItem("Default", "")]);
}
