using Elsa.Expressions.Contracts;

namespace Elsa.Expressions;

/// <summary>The expression types that providers bring; filled once when it is made.</summary>
public sealed class ExpressionDescriptorRegistry : IExpressionDescriptorRegistry
{
    private readonly List<ExpressionDescriptor> _descriptors = [];
    private readonly Dictionary<string, ExpressionDescriptor> _byType = [];

    /// <summary>Asks every provider once.</summary>
    public ExpressionDescriptorRegistry(IEnumerable<IExpressionDescriptorProvider> providers)
    {
        foreach (var provider in providers)
            AddRange(provider.GetDescriptors());
    }

    /// <inheritdoc/>
    public void Add(ExpressionDescriptor descriptor)
    {
        if (_byType.TryGetValue(descriptor.Type, out var known))
            _descriptors[_descriptors.IndexOf(known)] = descriptor;
        else
            _descriptors.Add(descriptor);
        _byType[descriptor.Type] = descriptor;
    }

    /// <inheritdoc/>
    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
            Add(descriptor);
    }

    /// <inheritdoc/>
    public IEnumerable<ExpressionDescriptor> ListAll() => _descriptors;

    /// <inheritdoc/>
    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) => _descriptors.Find(item => predicate(item));

    /// <inheritdoc/>
    public ExpressionDescriptor? Find(string type) => _byType.GetValueOrDefault(type);
}
