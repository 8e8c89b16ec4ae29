using System.Runtime.CompilerServices;
using Jint.Native;

namespace Elsa.Expressions.JavaScript;

/// <summary>Counts what one evaluation uses beyond what Jint counts itself: allocated bytes, stack, sizes of values.</summary>
/// <remarks>Lives on the thread that runs the script; scripts run synchronously.</remarks>
internal sealed class ScriptBudget(ScriptLimits limits)
{
    private long _allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();

    public ScriptLimits Limits => limits;

    /// <summary>Counts from here, on this thread.</summary>
    public void Start() => _allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Called by the guards that <see cref="ScriptGuards"/> puts into loops, functions and dynamic additions.</summary>
    public void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ScriptException("Expected the script's calls to fit the stack, but they nest too deeply.");
        if (GC.GetAllocatedBytesForCurrentThread() - _allocatedAtStart > limits.AllocatedBytes)
            throw new ScriptException($"Expected the script to use at most {limits.AllocatedBytes / (1024 * 1024)} MB, but it needs more.");
    }

    public JsValue CheckText(JsValue value)
    {
        if (value.IsString())
            CheckTextLength(value.AsString().Length);
        return value;
    }

    public void CheckTextLength(long length)
    {
        if (length > limits.TextLength)
            throw new ScriptException($"Expected texts of at most {limits.TextLength} characters, but the script works on one of {length}.");
    }

    public void CheckArrayLength(double length)
    {
        if (length > limits.ArrayLength)
            throw new ScriptException($"Expected arrays of at most {limits.ArrayLength} items, but the script works on one of {length}.");
    }
}
