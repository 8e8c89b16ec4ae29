using System.Net;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Programs written for an Elsa server, against the real host: who may do what, and one flow from its definition to its end.</summary>
public sealed class StudioApiTests(StudioHost studio) : IClassFixture<StudioHost>
{
    private const string Flow =
        """
        {
          "publish": true,
          "model": {
            "definitionId": "api-wait", "name": "Waits for go",
            "outputs": [{ "name": "Total", "type": "Int64" }],
            "root": {
              "id": "flow", "type": "Elsa.Flowchart", "version": 1,
              "activities": [
                { "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } },
                { "id": "total", "type": "Elsa.SetOutput", "version": 1,
                  "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "Total" } },
                  "outputValue": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "40 + 2" } } }
              ],
              "connections": [{ "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "total", "port": "In" } }]
            }
          }
        }
        """;

    [Fact]
    public async Task A_flow_is_published_started_and_ended_by_an_event()
    {
        using var owner = await studio.ProgramAsync("owner1");

        using var saved = await owner.PostAsync("/elsa/api/workflow-definitions", Json(Flow), TestContext.Current.CancellationToken);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var started = await ReadAsync(await owner.PostAsync("/elsa/api/workflow-definitions/api-wait/execute", Json("{}"), TestContext.Current.CancellationToken));
        var id = (string)started["workflowState"]!["id"]!;
        Assert.Equal("Suspended", (string?)started["workflowState"]!["subStatus"]);

        var go = Json($$"""{ "workflowInstanceId": "{{id}}", "workflowExecutionMode": "Synchronous" }""");
        (await owner.PostAsync("/elsa/api/events/go/trigger", go, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        var ended = await ReadAsync(await owner.GetAsync($"/elsa/api/workflow-instances/{id}", TestContext.Current.CancellationToken));
        Assert.Equal("Finished", (string?)ended["status"]);
        Assert.Equal(42, (int)ended["workflowState"]!["output"]!["Total"]!);
        var listed = await ReadAsync(await owner.GetAsync("/elsa/api/workflow-instances?definitionId=api-wait&page=0&pageSize=5", TestContext.Current.CancellationToken));
        Assert.Equal(1, (int)listed["totalCount"]!);
        var journal = await ReadAsync(await owner.GetAsync($"/elsa/api/workflow-instances/{id}/journal", TestContext.Current.CancellationToken));
        Assert.Equal(
            ["wait Started", "wait Suspended", "wait Resumed", "wait Completed", "total Started", "total Completed"],
            journal["items"]!.AsArray().Where(x => (string?)x!["activityId"] is "wait" or "total").Select(x => $"{x!["activityId"]} {x["eventName"]}"));
    }

    [Theory]
    [InlineData("t1gz", "GET", "/elsa/api/workflow-definitions", HttpStatusCode.Forbidden)]
    [InlineData("quality1", "GET", "/elsa/api/workflow-definitions", HttpStatusCode.OK)]
    [InlineData("quality1", "POST", "/elsa/api/workflow-definitions", HttpStatusCode.Forbidden)]
    [InlineData("admin1", "POST", "/elsa/api/workflow-definitions", HttpStatusCode.Forbidden)]
    [InlineData("quality1", "POST", "/elsa/api/workflow-definitions/itr-clock-pause/execute", HttpStatusCode.Forbidden)]
    [InlineData("owner1", "POST", "/elsa/api/cancel/workflow-instances/nope", HttpStatusCode.Forbidden)]
    [InlineData("admin1", "POST", "/elsa/api/cancel/workflow-instances/nope", HttpStatusCode.OK)]
    [InlineData("owner1", "POST", "/elsa/api/alterations/run", HttpStatusCode.Forbidden)]
    public async Task Roles_decide(string userName, string method, string path, HttpStatusCode expected)
    {
        using var program = await studio.ProgramAsync(userName);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = Json("{}");

        using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Without_sign_in_nothing_is_answered()
    {
        using var nobody = studio.Host.Client();

        using var answer = await nobody.GetAsync("/elsa/api/workflow-definitions", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", null, HttpStatusCode.OK)]
    [InlineData("https://localhost", "same-origin", HttpStatusCode.OK)]
    public async Task A_change_by_cookie_must_come_from_our_own_pages(string? origin, string? site, HttpStatusCode expected)
    {
        using var owner = await studio.Host.SignInAsync("owner1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions") { Content = Json(Flow) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await owner.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }
}
