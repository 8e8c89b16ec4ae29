using Elsa.Expressions.Models;

namespace Elsa.Expressions.Contracts;

/// <summary>Functions of the host for authors of scripts, e.g. <c>getRecord()</c>. A port; any number may be registered.</summary>
/// <remarks>
/// A script runs synchronously and reaches no service. So a function is prepared before the script runs, when the script's text names it:
/// what it needs is read then, and the function answers from that snapshot (D9).
/// </remarks>
public interface IScriptFunctions
{
    /// <summary>Name of each function and its TypeScript declaration, e.g. <c>declare function getRecord(): Record;</c>.</summary>
    IReadOnlyDictionary<string, string> Declarations { get; }

    /// <summary>Reads what the function needs and returns it. Arguments arrive as bool, double, string, DateTime, object?[] or ExpandoObject.</summary>
    ValueTask<Func<object?[], object?>> PrepareAsync(string name, ExpressionExecutionContext context);
}
