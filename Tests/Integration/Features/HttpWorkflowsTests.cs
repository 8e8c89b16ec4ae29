using System.Net;
using System.Net.Http.Json;
using System.Text;
using Elsa.Expressions.JavaScript.Models;
using Elsa.Http;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Tests.Integration.Features;

/// <summary>Requests to the real host that workflows answer.</summary>
public sealed class HttpWorkflowsTests
{
    [Fact]
    public async Task A_request_reaches_its_workflow_and_everybody_else_is_told_why_not()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        await PublishAsync(host, "echo", new HttpEndpoint(new Input<string>("echo/{id}")) { SupportedMethods = new(["POST"]) },
            "({ id: getOutputFrom('endpoint', 'RouteData').id, q: getOutputFrom('endpoint', 'QueryStringData').q, got: getOutputFrom('endpoint', 'ParsedContent') })");
        await PublishAsync(host, "closed", new HttpEndpoint(new Input<string>("closed")) { Authorize = new(true) }, "'in'");
        await PublishAsync(host, "ruled", new HttpEndpoint(new Input<string>("ruled")) { Policy = new("no.such.policy") }, "'in'");
        var program = host.Client();
        var ann = await host.SignInAsync("duty1");

        var echo = await program.PostAsJsonAsync("/workflows/echo/17?q=a", new { part = "A1", count = 2 });
        Assert.Equal(HttpStatusCode.OK, echo.StatusCode);
        Assert.Equal("""{"id":"17","q":"a","got":{"part":"A1","count":2}}""", await echo.Content.ReadAsStringAsync());
        Assert.Equal("application/json", echo.Content.Headers.ContentType?.MediaType);

        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync("/workflows/echo/17")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync("/workflows/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsync("/workflows/echo/1", Json("{"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/workflows/closed")).StatusCode);
        Assert.Equal("in", await ann.GetStringAsync("/workflows/closed"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.GetAsync("/workflows/ruled")).StatusCode);
    }

    [Fact]
    public async Task What_a_request_may_carry_is_checked_before_anything_runs_unless_the_workflow_handles_it()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        await PublishAsync(host, "upload", Upload("upload"), "getOutputFrom('endpoint', 'Files').length + ' ' + getOutputFrom('endpoint', 'ParsedContent').note");
        var lenient = Upload("lenient");
        lenient.ExposeFileTooLargeOutcome = true;
        await PublishAsync(host, "lenient", lenient, "'seen'");
        var program = host.Client();

        Assert.Equal("1 hello", await (await program.PostAsync("/workflows/upload", Form("a.txt", "text/plain", 10))).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await program.PostAsync("/workflows/upload", Form("a.txt", "text/plain", 200))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await program.PostAsync("/workflows/upload", Form("a.txt", "text/plain", 5000))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await program.PostAsync("/workflows/upload", Form("a.exe", "text/plain", 10))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await program.PostAsync("/workflows/upload", Form("a.txt", "image/png", 10))).StatusCode);
        Assert.Equal("seen", await (await program.PostAsync("/workflows/lenient", Form("a.txt", "text/plain", 200))).Content.ReadAsStringAsync());
    }

    private static HttpEndpoint Upload(string path) => new(new Input<string>(path))
    {
        SupportedMethods = new(["POST"]),
        RequestSizeLimit = new(2000L),
        FileSizeLimit = new(100L),
        AllowedFileExtensions = new([".txt"]),
        AllowedMimeTypes = new(["text/*"]),
    };

    private static MultipartFormDataContent Form(string fileName, string type, int size)
    {
        var file = new ByteArrayContent(new byte[size]);
        file.Headers.ContentType = new(type);
        return new MultipartFormDataContent { { file, "file", fileName }, { new StringContent("hello"), "note" } };
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task PublishAsync(ItrHost host, string id, HttpEndpoint endpoint, string script)
    {
        endpoint.Id = "endpoint";
        endpoint.CanStartWorkflow = true;
        var model = new WorkflowDefinitionModel
        {
            DefinitionId = id,
            Name = id,
            Root = new Sequence
            {
                Id = "root",
                Activities = { endpoint, new WriteHttpResponse { Id = "answer", Content = new(JavaScriptExpression.Create(script)) } },
            },
        };
        var result = await host.CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x =>
            x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));
        Assert.True(result.Succeeded, string.Join("; ", result.ValidationErrors.Select(x => x.Message)));
    }
}
