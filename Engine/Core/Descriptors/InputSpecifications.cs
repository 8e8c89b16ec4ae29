using System.Reflection;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Descriptors;

/// <summary>Merges the fixed properties of an input's editor with what registered handlers say now.</summary>
/// <remarks>Handlers named by the input or by its hint take part only when they are registered as <see cref="IPropertyUIHandler"/>.</remarks>
public sealed class InputSpecifications(IEnumerable<IPropertyUIHandler> handlers, IEnumerable<IUIHintHandler> hintHandlers)
{
    private readonly IPropertyUIHandler[] _handlers = [.. handlers.OrderBy(handler => handler.Priority)];

    /// <summary>Properties by name; of two handlers the one with the higher priority wins.</summary>
    /// <param name="input">The input.</param>
    /// <param name="context">Values of the other inputs as the designer sends them, or null.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer.</param>
    public async ValueTask<IDictionary<string, object>> GetAsync(
        InputDescriptor input, object? context = null, CancellationToken cancellationToken = default)
    {
        var result = new Dictionary<string, object>(input.UISpecifications ?? new Dictionary<string, object>());
        if (input.PropertyInfo is not { } property)
            return result;

        var named = await NamedAsync(property, input.UIHint, cancellationToken);
        foreach (var handler in _handlers.Where(handler => named.Contains(handler.GetType())))
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(property, context, cancellationToken))
                result[key] = value;
        return result;
    }

    private async ValueTask<HashSet<Type>> NamedAsync(PropertyInfo property, string? hint, CancellationToken cancellationToken)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>();
        var types = new HashSet<Type>(attribute?.UIHandlers ?? []);
        if (attribute?.UIHandler is { } single)
            types.Add(single);
        foreach (var handler in hintHandlers.Where(handler => handler.UIHint == hint))
            types.UnionWith(await handler.GetPropertyUIHandlersAsync(property, cancellationToken));
        return types;
    }
}
