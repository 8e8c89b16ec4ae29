using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Base of activities. It completes only when told to.</summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private readonly List<IBehavior> _behaviors = [];
    private Dictionary<Type, Func<object, SignalContext, ValueTask>>? _signalHandlers;

    /// <summary>Creates an activity named after its class.</summary>
    protected Activity(string? source = null, int? line = null)
    {
        Type = ActivityTypeNames.Of(GetType());
        if (source != null && line != null)
            CustomProperties["source"] = $"{Path.GetFileName(source)}:{line}";
        _behaviors.Add(new ScheduledChildCallbackBehavior(this));
    }

    /// <summary>Creates an activity of the given type name.</summary>
    protected Activity(string activityType, int version = 1, string? source = null, int? line = null) : this(source, line) =>
        (Type, Version) = (activityType, version);

    /// <inheritdoc/>
    public string Id { get; set; } = null!;

    /// <inheritdoc/>
    public string NodeId { get; set; } = null!;

    /// <inheritdoc/>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public string Type { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Whether a trigger may start the workflow here.</summary>
    [JsonIgnore]
    public bool CanStartWorkflow
    {
        get => this.GetCanStartWorkflow();
        set => this.SetCanStartWorkflow(value);
    }

    /// <summary>Asks for background execution; kept for the designer, this engine runs everything in the burst.</summary>
    [JsonIgnore]
    public bool? RunAsynchronously
    {
        get => this.GetRunAsynchronously();
        set => CustomProperties["runAsynchronously"] = value ?? false;
    }

    /// <summary>Name of a commit strategy; kept for the designer, this engine commits once per burst.</summary>
    [JsonIgnore]
    public string? CommitStrategy
    {
        get => CustomPropertyValues.Find(this, "commitStrategyName") as string;
        set => CustomProperties["commitStrategyName"] = value!;
    }

    /// <inheritdoc/>
    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    [JsonIgnore]
    public IDictionary<string, object> SyntheticProperties { get; set; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();

    /// <summary>What runs beside the activity, in order.</summary>
    [JsonIgnore]
    public ICollection<IBehavior> Behaviors => _behaviors;

    /// <inheritdoc cref="IActivity.CanExecuteAsync"/>
    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) => new(CanExecute(context));

    /// <inheritdoc cref="IActivity.CanExecuteAsync"/>
    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

    /// <inheritdoc cref="IActivity.ExecuteAsync"/>
    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return default;
    }

    /// <inheritdoc cref="IActivity.ExecuteAsync"/>
    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    /// <summary>Called for every signal that passes.</summary>
    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return default;
    }

    /// <summary>Called for every signal that passes.</summary>
    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    /// <summary>Handles signals of exactly that type.</summary>
    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) =>
        (_signalHandlers ??= [])[signalType] = handler;

    /// <summary>Handles signals of exactly that type.</summary>
    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) =>
        OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    /// <summary>Handles signals of exactly that type.</summary>
    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) =>
        OnSignalReceived(typeof(T), (signal, context) =>
        {
            handler((T)signal, context);
            return default;
        });

    /// <summary>Completes the activity with the default outcome.</summary>
    protected ValueTask CompleteAsync(ActivityExecutionContext context) => context.CompleteActivityAsync();

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) => CanExecuteAsync(context);

    async ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        foreach (var behavior in _behaviors)
            await behavior.ExecuteAsync(context);
    }

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        if (_signalHandlers != null && _signalHandlers.TryGetValue(signal.GetType(), out var handler))
            await handler(signal, context);
        foreach (var behavior in _behaviors)
            await behavior.ReceiveSignalAsync(signal, context);
    }
}

/// <summary>Base of activities with a result.</summary>
public abstract class Activity<T> : Activity, IActivityWithResult<T>
{
    /// <inheritdoc/>
    protected Activity(string? source = default, int? line = default) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected Activity(string activityType, int version = 1, string? source = default, int? line = default)
        : base(activityType, version, source, line)
    {
    }

    /// <summary>Creates an activity whose result is bound to a variable.</summary>
    protected Activity(MemoryBlockReference? output, string? source = default, int? line = default) : base(source, line)
    {
        if (output != null)
            Result = new Output<T>(output);
    }

    /// <summary>Creates an activity with the given result.</summary>
    protected Activity(Output<T>? output, string? source = default, int? line = default) : base(source, line) => Result = output;

    /// <summary>The result.</summary>
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}

/// <summary>Reads custom properties, which come from JSON in either case and as elements.</summary>
internal static class CustomPropertyValues
{
    public static object? Find(IActivity activity, string camelName)
    {
        var properties = activity.CustomProperties;
        return properties.TryGetValue(camelName, out var value)
            || properties.TryGetValue(char.ToUpperInvariant(camelName[0]) + camelName[1..], out value)
                ? value
                : null;
    }

    public static bool? FindBoolean(IActivity activity, string camelName) => Find(activity, camelName) switch
    {
        bool value => value,
        string text => bool.TryParse(text, out var parsed) ? parsed : null,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        _ => null,
    };
}
