using System.Text.Json;
using Elsa.ITR.Tests.Unit.Engine.ElsaCases;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Tests.Unit.Engine.Validation;

/// <summary>Every finding with a definition that has it: its code, the activity, and words on what is wrong and what to do.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private const string Done = "Done";
    private CaseHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await CaseHost.StartAsync(FlowchartExecutionMode.Default);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static TheoryData<string, string, string?, string, string> Mistakes => new()
    {
        // what is wrong, code, activity, words, definition
        { "an input twice", "input.duplicate-name", null, "more than once: Name", Definition(Line("a"), """ "inputs": [{ "name": "Name", "type": "String" }, { "name": "name", "type": "String" }], """) },
        { "an output twice", "output.duplicate-name", null, "more than once: Total", Definition(Line("a"), """ "outputs": [{ "name": "Total", "type": "String" }, { "name": "Total", "type": "String" }], """) },
        { "an id twice", "activity.duplicate-id", "a", "an id of its own", Definition($$"""{ "id": "root", "type": "Elsa.Sequence", "activities": [{{Line("a")}}, {{Line("a")}}] }""") },
        { "an unknown activity type", "activity.unknown-type", "x", "Nowhere.Thing", Definition("""{ "id": "x", "type": "Nowhere.Thing", "secret": 1 }""") },
        { "a variable of unknown type", "variable.unknown-type", null, "Choose another type", Definition(Line("a"), """ "variables": [{ "id": "v", "name": "V", "typeName": "Nowhere.Type" }], """) },
        { "a variable without storage", "variable.no-storage", "Workflow1", "Choose Workflow Instance", Definition(Line("a"), """ "variables": [{ "id": "v", "name": "V", "typeName": "String" }], """) },
        { "a variable name twice", "variable.duplicate-name", "Workflow1", "Rename", Definition(Line("a"), $""" "variables": [{Stored("v", "V")}, {Stored("w", "V")}], """) },
        { "a missing input", "input.required", "e", "EventName", Definition("""{ "id": "e", "type": "Elsa.Event" }""") },
        { "an empty input", "input.required", "e", "Enter one", Definition($$"""{ "id": "e", "type": "Elsa.Event", "eventName": {{Literal("String", "\"\"")}} }""") },
        { "a fixed value of the wrong type", "input.wrong-type", "d", "soon", Definition($$"""{ "id": "d", "type": "Elsa.Delay", "timeSpan": {{Literal("TimeSpan", "\"soon\"")}} }""") },
        { "JSON that is none", "expression.syntax", "a", "line 1, column", Definition(Line("a", "Object", """ "{ x" """)) },
        { "an unknown expression type", "expression.unknown-type", "a", "CSharp", Definition(Line("a", "CSharp", """ "1" """)) },
        { "a variable that is not there", "variable.unknown", "a", "declare it", Definition(Line("a", "Variable", """ { "id": "gone", "name": "Gone" } """)) },
        { "a variable of another scope", "variable.unknown", "a", "not in scope", Definition($$"""{ "id": "root", "type": "Elsa.Sequence", "activities": [{ "id": "inner", "type": "Elsa.Sequence", "variables": [{{Stored("v", "V")}}], "activities": [] }, {{Line("a", "Variable", """ { "id": "v", "name": "V" } """)}}] }""") },
        { "a workflow input that is not there", "input.unknown", "a", "define it", Definition(Line("a", "Input", """ { "name": "Gone" } """)) },
        { "an output bound to nothing", "output.unknown-variable", "r", "Choose one", Definition("""{ "id": "r", "type": "Elsa.RunTask", "taskName": "t", "taskId": { "typeName": "String", "memoryReference": { "id": "gone" } } }""") },
        { "a variable to set that is not there", "variable.unknown", "s", "not in scope", Definition("""{ "id": "s", "type": "Elsa.SetVariable", "variable": { "id": "gone", "name": "Gone", "typeName": "String" } }""") },
        { "a script with a variable that is not there", "variable.unknown", "a", "line 2, column 1", Definition(Line("a", "JavaScript", """ "1 +\nvariables.Gone" """)) },
        { "a script that asks for a variable that is not there", "variable.unknown", "a", "Gone", Definition(Line("a", "JavaScript", """ "getVariable('Gone')" """)) },
        { "a script with an input that is not there", "input.unknown", "a", "Gone", Definition(Line("a", "JavaScript", """ "getInput('Gone')" """)) },
        { "a script with the output of nobody", "output.unknown", "a", "Gone", Definition(Line("a", "JavaScript", """ "getOutputFrom('Gone')" """)) },
        { "a script with an unknown function", "function.unknown", "a", "getGone", Definition(Line("a", "JavaScript", """ "getGone()" """)) },
        { "a condition with a mistake", "expression.syntax", "f", "Condition 1", Definition("""{ "id": "f", "type": "Elsa.FlowSwitch", "cases": [{ "label": "A", "condition": { "type": "JavaScript", "value": "1 +" } }] }""") },
        { "the script of RunJavaScript with a mistake", "expression.syntax", "j", "line 1", Definition($$"""{ "id": "j", "type": "Elsa.RunJavaScript", "script": {{Literal("String", "\"class X {}\"")}} }""") },
        { "an unreachable activity", "activity.unreachable", "b", "Connect it", Flow(["a", "b"]) },
        { "a circle nothing leads to", "activity.unreachable", "c", "Connect it", Flow(["a", "b", "c"], ("b", Done, "c"), ("c", Done, "b")) },
        { "an unknown port", "connection.unknown-port", "a", "Done", Flow(["a", "b"], ("a", "Nope", "b")) },
        { "an unknown case", "connection.unknown-port", "f", "A, Default", Definition($$"""{ "id": "root", "type": "Elsa.Flowchart", "activities": [{ "id": "f", "type": "Elsa.FlowSwitch", "cases": [{ "label": "A", "condition": { "type": "Literal", "value": true } }] }, {{Line("b")}}], "connections": [{{Connection("f", "B", "b")}}] }""") },
        { "a connection to nowhere", "connection.dangling", "root", "Draw it again", Flow(["a"], ("a", Done, "gone")) },
        { "a connection from nowhere", "connection.dangling", "root", "gone", Flow(["a"], ("gone", Done, "a")) },
        { "a way back past its target", "connection.invalid-backward", "d", "Lead it back", Flow(["a", "b", "c", "d"], ("a", Done, "b"), ("a", Done, "c"), ("b", Done, "d"), ("c", Done, "d"), ("d", Done, "b")) },
        { "a trigger that cannot be computed", "trigger.no-stimulus", "e", "fixed values", Definition("""{ "id": "e", "type": "Elsa.Event", "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "JavaScript", "value": "null.x" } } }""") },
        { "a path that is none", "trigger.no-stimulus", "h", "last segment", Definition($$"""{ "id": "h", "type": "Elsa.HttpEndpoint", "customProperties": { "canStartWorkflow": true }, "path": {{Literal("String", "\"a/{x?}/b\"")}} }""") },
        { "a path twice", "http.route-taken", "h2", "another endpoint", Definition($$"""{ "id": "root", "type": "Elsa.Sequence", "activities": [{{Endpoint("h1", "orders/{id}")}}, {{Endpoint("h2", "orders/{no}")}}] }""") },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task Tells(string what, string code, string? activity, string words, string definition)
    {
        var finding = Assert.Single(await FindingsAsync(definition), x => x.Code == code && x.ActivityId == activity);

        Assert.True(finding.Message.Contains(words, StringComparison.Ordinal), $"{what}: expected '{words}' in '{finding.Message}'");
        Assert.Equal(code == "activity.duplicate-id", finding.Blocks); // the one that cannot be compiled
    }

    /// <summary>What ECMAScript has learned since 2015 and the engine has not.</summary>
    [Theory]
    [InlineData("({ a }) => a", 1, 2)]
    [InlineData("(a = 1) => a", 1, 4)]
    [InlineData("let x = 1; { let x = 2; } x", 1, 5)]
    [InlineData("const x = 1;\nx = 2", 2, 1)]
    [InlineData("{ let x = 1; }\nx", 2, 1)]
    [InlineData("var f = [];\nfor (let i = 0; i < 3; i++) { f.push(() => i); }", 2, 62)] // of the rewritten line
    [InlineData("1;\n`text ${1}", 2, 1)]
    [InlineData("tag`text`", 1, 4)]
    [InlineData("class A {}", 1, 1)]
    [InlineData("for (var x of [1]) x", 1, 1)]
    [InlineData("var { a } = {}", 1, 5)]
    [InlineData("f(...[1])", 1, 3)]
    [InlineData("async function f() {}", 1, 7)]
    [InlineData("2 ** 3", 1, 4)]
    [InlineData("({ a() { } })", 1, 5)]
    [InlineData("import x from 'y'", 1, 1)]
    [InlineData("with (x) {}", 1, 1)]
    [InlineData("var x = ;", 1, 9)]
    [InlineData("'open", 1, 6)]
    [InlineData("1;\n /(/.test('x')", 2, 2)]
    public async Task Tells_the_place_of_syntax_it_does_not_know(string script, int line, int column)
    {
        var definition = Definition(Line("a", "JavaScript", JsonSerializer.Serialize(script)));

        var finding = Assert.Single(await FindingsAsync(definition), x => x.Code == "expression.syntax");

        Assert.EndsWith($"(line {line}, column {column})", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_everything_at_once()
    {
        var definition = Definition($$"""
            { "id": "root", "type": "Elsa.Flowchart",
              "activities": [{{Line("a", "JavaScript", """ "class X {}" """)}}, {{Line("b", "Variable", """ { "id": "gone" } """)}}, { "id": "c", "type": "Nowhere.Thing" }, { "id": "d", "type": "Elsa.Event" }],
              "connections": [{{Connection("a", "Nope", "b")}}, {{Connection("b", Done, "gone")}}] }
            """);

        var codes = (await FindingsAsync(definition)).Select(x => x.Code).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "expression.syntax", "variable.unknown", "activity.unknown-type", "input.required", "connection.unknown-port", "connection.dangling", "activity.unreachable" },
            codes);
    }

    [Theory]
    [InlineData("variables.Total + getTotal() + getVariable('Total')")]
    [InlineData("setTotal(getName() + getInput('name'))")]
    [InlineData("variables.New = 1; variables.New + getNew()")]
    [InlineData("getTaskIdFromAsk() + getOutputFrom('ask', 'TaskId') + getOutputFrom('Question')")]
    [InlineData("function f(g) { return g(1); } f(function (x) { return parseInt(x) + isNaN(x); })")]
    [InlineData("try { throw 1; } catch (h) { h(); }")]
    [InlineData("newGuid() + toJson({}) + getWorkflowInstanceId() + getCorrelationId()")]
    [InlineData("return 'ok'")]
    public async Task Says_nothing_about_names_that_exist(string script)
    {
        var definition = Definition(
            $$"""
            { "id": "root", "type": "Elsa.Sequence", "activities": [
              { "id": "ask", "name": "Question", "type": "Elsa.RunTask", "taskName": "t", "taskId": { "typeName": "String", "memoryReference": { "id": "v" } } },
              {{Line("a", "JavaScript", JsonSerializer.Serialize(script))}}] }
            """,
            $""" "variables": [{Stored("v", "Total")}], "inputs": [{"{"} "name": "Name", "type": "String" {"}"}], """);

        Assert.Empty(await FindingsAsync(definition));
    }

    [Fact]
    public async Task A_start_that_is_named_is_no_twin_of_itself()
    {
        var start = new WriteLine("a") { Id = "a" };
        var model = new WorkflowDefinitionModel { DefinitionId = "d", Name = "d", Root = new Flowchart { Id = "root", Start = start, Activities = { start } } };

        Assert.Empty(await _host.CallAsync<IWorkflowValidator, IReadOnlyList<WorkflowValidationError>>(x => x.ValidateAsync(model)));
        Assert.Equal("a", start.Id);
    }

    [Fact]
    public async Task A_large_flowchart_with_a_circle_is_judged_without_trying_every_way()
    {
        var ids = Enumerable.Range(0, 2000).Select(x => $"a{x}").ToArray();
        var ways = ids.Zip(ids.Skip(1), (x, y) => (x, Done, y)).Append(("a1999", Done, "a0")).ToArray();

        Assert.Empty(await FindingsAsync(Flow(ids, ways)));
    }

    private Task<IReadOnlyList<WorkflowValidationError>> FindingsAsync(string definition) =>
        _host.CallAsync<IServiceProvider, IReadOnlyList<WorkflowValidationError>>(services =>
        {
            var model = ((DefinitionJson)services.GetService(typeof(DefinitionJson))!).Read(definition);
            return ((IWorkflowValidator)services.GetService(typeof(IWorkflowValidator))!).ValidateAsync(model);
        });

    private static string Definition(string root, string members = "") => $$"""{ "definitionId": "d", "name": "d", {{members}} "root": {{root}} }""";

    private static string Flow(string[] ids, params (string From, string Port, string To)[] ways) => Definition($$"""
        { "id": "root", "type": "Elsa.Flowchart", "activities": [{{string.Join(",", ids.Select(x => Line(x)))}}],
          "connections": [{{string.Join(",", ways.Select(x => Connection(x.From, x.Port, x.To)))}}] }
        """);

    private static string Connection(string from, string port, string to) =>
        $$"""{ "source": { "activity": "{{from}}", "port": "{{port}}" }, "target": { "activity": "{{to}}", "port": "In" } }""";

    private static string Line(string id, string type = "Literal", string value = "\"text\"") =>
        $$"""{ "id": "{{id}}", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "{{type}}", "value": {{value}} } } }""";

    private static string Endpoint(string id, string path) =>
        $$"""{ "id": "{{id}}", "type": "Elsa.HttpEndpoint", "customProperties": { "canStartWorkflow": true }, "path": {{Literal("String", $"\"{path}\"")}} }""";

    private static string Literal(string type, string value) => $$"""{ "typeName": "{{type}}", "expression": { "type": "Literal", "value": {{value}} } }""";

    private static string Stored(string id, string name) =>
        $$"""{ "id": "{{id}}", "name": "{{name}}", "typeName": "String", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }""";
}
