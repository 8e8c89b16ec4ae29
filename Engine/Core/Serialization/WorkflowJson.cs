using System.Text.Json;
using Elsa.Expressions.Contracts;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Serialization;

/// <summary>The JSON of activities: base options plus converters for activities, inputs, outputs, expressions and variables.</summary>
public sealed class WorkflowJson : IActivitySerializer
{
    private readonly JsonSerializerOptions _options;

    /// <summary>Builds the options once.</summary>
    public WorkflowJson(IActivityRegistry activities, IExpressionDescriptorRegistry expressions, ILogger<WorkflowJson> logger)
    {
        _options = PlainJson.Create();
        _options.Converters.Insert(0, new VariableConverter(logger));
        _options.Converters.Insert(0, new ArgumentDefinitionConverter());
        _options.Converters.Insert(0, new ExpressionConverter(expressions));
        _options.Converters.Insert(0, new InputConverter(expressions));
        _options.Converters.Insert(0, new OutputConverter());
        _options.Converters.Insert(0, new ActivityConverter(activities, logger));
    }

    /// <inheritdoc/>
    public string Serialize(IActivity activity) => JsonSerializer.Serialize<IActivity>(activity, _options);

    /// <inheritdoc/>
    public string Serialize(object value) => JsonSerializer.Serialize(value, value.GetType(), _options);

    /// <inheritdoc/>
    public IActivity Deserialize(string serializedActivity) => Deserialize<IActivity>(serializedActivity);

    /// <inheritdoc/>
    public object Deserialize(string serializedActivity, Type type) =>
        JsonSerializer.Deserialize(serializedActivity, type, _options) ?? throw new JsonException($"Expected the JSON of {type.Name}, but got null.");

    /// <inheritdoc/>
    public T Deserialize<T>(string serializedActivity) => (T)Deserialize(serializedActivity, typeof(T));

    /// <inheritdoc/>
    public JsonSerializerOptions GetOptions() => _options;
}
