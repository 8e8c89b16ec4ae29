using System.Collections.Concurrent;

namespace Elsa.Expressions.JavaScript;

/// <summary>Engines that lie ready for calm scripts, because making one costs more than most conditions. Singleton.</summary>
public sealed class ScriptEngines(ScriptLimits limits)
{
    private const int MaxKept = 16;
    private readonly ConcurrentBag<ScriptEngine> _kept = [];

    /// <summary>An engine as if it were new, for a script that is <see cref="CalmScripts">calm</see>.</summary>
    public ScriptEngine Take() => _kept.TryTake(out var engine) ? engine : new ScriptEngine(limits);

    /// <summary>Keeps the engine of a calm script that succeeded; one that failed is left to the garbage collector.</summary>
    public void Return(ScriptEngine engine)
    {
        if (_kept.Count < MaxKept && engine.TryForget())
            _kept.Add(engine);
    }
}
