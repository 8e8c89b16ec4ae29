using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;

namespace Elsa.Expressions.JavaScript;

/// <summary>What a script may ask of the run it belongs to, and the little it may change.</summary>
internal sealed class RunFunctions(ExpressionExecutionContext context)
{
    private readonly WorkflowExecutionContext _run = context.GetWorkflowExecutionContext();

    /// <summary>Adds those that the script names.</summary>
    public void Add(ScriptEngine engine, HashSet<string> words)
    {
        foreach (var (name, function) in Fixed())
            if (words.Contains(name))
                engine.SetFunction(name, function);
        if (!context.IsContainedWithinCompositeActivity())
            AddInputs(engine, words);
        AddOutputs(engine, words);
        AddVariables(engine, words);
    }

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary><c>Send mail</c> gives <c>SendMail</c>.</summary>
    private static string PascalWords(string name) =>
        string.Concat(name.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Pascal));

    /// <summary>Names of the functions every script may call.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult", "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId",
        "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getCorrelationId", "setCorrelationId", "getWorkflowInstanceName",
        "setWorkflowInstanceName",
    ];

    private Dictionary<string, Func<object?[], object?>> Fixed() => new()
    {
        ["getVariable"] = arguments => context.GetVariableInScope(Text(arguments, 0)),
        ["setVariable"] = arguments => Set(() => context.SetVariableInScope(Text(arguments, 0), arguments.ElementAtOrDefault(1))),
        ["getInput"] = arguments => context.GetInput(Text(arguments, 0)),
        ["getOutputFrom"] = arguments => context.GetOutput(Text(arguments, 0), arguments.ElementAtOrDefault(1) as string),
        ["getLastResult"] = _ => context.GetLastResult(),
        ["getWorkflowDefinitionId"] = _ => _run.Workflow.Identity.DefinitionId,
        ["getWorkflowDefinitionVersionId"] = _ => _run.Workflow.Identity.Id,
        ["getWorkflowDefinitionVersion"] = _ => _run.Workflow.Identity.Version,
        ["getWorkflowInstanceId"] = _ => _run.Id,
        ["getCorrelationId"] = _ => _run.CorrelationId,
        ["setCorrelationId"] = arguments => Set(() => _run.CorrelationId = arguments.ElementAtOrDefault(0) as string),
        ["getWorkflowInstanceName"] = _ => _run.Name,
        ["setWorkflowInstanceName"] = arguments => Set(() => _run.Name = arguments.ElementAtOrDefault(0) as string),
    };

    private void AddInputs(ScriptEngine engine, HashSet<string> words)
    {
        foreach (var name in _run.Workflow.Inputs.Select(input => input.Name))
            if (words.Contains("get" + Pascal(name)))
                engine.SetFunction("get" + Pascal(name), _ => context.GetInput(name));
    }

    private void AddOutputs(ScriptEngine engine, HashSet<string> words)
    {
        if (!words.Any(word => word.StartsWith("get", StringComparison.Ordinal) && word.Contains("From", StringComparison.Ordinal)))
            return;
        foreach (var activity in context.GetActivityOutputs())
            foreach (var output in activity.OutputNames)
                foreach (var name in new[] { activity.ActivityId, activity.ActivityName }.OfType<string>()) // older tools write the id, newer ones the name
                {
                    var function = $"get{Pascal(output)}From{PascalWords(name)}";
                    if (words.Contains(function))
                        engine.SetFunction(function, _ => context.GetOutput(activity.ActivityId, output));
                }
    }

    private void AddVariables(ScriptEngine engine, HashSet<string> words)
    {
        foreach (var name in context.GetVariableNamesInScope())
        {
            if (words.Contains("get" + Pascal(name)))
                engine.SetFunction("get" + Pascal(name), _ => context.GetVariableInScope(name));
            if (words.Contains("set" + Pascal(name)))
                engine.SetFunction("set" + Pascal(name), arguments => Set(() => context.SetVariableInScope(name, arguments.ElementAtOrDefault(0))));
        }
    }

    private static object? Set(Action change)
    {
        change();
        return null;
    }

    private static string Text(object?[] arguments, int index) => arguments.ElementAtOrDefault(index) as string
        ?? throw new ScriptException($"Expected argument {index + 1} to be a name, but it is no text.");
}
