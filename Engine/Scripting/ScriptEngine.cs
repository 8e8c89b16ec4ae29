using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Elsa.Expressions.JavaScript;

/// <summary>One Jint engine for one evaluation at a time: no CLR, bounded, ECMAScript 5 with what <see cref="ModernSyntax"/> knows of newer ones.</summary>
public sealed class ScriptEngine
{
    private readonly Jint.Engine _engine;
    private readonly ScriptBudget _budget;
    private readonly HashSet<string> _globals = new(StringComparer.Ordinal);
    private bool _hidesBuiltIn;

    /// <summary>Makes an engine with the standard built-ins; the time limit counts from <see cref="Evaluate(string)"/>.</summary>
    public ScriptEngine(ScriptLimits limits)
    {
        _budget = new ScriptBudget(limits);
        _engine = new Jint.Engine(options => options
            .LimitRecursion(limits.CallDepth)
            .MaxStatements(limits.Statements)
            .TimeoutInterval(limits.Time)
            .LocalTimeZone(TimeZoneInfo.Utc));
        new BoundedBuiltIns(_engine, _budget).Install();
    }

    /// <summary>Adds a global function; arguments and result are copied (numbers arrive as doubles, objects as ExpandoObject).</summary>
    public void SetFunction(string name, Func<object?[], object?> function) => SetGlobal(name, Function(function));

    /// <summary>Adds a global object with values, copied, and functions.</summary>
    public void SetMembers(string name, Dictionary<string, object?> values, Dictionary<string, Func<object?[], object?>> functions)
    {
        var target = _engine.Object.Construct(Arguments.Empty);
        foreach (var (member, value) in values)
            target.FastAddProperty(member, new ValueBridge(_engine, _budget).ToScript(value), true, true, true);
        foreach (var (member, function) in functions)
            target.FastAddProperty(member, Function(function), true, true, true);
        SetGlobal(name, target);
    }

    /// <summary>Adds a global value, copied.</summary>
    public void SetValue(string name, object? value) => SetGlobal(name, new ValueBridge(_engine, _budget).ToScript(value));

    /// <summary>Adds a global object with the given members, copied; <see cref="ReadChanges"/> tells what the script changed.</summary>
    public void SetObject(string name, IReadOnlyDictionary<string, object?> members)
    {
        var bridge = new ValueBridge(_engine, _budget);
        var target = _engine.Object.Construct(Arguments.Empty);
        foreach (var (member, value) in members)
            target.FastAddProperty(member, bridge.ToScript(value), true, true, true);
        SetGlobal(name, target);
        _before[name] = Texts(target);
    }

    /// <summary>The members of a global set by <see cref="SetObject"/> that have another value now, new ones included.</summary>
    public IReadOnlyDictionary<string, object?> ReadChanges(string name)
    {
        var changes = new Dictionary<string, object?>();
        if (_engine.Global.Get(name) is not { } global || !global.IsObject())
            return changes;
        foreach (var (member, text) in Texts(global.AsObject()))
            if (!_before[name].TryGetValue(member, out var old) || old != text)
                changes[member] = new ValueBridge(_engine, _budget).ToProcess(global.AsObject().Get(member));
        return changes;
    }

    /// <summary>Runs the text and returns its last value, or what a top-level <c>return</c> gave, copied.</summary>
    /// <exception cref="ScriptException">It does not parse, failed, or went over a limit.</exception>
    public object? Evaluate(string text) => Evaluate(ScriptParser.Parse(text, _budget.Limits));

    /// <summary>Runs a guarded syntax tree.</summary>
    internal object? Evaluate(Jint.Parser.Ast.Program program)
    {
        _budget.Start();
        return Run(() => new ValueBridge(_engine, _budget).ToProcess(_engine.Execute(program).GetCompletionValue()));
    }

    /// <summary>Adds the newer built-in functions that the script names.</summary>
    internal void AddBuiltIns(IEnumerable<string> words)
    {
        if (ModernBuiltIns.CodeFor(words) is { } code)
            Evaluate(code);
    }

