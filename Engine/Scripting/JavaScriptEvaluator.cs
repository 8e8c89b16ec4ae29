using System.Text.RegularExpressions;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;

namespace Elsa.Expressions.JavaScript;

/// <summary>Runs a script against the values of a run: reads them, runs the script, writes back what it set.</summary>
/// <remarks>Scripts get functions only for names that stand in their text, so a run with many variables costs a script nothing.</remarks>
public sealed partial class JavaScriptEvaluator(
    IEnumerable<IScriptFunctions> hostFunctions, IIdentityGenerator identityGenerator, ScriptLimits limits, ScriptEngines engines, TimeProvider time)
{
    private const string Variables = "variables";

    /// <summary>The script's value, converted; blank text gives null.</summary>
    /// <param name="script">JavaScript as the README of this project describes it; a top-level <c>return</c> is allowed.</param>
    /// <param name="returnType">Type to convert the value to.</param>
    /// <param name="context">Scope whose variables and inputs the script sees.</param>
    /// <param name="options">Arguments, seen as <c>args.name</c> and <c>getName()</c>.</param>
    /// <param name="configure">Adds further functions to the engine.</param>
    /// <exception cref="ScriptException">The script does not parse, failed, or went over a limit.</exception>
    public async Task<object?> EvaluateAsync(
        string script, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null,
        Action<ScriptEngine>? configure = null)
    {
        if (string.IsNullOrWhiteSpace(script))
            return null;

        var program = ScriptParser.Parse(script, limits);
        var isCalm = configure is null && CalmScripts.IsCalm(program);
        var engine = isCalm ? engines.Take() : new ScriptEngine(limits);
        var words = Words().Matches(script).Select(match => match.Value).ToHashSet();
        if (!isCalm) // a calm script calls none of them
            engine.AddBuiltIns(words);
        var common = new CommonFunctions(identityGenerator);
        common.Add(engine, words);
        new ClrTypes(time, common).Add(engine, words);
        await AddHostFunctionsAsync(engine, words, context);
        AddArguments(engine, options);
        if (context.TryGetWorkflowExecutionContext(out _))
            new RunFunctions(context).Add(engine, words);
        configure?.Invoke(engine);

        var copies = CopyVariables(engine, script, context);
        var value = engine.Evaluate(program);
        if (copies)
            WriteBack(engine, context);
        if (isCalm)
            engines.Return(engine);
        return value.ConvertTo(returnType);
    }

    private async Task AddHostFunctionsAsync(ScriptEngine engine, HashSet<string> words, ExpressionExecutionContext context)
    {
        foreach (var functions in hostFunctions)
            foreach (var name in functions.Declarations.Keys.Where(words.Contains))
                engine.SetFunction(name, await functions.PrepareAsync(name, context));
    }

    private static void AddArguments(ScriptEngine engine, ExpressionEvaluatorOptions? options)
    {
        if (options is null || options.Arguments.Count == 0)
            return;
        engine.SetValue("args", options.Arguments.ToDictionary(argument => RunFunctions.Camel(argument.Key), object? (argument) => argument.Value));
        foreach (var (name, value) in options.Arguments)
            engine.SetFunction("get" + RunFunctions.Pascal(name), _ => value);
    }

    /// <summary>Copies the variables that the text mentions as <c>variables.Name</c>.</summary>
    private static bool CopyVariables(ScriptEngine engine, string script, ExpressionExecutionContext context)
    {
        if (!script.Contains(Variables, StringComparison.Ordinal))
            return false;
        var mentioned = MentionedVariables().Matches(script).Select(match => match.Groups[1].Value).ToHashSet();
        engine.SetObject(Variables, context.GetVariableNamesInScope()
            .Where(mentioned.Contains)
            .ToDictionary(name => name, name => context.GetVariableInScope(name)));
        return true;
    }

    /// <summary>A name that is also a workflow input is never written: the input is what the script saw.</summary>
    private static void WriteBack(ScriptEngine engine, ExpressionExecutionContext context)
    {
        var inputs = context.GetWorkflowInputs().Select(input => input.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in engine.ReadChanges(Variables))
            if (!inputs.Contains(name))
                context.SetVariableInScope(name, value);
    }

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\bvariables\s*\.\s*([\p{L}_$][\p{L}\p{Nd}_$]*)", RegexOptions.NonBacktracking)]
    private static partial Regex MentionedVariables();
}
