using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>What our own pages and their API add to the designer: updates of the vendor, and changes repeated in a sibling flow.</summary>
public sealed class ProcessPagesTests(StudioHost studio) : IClassFixture<StudioHost>
{
    [Fact]
    public async Task An_update_of_the_vendor_waits_as_a_draft_beside_the_customers_version()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var ours = Shipped(FlowIds.PenaltyReview);
        SetRole(ours, "verify", "OfficeManager");
        await PublishAsync(owner, ours);
        var customers = (await VersionsAsync(FlowIds.PenaltyReview))[^1];

        var theirs = Shipped(FlowIds.PenaltyReview);
        SetRole(theirs, "verify", "RegionManager");
        theirs["version"] = customers.Version;
        Assert.Equal(VendorContentResult.Draft, await EnsureAsync(theirs));
        Assert.Equal(VendorContentResult.Known, await EnsureAsync(theirs)); // the next start of the host

        var versions = await VersionsAsync(FlowIds.PenaltyReview);
        Assert.Equal(customers.Id, versions.Single(x => x.IsPublished).Id);
        Assert.Equal((customers.Version + 1, DefinitionOrigin.Vendor, null), (versions[^1].Version, versions[^1].Origin, versions[^1].PublishedAt));
        Assert.Contains($"厂家更新 v{versions[^1].Version}", await PageAsync(owner, "/processes"), StringComparison.Ordinal);
        var page = await PageAsync(owner, $"/processes/{FlowIds.PenaltyReview}");
        Assert.Contains($"diff?from={customers.Version}&amp;to={versions[^1].Version}", page, StringComparison.Ordinal);
        var diff = await ReadAsync(await owner.GetAsync($"/api/processes/{FlowIds.PenaltyReview}/diff?from={customers.Version}&to={versions[^1].Version}"));
        Assert.Equal("verify", (string?)Assert.Single(diff["diff"]!["activities"]!.AsArray())!["activityId"]);
    }

    [Fact]
    public async Task A_change_of_level_3_becomes_a_draft_of_level_4_for_review()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var flow = Shipped(FlowIds.FaultLevel3);
        SetRole(flow, "accept", "Tier2Engineer");
        await PublishAsync(owner, flow);
        var changed = (await VersionsAsync(FlowIds.FaultLevel3))[^1].Version;

        Assert.Contains("data-testid=\"for-sibling\"", await PageAsync(owner, $"/processes/{FlowIds.FaultLevel3}"), StringComparison.Ordinal);
        var preview = await PageAsync(owner, $"/processes/{FlowIds.FaultLevel3}/versions/{changed}/for-sibling");
        Assert.Contains("data-testid=\"change-accept\"", preview, StringComparison.Ordinal);
        var copied = await ReadAsync(await owner.GetAsync($"/api/processes/{FlowIds.FaultLevel3}/versions/{changed}/for-sibling"));
        Assert.Equal(FlowIds.FaultLevel4, (string?)copied["definitionId"]);
        Assert.Empty(copied["left"]!.AsArray());
        await ReadAsync(await owner.PostAsync("/api/processes/import", Json((string)copied["json"]!)));

        var draft = (await VersionsAsync(FlowIds.FaultLevel4))[^1];
        Assert.Null(draft.PublishedAt);
        var diff = await ReadAsync(await owner.GetAsync($"/api/processes/{FlowIds.FaultLevel4}/diff"));
        Assert.Equal("accept", (string?)Assert.Single(diff["diff"]!["activities"]!.AsArray())!["activityId"]);
        Assert.Empty(diff["diff"]!["connections"]!.AsArray());
    }

    [Fact]
    public async Task The_first_version_changed_nothing_and_other_flows_have_no_sibling()
    {
        using var owner = await studio.ProgramAsync("owner1");

        var first = await owner.GetAsync($"/api/processes/{FlowIds.FaultLevel4}/versions/1/for-sibling");
        var other = await owner.GetAsync($"/api/processes/{FlowIds.ClockPause}/versions/1/for-sibling");

        Assert.Equal((422, 404), ((int)first.StatusCode, (int)other.StatusCode));
        Assert.Contains("flow.nothing-before", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static JsonObject Shipped(string flow) => JsonNode.Parse(FlowContent.Newest(flow)!.Json)!.AsObject();

    private static void SetRole(JsonObject flow, string step, string role) =>
        flow["root"]!["activities"]!.AsArray().Single(x => (string?)x!["id"] == step)!["role"]!["expression"]!["value"] = role;

    private static async Task<string> PageAsync(HttpClient owner, string url)
    {
        using var answer = await owner.GetAsync(url);
        Assert.True(answer.IsSuccessStatusCode, $"{url} {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task PublishAsync(HttpClient owner, JsonObject flow)
    {
        var draft = await ReadAsync(await owner.PostAsync("/api/processes/import", Json(flow.ToJsonString())));
        var id = (string)draft["definitionId"]!;
        var row = (await VersionsAsync(id))[^1];
        await ReadAsync(await owner.PostAsJsonAsync($"/api/processes/{id}/publish", new { version = row.Version, contentHash = row.ContentHash, note = "as agreed with the office" }));
    }

    private Task<IReadOnlyList<WorkflowDefinition>> VersionsAsync(string flow) =>
        RunAsync(async services => await services.GetRequiredService<IWorkflowDefinitionStore>().ListVersionsAsync(flow));

    private Task<VendorContentResult> EnsureAsync(JsonObject flow) => RunAsync(
        services => services.GetRequiredService<VendorContent>().EnsureAsync(services.GetRequiredService<DefinitionJson>().Read(flow.ToJsonString())));

    private async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = studio.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return await work(scope.ServiceProvider);
    }
}
