using System.Diagnostics.Metrics;

namespace Elsa.Workflows.Runtime.Telemetry;

/// <summary>Figures of the runtime, on the meter <c>Elsa.Runtime</c>.</summary>
public sealed class RuntimeMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Elsa.Runtime";

    private readonly Meter _meter;
    private readonly Histogram<double> _commands;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _replays;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _parked;
    private readonly Histogram<double> _bursts;

    /// <summary>Makes the instruments.</summary>
    public RuntimeMetrics(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _commands = _meter.CreateHistogram<double>("elsa.commands", "s", "Elapsed time of commands, locks and re-runs included.");
        _commits = _meter.CreateCounter<long>("elsa.commits", description: "Committed units of work.");
        _conflicts = _meter.CreateCounter<long>("elsa.conflicts", description: "Commits lost to another command.");
        _replays = _meter.CreateCounter<long>("elsa.fault_replays", description: "Commands run again because an activity threw.");
        _lateness = _meter.CreateHistogram<double>("elsa.deadlines.lateness", "s", "Elapsed time between due and fired.");
        _parked = _meter.CreateCounter<long>("elsa.parked", description: "Background rows given up.");
        _bursts = _meter.CreateHistogram<double>("elsa.bursts", "s", "Elapsed time of bursts of execution in memory.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    internal void CommandDone(string route, TimeSpan elapsed, bool replayed) =>
        _commands.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("route", route), new KeyValuePair<string, object?>("replayed", replayed));

    internal void Committed() => _commits.Add(1);

    internal void ConflictMet() => _conflicts.Add(1);

    internal void FaultReplayed() => _replays.Add(1);

    internal void Parked(string kind) => _parked.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal void DeadlineFired(string kind, TimeSpan late) =>
        _lateness.Record(Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));

    internal void BurstDone(string definitionId, TimeSpan elapsed) =>
        _bursts.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("definition", definitionId));
}
