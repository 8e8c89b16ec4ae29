using System.Net;
using System.Text.Json.Nodes;
using Elsa.ITR.Web.Features.Designer;
using Elsa.ITR.Workflows;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task The_files_of_Studio_come_compressed_are_kept_and_have_one_address()
    {
        var files = studio.Host.Services.GetRequiredService<StudioFiles>();
        Assert.SkipUnless(files.Available, "Elsa Studio is not installed (npm ci).");
        using var browser = studio.Host.Client();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "br");

        using var found = await browser.GetAsync(files.Base + "_framework/blazor.webassembly.js", TestContext.Current.CancellationToken);
        using var old = await browser.GetAsync("/studio/0.0.0-00000000/_framework/blazor.webassembly.js", TestContext.Current.CancellationToken);

        Assert.Equal("br", found.Content.Headers.ContentEncoding.Single());
        Assert.Equal("public, max-age=31536000, immutable", found.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

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

    [Fact]
    public async Task A_plan_of_alterations_tells_the_outcome_of_each_instance()
    {
        using var owner = await studio.ProgramAsync("owner1");
        using var admin = await studio.ProgramAsync("admin1");
        (await owner.PostAsync($"{Api}/workflow-definitions", Json(Flow.Replace("api-wait", "api-plan", StringComparison.Ordinal)))).EnsureSuccessStatusCode();
        var id = (string)(await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions/api-plan/execute", Json("{}"))))["workflowState"]!["id"]!;
        var plan = Json($$"""{ "alterations": [{ "type": "CancelActivity", "activityId": "wait" }], "filter": { "workflowInstanceIds": ["{{id}}"] } }""");

        var planId = (string)(await ReadAsync(await admin.PostAsync($"{Api}/alterations/submit", plan)))["planId"]!;
        await studio.Host.WorkOffAsync();
        var done = await ReadAsync(await admin.GetAsync($"{Api}/alterations/{planId}"));

        Assert.Equal(("Completed", planId), ((string?)done["plan"]!["status"], (string?)done["plan"]!["id"]));
        Assert.Equal($$"""{"emptyFilterSelectsAll":false,"workflowInstanceIds":["{{id}}"],"isSystem":false}""", done["plan"]!["workflowInstanceFilter"]!.ToJsonString());
        Assert.Equal("""[{"type":"CancelActivity","activityId":"wait"}]""", done["plan"]!["alterations"]!.ToJsonString());
        var job = Assert.Single(done["jobs"]!.AsArray())!;
        Assert.Equal((id, "Completed"), ((string?)job["workflowInstanceId"], (string?)job["status"]));
        Assert.Equal("CancelActivity succeeded", (string?)job["log"]![0]!["message"]);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"{Api}/alterations/nope")).StatusCode);
    }

    [Fact]
    public async Task What_is_in_use_or_read_only_is_not_deleted_and_the_reason_is_told()
    {
        using var owner = await studio.ProgramAsync("owner1");
        using var admin = await studio.ProgramAsync("admin1");
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(Flow.Replace("api-wait", "api-used", StringComparison.Ordinal))));
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(Flow.Replace("api-wait", "api-free", StringComparison.Ordinal))));
        var id = (string)(await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions/api-used/execute", Json("{}"))))["workflowState"]!["id"]!;
        var both = """{ "definitionIds": ["api-free", "api-used"] }""";

        using var refused = await owner.DeleteAsync($"{Api}/workflow-definitions/api-used");
        using var several = await owner.PostAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-definition-id", Json(both));
        (await admin.PostAsync($"{Api}/cancel/workflow-instances/{id}", Json("{}"))).EnsureSuccessStatusCode();
        var deleted = await ReadAsync(await owner.PostAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-definition-id", Json(both)));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (refused.StatusCode, several.StatusCode));
        Assert.Contains("api-used", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (int)deleted["deleted"]!);
    }

    [Fact]
    public async Task A_read_only_definition_is_shown_and_run_and_never_changed()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var flow = Flow.Replace("api-wait", "api-fixed", StringComparison.Ordinal);
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(flow.Replace("\"name\": \"Waits", "\"isReadonly\": true, \"name\": \"Waits", StringComparison.Ordinal))));

        foreach (var (path, body) in ((string, string)[])[("workflow-definitions", flow), ("workflow-definitions/api-fixed/retract", "{}"), ("workflow-definitions/api-fixed/revert/1", "{}")])
            Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync($"{Api}/{path}", Json(body))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.DeleteAsync($"{Api}/workflow-definitions/api-fixed")).StatusCode);
        var deleted = await ReadAsync(await owner.PostAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-definition-id", Json("""{ "definitionIds": ["api-fixed"] }""")));
        var shown = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/api-fixed"));
        (await owner.PostAsync($"{Api}/workflow-definitions/api-fixed/execute", Json("{}"))).EnsureSuccessStatusCode();

        Assert.Equal(0, (int)deleted["deleted"]!);
        Assert.DoesNotContain(shown["links"]!.AsArray(), x => (string?)x!["rel"] == "publish");
        Assert.True((bool)shown["isPublished"]!);
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

    [Fact]
    public async Task Two_editors_of_one_draft_cannot_overwrite_each_other()
    {
        using var owner = await studio.ProgramAsync("owner1");
        (await owner.PostAsync($"{Api}/workflow-definitions", Json(Flow.Replace("api-wait", "api-two", StringComparison.Ordinal)))).EnsureSuccessStatusCode();
        var opened = (await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/api-two"))).AsObject();
        await studio.SavedBySomebodyElseAsync("api-two", "Somebody Else (owner2)");

        using var refused = await owner.PostAsync($"{Api}/workflow-definitions", Json(Save(opened, "My text")));
        var kept = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/api-two"));
        var again = await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(Save(kept.AsObject(), "My text"))));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Somebody Else", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Their text", (string?)kept["description"]);
        Assert.Equal("My text", (string?)again["workflowDefinition"]!["description"]);
    }

    [Fact]
    public async Task A_managed_flow_is_published_on_our_own_page_only()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var flow = (await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/itr-clock-pause"))).AsObject();

        using var published = await owner.PostAsync($"{Api}/workflow-definitions", Json(Save(flow, "Changed", publish: true)));
        using var retracted = await owner.PostAsync($"{Api}/workflow-definitions/itr-clock-pause/retract", Json("{}"));
        using var deleted = await owner.DeleteAsync($"{Api}/workflow-definitions/itr-clock-pause");
        var after = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/itr-clock-pause"));

        Assert.All([published, retracted, deleted], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Contains("/processes/itr-clock-pause/publish", await published.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True((bool)after["isPublished"]!);
        Assert.Equal((string?)flow["description"], (string?)after["description"]);
    }

    [Fact]
    public async Task Every_activity_of_ours_speaks_Chinese_and_offers_real_values()
    {
        using var owner = await studio.ProgramAsync("owner1");
        owner.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        var activities = (await ReadAsync(await owner.GetAsync($"{Api}/descriptors/activities")))["items"]!.AsArray();

        var english = from activity in activities
                      where (bool)activity!["isBrowsable"]!
                      from text in new[] { activity!["displayName"], activity["category"] }
                          .Concat(activity["inputs"]!.AsArray().Concat(activity["outputs"]!.AsArray()).Where(x => (bool)x!["isBrowsable"]!).Select(x => x!["displayName"]))
                          .Concat(activity["ports"]!.AsArray().Select(x => x!["displayName"]))
                      where ((string)text!).All(char.IsAscii) && (string)text! != "HTTP"
                      select $"{activity["typeName"]}: {text}";
        Assert.Empty(english);
    }

    [Fact]
    public async Task What_shipped_flows_say_is_among_the_values_offered()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var offered = (await ReadAsync(await owner.GetAsync($"{Api}/descriptors/activities")))["items"]!.AsArray()
            .SelectMany(activity => activity!["inputs"]!.AsArray().Select(input => (Key: $"{activity["typeName"]}.{Camel((string)input!["name"]!)}", Items: Items(input))))
            .Where(x => x.Items is not null).DistinctBy(x => x.Key).ToDictionary(x => x.Key, x => x.Items!);

        var missing = new List<string>();
        foreach (var flow in FlowCatalog.All)
        {
            var definition = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/{flow.DefinitionId}"));
            missing.AddRange(
                from step in definition["root"]!["activities"]!.AsArray()
                from input in step!.AsObject()
                where offered.ContainsKey($"{step["type"]}.{input.Key}") && input.Value is JsonObject && input.Value["expression"]?["type"]?.ToString() is "Literal" or "Object"
                from value in Values((string?)input.Value["expression"]!["value"])
                where !offered[$"{step["type"]}.{input.Key}"].Contains(value)
                select $"{flow.DefinitionId}/{step["id"]}.{input.Key}: {value}");
        }

        Assert.Empty(missing);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static HashSet<string>? Items(JsonNode input) =>
        (input["uiSpecifications"]?["dropdown"]?["selectList"]?["items"] ?? input["uiSpecifications"]?["checklist"]?["checkList"]?["items"])?.AsArray()
            .Select(item => (string)item!["value"]!).ToHashSet();

    private static IEnumerable<string> Values(string? text) =>
        text is null or "" ? [] : text.StartsWith('[') ? JsonNode.Parse(text)!.AsArray().Select(item => (string)item!) : [text];

    private static string Save(JsonObject opened, string description, bool publish = false)
    {
        var model = opened.DeepClone().AsObject();
        model.Remove("links");
        model["description"] = description;
        return new JsonObject { ["model"] = model, ["publish"] = publish }.ToJsonString();
    }
}
