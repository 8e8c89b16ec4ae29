using System.Net;
using System.Text;
using Elsa.Expressions.JavaScript.Models;
using Elsa.Http;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>Workflows that serve requests, and workflows that send them.</summary>
public abstract class HttpTests(EngineDatabase database)
{
    [Fact]
    public async Task A_request_starts_the_workflow_of_its_path_and_gets_what_that_writes()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("orders", Of(
            Endpoint("orders/{id}", starts: true),
            new WriteHttpResponse
            {
                Id = "answer",
                StatusCode = new(HttpStatusCode.Accepted),
                Content = new(JavaScriptExpression.Create("({ orderId: getOutputFrom('endpoint', 'RouteData').id })")),
                ResponseHeaders = new(new HttpHeaders { ["X-Seen"] = ["yes"] }),
            }));

        var reply = await RequestAsync(host, "GET", "/orders/17");

        Assert.Equal(202, reply.StatusCode);
        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal("""{"orderId":"17"}""", Text(reply));
        Assert.Equal(["yes"], reply.Headers["X-Seen"]);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.Status == WorkflowStatus.Finished)));
    }

    [Fact]
    public async Task A_request_resumes_the_instance_that_waits_for_it_once()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("callback", Of(Endpoint("callbacks/{token}", "POST"), Note("called", "n"), new WriteHttpResponse { Id = "answer", Content = new("thanks") }));
        await host.StartAsync("callback");

        Assert.Empty(await host.CallAsync<HttpEndpoints, IReadOnlyList<HttpTarget>>(x => x.FindAsync("GET", "/callbacks/a")));
        var target = Assert.Single(await host.CallAsync<HttpEndpoints, IReadOnlyList<HttpTarget>>(x => x.FindAsync("POST", "/callbacks/a")));
        var first = await RunAsync(host, target, "POST", "/callbacks/a");
        var second = await RunAsync(host, target, "POST", "/callbacks/a");

        Assert.Equal("thanks", Text(first));
        Assert.Equal("text/plain", first.ContentType);
        Assert.Equal(409, second.StatusCode);
        Assert.Equal(["called"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_fault_answers_500_and_keeps_the_incident()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("n");
        await host.PublishAsync("flow", Of(Endpoint("boom", starts: true), Note("n", "n")));

        var reply = await RequestAsync(host, "GET", "/boom");

        Assert.Equal(500, reply.StatusCode);
        Assert.Equal(1, (await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync())).IncidentCount);
    }

    [Fact]
    public async Task A_workflow_that_writes_nothing_is_answered_with_200()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Endpoint("quiet", starts: true)));

        var reply = await RequestAsync(host, "GET", "/quiet");

        Assert.Equal((200, 0), (reply.StatusCode, reply.Content.Length));
    }

    [Fact]
    public async Task The_most_specific_path_wins_and_two_of_the_same_are_told_at_publish()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("all", Of(Endpoint("{*rest}", starts: true)));
        await host.PublishAsync("one", Of(Endpoint("orders/{id}", starts: true)));
        await host.PublishAsync("new", Of(Endpoint("orders/new", starts: true)));
        var twice = await host.PublishAsync("twin", Of(Endpoint("orders/{number}", starts: true)));

        Assert.Equal(["new"], await FoundAsync(host, "/orders/new"));
        Assert.Equal(["one", "twin"], await FoundAsync(host, "/orders/17"));
        Assert.Equal(["all"], await FoundAsync(host, "/elsewhere"));
        var finding = Assert.Single(twice.ValidationErrors);
        Assert.Equal(("http.route-taken", "endpoint"), (finding.Code, finding.ActivityId));
        Assert.Equal("The /orders/{number} path and get method are already in use by another workflow!", finding.Message);
    }

    [Fact]
    public async Task A_response_without_a_request_waits_for_one()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(new WriteHttpResponse { Id = "answer", Content = new("x") }, Note("n", "n")));

        var run = await host.StartAsync("flow");

        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        Assert.Equal(["Elsa.WriteHttpResponse"], await host.BookmarksAsync(run.WorkflowInstanceId));
    }

    [Fact]
    public async Task A_request_is_sent_after_the_commit_and_its_answer_resumes_the_workflow()
    {
        await using var server = new LoopbackServer("200 OK", """{"price":12.5}""", "Content-Type: application/json");
        await using var host = await database.StartAsync(AllowLoopback);
        await host.PublishAsync("flow", Of(
            new FlowSendHttpRequest
            {
                Id = "send",
                Url = new(server.Url("/prices")),
                Method = new("POST"),
                Content = new(new Dictionary<string, object> { ["part"] = "A1" }),
                Authorization = new("Bearer abc"),
            },
            new LeaveNote { Id = "n", Text = new(JavaScriptExpression.Create("'price ' + getOutputFrom('send', 'ParsedContent').price")) }));

        var run = await host.StartAsync("flow");
        Assert.Empty(server.Requests);
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal(["price 12.5"], await host.NoteTextsAsync());
        var request = Assert.Single(server.Requests);
        Assert.Contains("""{"part":"A1"}""", request);
        Assert.Contains("Authorization: Bearer abc", request);
        Assert.Contains("Idempotency-Key: " + run.WorkflowInstanceId, request);
        Assert.DoesNotContain("abc", await RecordsAsync(host));
        Assert.DoesNotContain("abc", (await host.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(x => x.Kind == "http-request"))).Payload);
    }

    [Fact]
    public async Task A_row_that_is_sent_again_resumes_nothing_a_second_time()
    {
        await using var server = new LoopbackServer("200 OK");
        await using var host = await database.StartAsync(AllowLoopback);
        await host.PublishAsync("flow", Of(new FlowSendHttpRequest { Id = "send", Url = new(server.Url()) }, Note("n", "n")));
        await host.StartAsync("flow");
        await host.Outbox.RunUntilQuietAsync();

        var row = await host.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(x => x.Kind == "http-request"));
        await host.Outbox.SendAgainAsync(row.Id, Elsa.Workflows.Runtime.Commands.CommandOptions.ForSystem("test", null));
        await host.Outbox.RunUntilQuietAsync();

        Assert.Single(server.Requests);
        Assert.Equal(["n"], await host.NoteTextsAsync());
    }

    [Theory]
    [InlineData("200 OK", "200")]
    [InlineData("404 Not Found", "404")]
    [InlineData("500 Internal Server Error", "Unmatched status code")]
    public async Task The_status_is_an_outcome(string status, string outcome)
    {
        await using var server = new LoopbackServer(status);
        await using var host = await database.StartAsync(AllowLoopback);
        await host.PublishAsync("flow", ByOutcome(server.Url(), [200, 404], "200", "404", "Unmatched status code", "Failed to connect", "Timeout"));

        await host.StartAsync("flow");
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal([outcome], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Nobody_there_and_no_answer_in_time_are_outcomes()
    {
        await using var server = new LoopbackServer((_, _, token) => Task.Delay(Timeout.Infinite, token));
        await using var host = await database.StartAsync(services =>
        {
            AllowLoopback(services);
            services.Configure<SendHttpRequestOptions>(x => x.Timeout = TimeSpan.FromMilliseconds(300));
        });
        await host.PublishAsync("slow", ByOutcome(server.Url(), [200], "200", "Failed to connect", "Timeout"));
        await host.PublishAsync("gone", ByOutcome(new Uri("http://127.0.0.1:1/"), [200], "200", "Failed to connect", "Timeout"));

        await host.StartAsync("slow");
        await host.StartAsync("gone");
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal(["Failed to connect", "Timeout"], await host.NoteTextsAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://[::ffff:10.0.0.1]/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://localhost/", true)] // a name is looked up when the request is sent
    [InlineData("ftp://example.com/", false)]
    [InlineData("http://user:secret@example.com/", false)]
    public async Task An_address_that_workflows_may_not_reach_is_an_incident(string url, bool isFoundLater)
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(new FlowSendHttpRequest { Id = "send", Url = new(new Uri(url)) }));

        var run = await host.StartAsync("flow");
        var faultedAtOnce = (await host.InstanceAsync(run.WorkflowInstanceId)).FaultedActivityCount;
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal(isFoundLater ? 0 : 1, faultedAtOnce);
        Assert.Equal(1, (await host.InstanceAsync(run.WorkflowInstanceId)).FaultedActivityCount);
    }

    [Fact]
    public async Task The_activity_of_the_status_runs_and_then_the_flow_goes_on()
    {
        await using var server = new LoopbackServer("404 Not Found");
        await using var host = await database.StartAsync(AllowLoopback);
        await host.PublishAsync("flow", Of(
            new SendHttpRequest
            {
                Id = "send",
                Url = new(server.Url()),
                ExpectedStatusCodes = [new(200, Note("found", "n200")), new(404, Note("missing", "n404"))],
                UnmatchedStatusCode = Note("other", "other"),
                FailedToConnect = Note("failed", "failed"),
                Timeout = Note("timeout", "timeout"),
            },
            Note("then", "then")));

        await host.StartAsync("flow");
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal(["missing", "then"], await host.NoteTextsAsync());
    }

    private static HttpEndpoint Endpoint(string path, string method = "GET", bool starts = false) =>
        new(new Input<string>(path)) { Id = "endpoint", SupportedMethods = new([method]), CanStartWorkflow = starts };

    private static Flowchart ByOutcome(Uri url, ICollection<int> expected, params string[] outcomes)
    {
        var send = new FlowSendHttpRequest { Id = "send", Url = new(url), ExpectedStatusCodes = new(expected) };
        var flow = new Flowchart { Id = "root", Start = send, Activities = { send } };
        foreach (var (index, outcome) in outcomes.Index())
        {
            var note = Note(outcome, $"n{index}");
            flow.Activities.Add(note);
            flow.Connections.Add(new Connection(new Endpoint(send, outcome), new Endpoint(note)));
        }

        return flow;
    }

    private static void AllowLoopback(IServiceCollection services) =>
        services.Configure<SendHttpRequestOptions>(x => x.AllowedNetworks.Add(IPNetwork.Parse("127.0.0.0/8")));

    private static async Task<HttpReply> RequestAsync(EngineHost host, string method, string path) => await RunAsync(
        host, Assert.Single(await host.CallAsync<HttpEndpoints, IReadOnlyList<HttpTarget>>(x => x.FindAsync(method, path))), method, path);

    private static Task<HttpReply> RunAsync(EngineHost host, HttpTarget target, string method, string path) =>
        host.CallAsync<HttpEndpoints, HttpReply>(x => x.RunAsync(
            target, new HttpEndpointRequest { Method = method, Path = path, RouteData = target.RouteData }));

    private static async Task<IEnumerable<string?>> FoundAsync(EngineHost host, string path) =>
        (await host.CallAsync<HttpEndpoints, IReadOnlyList<HttpTarget>>(x => x.FindAsync("GET", path))).Select(x => x.DefinitionId).Order();

    private static async Task<string> RecordsAsync(EngineHost host) => string.Join(
        '\n', await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().Select(x => x.ActivityState + " " + x.Outputs).ToListAsync()));

    private static string Text(HttpReply reply) => Encoding.UTF8.GetString(reply.Content.Span);
}
