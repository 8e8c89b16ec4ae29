using System.Text.Json;
using Elsa.Expressions.Models;

namespace Elsa.Expressions.Contracts;

/// <summary>Evaluates expressions of one type. A port: the scripting project brings JavaScript.</summary>
public interface IExpressionHandler
{
    /// <summary>Computes the value, converted to <paramref name="returnType"/> where the language allows it.</summary>
    ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options);
}

/// <summary>Evaluates expressions of every registered type.</summary>
public interface IExpressionEvaluator
{
    /// <summary>Computes the value as <typeparamref name="T"/>; an unknown expression type throws.</summary>
    ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = default);

    /// <summary>Computes the value as <paramref name="returnType"/>; an unknown expression type throws.</summary>
    ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = default);
}

/// <summary>Brings expression types into the registry.</summary>
public interface IExpressionDescriptorProvider
{
    /// <summary>The expression types; one instance each.</summary>
    IEnumerable<ExpressionDescriptor> GetDescriptors();
}

/// <summary>Knows every expression type.</summary>
public interface IExpressionDescriptorRegistry
{
    /// <summary>Adds or replaces an expression type.</summary>
    void Add(ExpressionDescriptor descriptor);

    /// <summary>Adds or replaces several expression types.</summary>
    void AddRange(IEnumerable<ExpressionDescriptor> descriptors);

    /// <summary>All expression types in order of registration.</summary>
    IEnumerable<ExpressionDescriptor> ListAll();

    /// <summary>The first expression type that satisfies the predicate, or null.</summary>
    ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate);

    /// <summary>The expression type of that name, or null.</summary>
    ExpressionDescriptor? Find(string type);
}

/// <summary>Describes an expression type: how it is evaluated, read and shown.</summary>
public class ExpressionDescriptor
{
    /// <summary>Name used in JSON, e.g. <c>JavaScript</c>.</summary>
    public string Type { get; init; } = null!;

    /// <summary>Name shown in the designer.</summary>
    public string DisplayName { get; set; } = null!;

    /// <summary>False when the expression cannot be written as JSON.</summary>
    public bool IsSerializable { get; set; } = true;

    /// <summary>False hides the type from the designer.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>Hints for the designer, e.g. <c>MonacoLanguage</c>.</summary>
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    /// <summary>Finds the handler in the scope of the run.</summary>
    public Func<IServiceProvider, IExpressionHandler> HandlerFactory { get; set; } = null!;

    /// <summary>Makes the reference under which an input of this type keeps its value.</summary>
    public Func<MemoryBlockReference> MemoryBlockReferenceFactory { get; set; } = () => new MemoryBlockReference();

    /// <summary>Reads the expression from JSON.</summary>
    public Func<ExpressionSerializationContext, Expression> Deserialize { get; set; } = null!;
}

/// <summary>What a reader of an expression gets.</summary>
/// <param name="ExpressionType">Name of the expression type.</param>
/// <param name="JsonElement">The expression object, with members <c>type</c> and <c>value</c>.</param>
/// <param name="Options">Options of the reader that found the expression.</param>
/// <param name="MemoryBlockReference">Reference of the input that owns the expression.</param>
public record ExpressionSerializationContext(
    string ExpressionType, JsonElement JsonElement, JsonSerializerOptions Options, MemoryBlockReference MemoryBlockReference);
