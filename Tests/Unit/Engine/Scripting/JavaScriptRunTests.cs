using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.JavaScript;
using Elsa.Expressions.JavaScript.Activities;
using Elsa.Expressions.JavaScript.Models;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

public sealed class JavaScriptRunTests
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddElsaCore()
        .AddElsaScripting()
        .AddSingleton<IScriptFunctions, RecordFunctions>()
        .BuildServiceProvider();

    [Theory]
    [InlineData("getCount() + 1", "4")]
    [InlineData("getVariable('Count') + getInput('Amount')", "153")]
    [InlineData("variables.Count * 2", "6")]
    [InlineData("getOrder().Lines[0].Price", "12.5")]
    [InlineData("getAmount()", "150")]
    [InlineData("getInput('Missing') === null", "true")]
    [InlineData("setCount('7'); getCount()", "7")]
    [InlineData("setVariable('Count', 8); getCount()", "8")]
    [InlineData("variables.Count = 9; variables.Names.push('c'); 0", "0")]
    [InlineData("getWorkflowDefinitionId() + ':' + getWorkflowDefinitionVersion()", "\"flow:2\"")]
    [InlineData("setCorrelationId('c-1'); getCorrelationId()", "\"c-1\"")]
    [InlineData("setWorkflowInstanceName('n'); getWorkflowInstanceName()", "\"n\"")]
    [InlineData("toJson({a: [1]})", "\"{\\u0022a\\u0022:[1]}\"")]
    [InlineData("isNullOrWhiteSpace(' ') && !isNullOrEmpty('x')", "true")]
    [InlineData("stringFromBase64(stringToBase64('é'))", "\"\\u00E9\"")]
    [InlineData("bytesToString(bytesFromBase64('AQI=')).length", "2")]
    [InlineData("newGuid().length + newShortGuid().length", "58")]
    [InlineData("newGuid() !== newGuidString() && getGuidString(parseGuid(newGuid())).length === 36", "true")]
    [InlineData("getShortGuid(newGuid()).length", "22")]
    [InlineData("bytesToBase64(bytesFromString('AB')) + streamToBase64(bytesFromString('AB'))", "\"QUI=QUI=\"")]
    [InlineData("streamToBytes(bytesFromString('AB')).length", "2")]
    [InlineData("getWorkflowInstanceId().length > 0 && getWorkflowDefinitionVersionId().length > 0 && getLastResult() === null", "true")]
    [InlineData("getOutputFrom('nobody') === null", "true")]
    [InlineData("TimeSpan.FromMinutes(90) + ' ' + TimeSpan.Zero", "\"01:30:00 00:00:00\"")]
    [InlineData("Guid.NewGuid().length + Guid.Empty.length + Guid.Parse(newGuid()).length", "108")]
    [InlineData("DateTime.UtcNow - DateTimeOffset.Now < 1000 && DateTime.Today <= DateTime.UtcNow", "true")]
    [InlineData("DateTime.Parse('2026-11-23T10:00:00Z').getUTCHours()", "10")]
    [InlineData("new Random().Next(3, 4) + Random.Shared.Next(1) + LogPersistenceMode.Exclude", "\"3Exclude\"")]
    [InlineData("const names = getNames().map(name => `<${name}>`); return names.join('')", "\"\\u003Ca\\u003E\\u003Cb\\u003E\"")]
    [InlineData("getOrder()?.Lines?.[0]?.Price ?? 0", "12.5")]
    [InlineData("getInput('Missing')?.name ?? 'none'", "\"none\"")]
    [InlineData("getNames().includes('b') && getNames().find(x => x > 'a') === 'b' && Object.values({ a: 1 })[0] === 1", "true")]
    [InlineData("return getCount() > 2 ? 'many' : 'few'", "\"many\"")]
    [InlineData("getRecord().no + getRecord('x').arg", "\"R-1x\"")]
    public async Task A_script_sees_the_run(string script, string expected)
    {
        var (_, run) = await RunAsync(new RunJavaScript { Script = new(script), Id = "js", Result = new(new MemoryBlockReference("resultVariable")) });

        Assert.Empty(run.Incidents);
        Assert.Equal(expected, JsonSerializer.Serialize(run.GetActivityOutputRegister().FindOutputByActivityId("js")));
    }

    [Fact]
    public void Every_function_that_is_said_to_be_known_is_there()
    {
        var script = string.Concat(CommonFunctions.Names.Select(name => $"if (typeof {name} !== 'function') throw '{name}';"));
        var engine = new ScriptEngine(new ScriptLimits());
        new CommonFunctions(_services.GetRequiredService<IIdentityGenerator>()).Add(engine, [.. CommonFunctions.Names]);

        Assert.True((bool)engine.Evaluate(script + "true")!);
    }

    [Fact]
    public async Task Every_function_of_a_run_is_there()
    {
        var script = string.Concat(RunFunctions.Names.Select(name => $"if (typeof {name} !== 'function') throw '{name}';"));

        var (_, run) = await RunAsync(new RunJavaScript { Script = new(script + "true"), Id = "js" });

        Assert.Empty(run.Incidents);
    }

    [Fact]
    public async Task Variables_are_written_back_converted_and_only_when_changed()
    {
        var (workflow, run) = await RunAsync(new RunJavaScript { Script = new("variables.Count = '12'; variables.Order; variables.Names.push('c')") });

        Assert.Equal(12, Value<int>(run, workflow, "Count"));
        Assert.Equal(["a", "b", "c"], Value<string[]>(run, workflow, "Names")!);
        Assert.IsType<Order>(Value<object>(run, workflow, "Order"));
    }

    [Fact]
    public async Task Outputs_of_other_activities_can_be_read_by_name()
    {
        var first = new RunJavaScript { Script = new("return { v: 9 }"), Id = "first", Name = "MakeNine" };
        var second = new RunJavaScript { Script = new("getResultFromMakeNine().v + getOutputFrom('MakeNine').v + getLastResult().v"), Id = "js" };

        var (_, run) = await RunAsync(new Sequence { Activities = { first, second } });

        Assert.Equal(27d, run.GetActivityOutputRegister().FindOutputByActivityId("js"));
    }

    [Theory]
    [InlineData("getResultFromMakeNine()")]
    [InlineData("getResultFromFirst()")]
    public async Task An_output_has_a_function_by_the_name_of_its_activity_in_words_and_by_its_id(string script)
    {
        var first = new RunJavaScript { Script = new("9"), Id = "first", Name = "Make nine" };

        var (_, run) = await RunAsync(new Sequence { Activities = { first, new RunJavaScript { Script = new(script), Id = "js" } } });

        Assert.Equal(9d, run.GetActivityOutputRegister().FindOutputByActivityId("js"));
    }

    [Fact]
    public async Task A_script_chooses_outcomes()
    {
        var (_, run) = await RunAsync(new RunJavaScript { Script = new("setOutcomes(['A', 'B']); null"), Id = "js" });

        var context = run.ActivityExecutionContexts.Single(context => context.Activity.Id == "js");
        Assert.Equal("""["A","B"]""", JsonSerializer.Serialize(context.JournalData["Outcomes"]));
    }

    [Fact]
    public async Task A_mistake_is_an_incident_that_says_where()
    {
        var (_, run) = await RunAsync(new WriteLine(JavaScriptExpression.Create("1 +\n nosuchthing.foo")) { Id = "w" });

        var incident = Assert.Single(run.Incidents);
        Assert.Equal("Failed to evaluate activity input 'Text'", incident.Message);
        Assert.Contains("nosuchthing is not defined", incident.Exception!.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("line ", incident.Exception.InnerException.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 +", 1)]
    [InlineData("var x = 1;\nvar = 2;", 2)]
    [InlineData("class A {}", 1)]
    public void Mistakes_are_found_without_running(string script, int line)
    {
        var checker = _services.GetServices<IExpressionSyntaxChecker>().Single(item => item.ExpressionType == "JavaScript");

        Assert.Equal(line, checker.Check(script)!.Line);
        Assert.Null(checker.Check("return getAnything()"));
    }

    private async Task<(Workflow, WorkflowExecutionContext)> RunAsync(IActivity root)
    {
        var workflow = new Workflow(root)
        {
            Identity = new WorkflowIdentity("flow", 2, "flow:v2"),
            Inputs = [new InputDefinition { Name = "Amount", Type = typeof(int) }],
            Variables =
            [
                new Variable<int>("Count", 3), new Variable<string[]>("Names", ["a", "b"]),
                new Variable<object>("Order", new Order("A", [new Line(12.5m)])), new Variable<object>("result", null!),
            ],
        };
        using var scope = _services.CreateScope();
        var result = await scope.ServiceProvider.GetRequiredService<IWorkflowRunner>().RunAsync(
            workflow, new RunWorkflowOptions { Input = new Dictionary<string, object> { ["Amount"] = 150 } });
        return (workflow, result.WorkflowExecutionContext);
    }

    private static T? Value<T>(WorkflowExecutionContext run, Workflow workflow, string name)
    {
        var root = run.ActivityExecutionContexts.First(context => context.Activity == workflow);
        return root.Get<T>(workflow.Variables.Single(variable => variable.Name == name));
    }

    private sealed record Order(string No, Line[] Lines);

    private sealed record Line(decimal Price);

    private sealed class RecordFunctions : IScriptFunctions
    {
        public IReadOnlyDictionary<string, string> Declarations { get; } =
            new Dictionary<string, string> { ["getRecord"] = "declare function getRecord(arg?: string): any;" };

        public ValueTask<Func<object?[], object?>> PrepareAsync(string name, ExpressionExecutionContext context) =>
            new(arguments => new { no = "R-1", arg = arguments.ElementAtOrDefault(0) });
    }
}
