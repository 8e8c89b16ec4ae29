using System.Reflection;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Brings descriptors into the registry, e.g. of workflows used as activities. A port.</summary>
public interface IActivityProvider
{
    /// <summary>The descriptors as of now.</summary>
    ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default);
}

/// <summary>Knows every activity type.</summary>
public interface IActivityRegistry : IActivityProvider
{
    /// <summary>The highest version of that type, or null.</summary>
    ActivityDescriptor? Find(string type);

    /// <summary>Exactly that version, or null.</summary>
    ActivityDescriptor? Find(string type, int version);

    /// <summary>The first that satisfies the predicate, or null.</summary>
    ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate);

    /// <summary>All that satisfy the predicate.</summary>
    IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate);

    /// <summary>All.</summary>
    IEnumerable<ActivityDescriptor> ListAll();

    /// <summary>All that the provider brought.</summary>
    IEnumerable<ActivityDescriptor> ListByProvider(Type providerType);

    /// <summary>Adds or replaces a descriptor of a provider.</summary>
    void Add(Type providerType, ActivityDescriptor descriptor);

    /// <summary>Removes a descriptor of a provider.</summary>
    void Remove(Type providerType, ActivityDescriptor descriptor);

    /// <summary>Adds or replaces a descriptor that belongs to the host.</summary>
    void Register(ActivityDescriptor descriptor);

    /// <summary>Describes and adds the class unless its type name is known; returns the known or new descriptor.</summary>
    ActivityDescriptor Register(Type activityType);

    /// <summary>Describes and adds the class; does nothing when its type name is known.</summary>
    Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default);

    /// <summary>Describes and adds the classes whose type names are not known.</summary>
    Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default);

    /// <summary>Asks a provider again and replaces what it brought before.</summary>
    Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default);

    /// <summary>Asks providers again and replaces what they brought before.</summary>
    Task RefreshDescriptorsAsync(IEnumerable<IActivityProvider> activityProviders, CancellationToken cancellationToken = default);

    /// <summary>Forgets what the provider brought.</summary>
    void ClearProvider(Type providerType);

    /// <summary>Forgets everything.</summary>
    void Clear();
}

/// <summary>Makes descriptors of activity classes.</summary>
public interface IActivityDescriber
{
    /// <summary>Describes the class; getters and setters are compiled once.</summary>
    ActivityDescriptor DescribeActivity(Type activityType);
}

/// <summary>Gives the default of an input; named by <see cref="Attributes.InputAttribute.DefaultValueProvider"/>.</summary>
public interface IActivityPropertyDefaultValueProvider
{
    /// <summary>The default, of the input's unwrapped type.</summary>
    object GetDefaultValue(PropertyInfo property);
}

/// <summary>Evaluates an input in a way of its own; named by <see cref="Attributes.InputAttribute.EvaluatorType"/>.</summary>
public interface IActivityInputEvaluator
{
    /// <summary>The value of the input, converted to its type.</summary>
    Task<object?> EvaluateAsync(ActivityInputEvaluatorContext context);
}

/// <summary>Which input of which activity is evaluated.</summary>
/// <param name="ActivityExecutionContext">The activity.</param>
/// <param name="InputDescriptor">The input's descriptor.</param>
/// <param name="Input">The input.</param>
/// <param name="ExpressionExecutionContext">Scope of the evaluation.</param>
/// <param name="ExpressionEvaluator">The evaluator of the run.</param>
public record ActivityInputEvaluatorContext(
    ActivityExecutionContext ActivityExecutionContext,
    InputDescriptor InputDescriptor,
    Input Input,
    Elsa.Expressions.Models.ExpressionExecutionContext ExpressionExecutionContext,
    Elsa.Expressions.Contracts.IExpressionEvaluator ExpressionEvaluator);

/// <summary>Gives properties for the editor of an input. A port.</summary>
public interface IPropertyUIHandler
{
    /// <summary>Order of merging; later wins.</summary>
    float Priority => 0;

    /// <summary>Properties by name.</summary>
    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
}

/// <summary>Gives default handlers for a hint. A port.</summary>
public interface IUIHintHandler
{
    /// <summary>The hint, e.g. <c>dropdown</c>.</summary>
    string UIHint { get; }

    /// <summary>Types of the handlers.</summary>
    ValueTask<IEnumerable<Type>> GetPropertyUIHandlersAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken);
}
