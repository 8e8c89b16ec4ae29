namespace Elsa.Workflows.Models;

/// <summary>What activities put out in this burst. Not stored.</summary>
public class ActivityOutputRegister
{
    /// <summary>Name of the output of activities with a result.</summary>
    public const string DefaultOutputName = "Result";

    private readonly List<ActivityOutputRecord> _records = [];
    private readonly Dictionary<(string ContextId, string Name), ActivityOutputRecord> _byContext = [];

    /// <summary>Records a value; the last one of a context and name wins.</summary>
    public void Record(ActivityExecutionContext context, string? outputName, object? value)
    {
        var key = (context.Id, outputName ?? DefaultOutputName);
        if (_byContext.TryGetValue(key, out var record))
        {
            record.Value = value;
            return;
        }

        record = new(context, key.Item2, value);
        _byContext[key] = record;
        _records.Add(record);
    }

    /// <summary>All records that satisfy the predicate, in order of first recording.</summary>
    public IEnumerable<ActivityOutputRecord> FindMany(Func<ActivityOutputRecord, bool> predicate) => _records.Where(predicate);

    /// <summary>Value put out last by the activity, or null.</summary>
    public object? FindOutputByActivityId(string activityId, string? outputName = null) =>
        _records.LastOrDefault(x => x.ActivityId == activityId && x.OutputName == (outputName ?? DefaultOutputName))?.Value;

    /// <summary>Value put out by the context, or null.</summary>
    public object? FindOutputByActivityInstanceId(string activityInstanceId, string? outputName = null) =>
        _byContext.GetValueOrDefault((activityInstanceId, outputName ?? DefaultOutputName))?.Value;

    internal bool TryGet(string activityInstanceId, string outputName, out object? value)
    {
        var found = _byContext.TryGetValue((activityInstanceId, outputName), out var record);
        value = record?.Value;
        return found;
    }
}

/// <summary>A value an activity put out.</summary>
public class ActivityOutputRecord(ActivityExecutionContext context, string outputName, object? value)
{
    /// <summary>Id of the parent context, or null.</summary>
    public string? ContainerId { get; } = context.ParentActivityExecutionContext?.Id;

    /// <summary>Id of the activity.</summary>
    public string ActivityId { get; } = context.Activity.Id;

    /// <summary>Id of the context.</summary>
    public string ActivityInstanceId { get; } = context.Id;

    /// <summary>Name of the output.</summary>
    public string OutputName { get; } = outputName;

    /// <summary>The value.</summary>
    public object? Value { get; internal set; } = value;
}
