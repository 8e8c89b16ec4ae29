using System.Collections;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Expressions.JavaScript.Activities;

/// <summary>Runs a script; what it yields is the result.</summary>
/// <remarks>Outcomes: those set by <c>setOutcome(name)</c> or <c>setOutcomes(names)</c>, else Done.</remarks>
[Activity("Elsa", "Scripting", "Executes JavaScript code", DisplayName = "Run JavaScript")]
public class RunJavaScript : CodeActivity<object?>
{
    /// <summary>Creates the activity without a script.</summary>
    public RunJavaScript([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    /// <summary>JavaScript; blank completes at once. With the syntax JavaScript, the script is what that expression yields.</summary>
    [Input(
        Description = "The script to run.", DefaultSyntax = "JavaScript", UIHint = InputUIHints.CodeEditor,
        UIHandler = typeof(RunJavaScriptEditor))]
    public Input<string> Script { get; set; } = new("");

    /// <summary>Outcomes the script may set; they are the ports in the designer.</summary>
    [Input(Description = "A list of possible outcomes.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> PossibleOutcomes { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var script = context.Get(Script);
        if (string.IsNullOrWhiteSpace(script))
            return;

        string[] outcomes = ["Done"];
        var value = await context.GetRequiredService<JavaScriptEvaluator>().EvaluateAsync(
            script, typeof(object), context.ExpressionExecutionContext, configure: engine =>
            {
                engine.SetFunction("setOutcome", arguments => (outcomes = [$"{arguments.ElementAtOrDefault(0)}"])[0]);
                engine.SetFunction("setOutcomes", arguments =>
                    outcomes = arguments.ElementAtOrDefault(0) is IEnumerable names and not string
                        ? [.. names.Cast<object?>().Select(name => $"{name}")]
                        : [.. arguments.Select(name => $"{name}")]);
            });
        if (value is not null)
            Result.Set(context, value);
        await context.CompleteActivityAsync(new Outcomes(outcomes));
    }
}
