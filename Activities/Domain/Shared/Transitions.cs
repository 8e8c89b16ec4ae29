namespace Elsa.ITR.Domain.Shared;

/// <summary>A state machine as data: which trigger leads from which state to which.</summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TTrigger">What may happen to the record.</typeparam>
public sealed class Transitions<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), TState> _rows;

    /// <summary>Builds the table; a pair of state and trigger may stand in it once.</summary>
    /// <exception cref="ArgumentException">A pair occurs twice.</exception>
    public Transitions(params (TState From, TTrigger Trigger, TState To)[] rows) =>
        _rows = rows.ToDictionary(row => (row.From, row.Trigger), row => row.To);

    /// <summary>The rows of the table, in no particular order.</summary>
    public IEnumerable<(TState From, TTrigger Trigger, TState To)> Rows =>
        _rows.Select(row => (row.Key.Item1, row.Key.Item2, row.Value));

    /// <summary>The state that follows, or null when the trigger means nothing in that state.</summary>
    public TState? Next(TState from, TTrigger trigger) => _rows.TryGetValue((from, trigger), out var to) ? to : null;

    /// <summary>The triggers that are possible in a state.</summary>
    public IEnumerable<TTrigger> From(TState state) =>
        _rows.Keys.Where(key => EqualityComparer<TState>.Default.Equals(key.Item1, state)).Select(key => key.Item2);

    /// <summary>The state that follows.</summary>
    /// <param name="from">The present state.</param>
    /// <param name="trigger">What happens.</param>
    /// <param name="code">The rule that a refusal names, e.g. <c>case.wrong-state</c>.</param>
    /// <exception cref="RuleViolationException">The trigger means nothing in that state; arguments <c>state</c>, <c>trigger</c>.</exception>
    public TState Fire(TState from, TTrigger trigger, string code) =>
        Next(from, trigger) ?? throw new RuleViolationException(code, ("state", from.ToString()), ("trigger", trigger.ToString()));
}