    /// <summary>Takes away what was added for one script; false when the engine cannot be as new again.</summary>
    internal bool TryForget()
    {
        foreach (var name in _globals)
            _engine.Global.RemoveOwnProperty(name);
        _globals.Clear();
        _before.Clear();
        return !_hidesBuiltIn;
    }

    /// <summary>JSON text of a copied-in value as the script's own <c>JSON.stringify</c> writes it.</summary>
    internal string ToJson(object? value) => new JsonBuiltIn(_engine, _budget).Text(new ValueBridge(_engine, _budget).ToScript(value));

    private readonly Dictionary<string, Dictionary<string, string>> _before = [];

    private ClrFunctionInstance Function(Func<object?[], object?> function) => new(_engine, (_, arguments) =>
    {
        _budget.Check();
        var bridge = new ValueBridge(_engine, _budget);
        object?[] values = [.. arguments.Select(bridge.ToProcess)];
        return new ValueBridge(_engine, _budget).ToScript(function(values));
    });

    private void SetGlobal(string name, JsValue value)
    {
        _hidesBuiltIn |= !_globals.Contains(name) && _engine.Global.HasOwnProperty(name);
        _globals.Add(name);
        _engine.Global.FastAddProperty(name, value, true, true, true);
    }

    private Dictionary<string, string> Texts(ObjectInstance value)
    {
        var json = new JsonBuiltIn(_engine, _budget);
        return value.GetOwnProperties().ToDictionary(property => property.Key, property => json.Text(value.Get(property.Key)));
    }

    private object? Run(Func<object?> work)
    {
        try
        {
            return work();
        }
        catch (JavaScriptException error)
        {
            throw At(error.LineNumber, error.Column, Message(error), error);
        }
        catch (ScriptException error) when (error.Line == 0)
        {
            throw AtLastStatement(error.Problem, error);
        }
        catch (StatementsCountOverflowException error)
        {
            throw AtLastStatement($"Expected at most {_budget.Limits.Statements} statements, but the script runs more.", error);
        }
        catch (RecursionDepthOverflowException error)
        {
            throw AtLastStatement($"Expected at most {_budget.Limits.CallDepth} calls within each other, but the script nests more.", error);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException error)
        {
            throw AtLastStatement(
                $"Expected the regular expression to end within {_budget.Limits.RegularExpression.TotalMilliseconds} ms, but it runs on.", error);
        }
        catch (TimeoutException error)
        {
            throw AtLastStatement($"Expected the script to end within {_budget.Limits.Time.TotalSeconds} s, but it runs on.", error);
        }
        catch (InsufficientExecutionStackException error)
        {
            throw AtLastStatement("Expected the script's calls to fit the stack, but they nest too deeply.", error);
        }
    }

    /// <summary>The thrown value in words. Reading it may run the script's own code, which may fail again.</summary>
    private static string Message(JavaScriptException error)
    {
        try
        {
            return Text(error);
        }
        catch (Exception again) when (again is JavaScriptException or ScriptException or StatementsCountOverflowException or RecursionDepthOverflowException
            or TimeoutException or InsufficientExecutionStackException)
        {
            return "The script threw something that cannot be shown.";
        }
    }

    private static string Text(JavaScriptException error) =>
        error.Error.IsObject() && error.Error.AsObject().Get("message") is var message && message.IsString() && message.AsString().Length > 0
            ? $"{TypeConverter.ToString(error.Error.AsObject().Get("name"))}: {message.AsString()}"
            : error.Error.IsObject() && TypeConverter.ToString(error.Error) == "TypeError" // Jint gives no message then
                ? "TypeError: a value is undefined or null, or no function"
                : TypeConverter.ToString(error.Error);

    private ScriptException AtLastStatement(string message, Exception error)
    {
        var start = _engine.GetLastSyntaxNode()?.Location?.Start;
        return At(start?.Line ?? 0, start?.Column ?? 0, message, error);
    }

    private static ScriptException At(int line, int column, string message, Exception error) => new(message, line, column + 1, error);
}
