using System.Net;
using System.Net.Http.Json;
using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Batches;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>One repair for a whole list: an outcome per instance, stopped and resumed, and only the failed ones tried again.</summary>
public sealed class BatchTests
{
    private const string Broken = "/api/operations/batches?view=stuck&state=failed&flow=broken";

    [Fact]
    public async Task Tells_the_outcome_of_each_and_tries_only_the_failed_ones_again()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        await seeds.PublishAsync("broken", new Break { Id = "import", With = new("bug") });
        foreach (var no in (string[])["A", "B", "C"])
            await seeds.StartAsync("broken", new RecordRef(RecordTypes.Case, Guid.NewGuid(), no));
        using var admin = await seeds.Host.SignInAsync("admin1");
        using var owner = await seeds.Host.SignInAsync("owner1");
        using var refused = await owner.PostAsJsonAsync(Broken, new { kind = "retry", reason = "the import is mended" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("3", await admin.GetStringAsync("/operations/batches/new?kind=retry&view=stuck&flow=broken", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        seeds.Mended.UnionWith(["A", "B"]);
        var id = await StartAsync(admin, Broken, "retry");
        await seeds.Host.WorkOffAsync();

        var batch = await ReadAsync(seeds, id);
        Assert.Equal((AlterationPlanStatus.Completed, 2, 1, 0), (batch.State, batch.Done, batch.Failed, batch.Pending));
        Assert.Equal(("C", AlterationJobStatus.Failed), (batch.Items[0].RecordNo, batch.Items[0].State)); // what needs a look comes first
        Assert.DoesNotContain("stat met", await admin.GetStringAsync($"/operations/batches/{id}", TestContext.Current.CancellationToken), StringComparison.Ordinal); // never green while one failed

        seeds.Mended.Add("C");
        (await admin.PostAsync($"/api/operations/batches/{id}/again", null)).EnsureSuccessStatusCode();
        await seeds.Host.WorkOffAsync();

        batch = await ReadAsync(seeds, id);
        Assert.Equal((AlterationPlanStatus.Completed, 3, 0, 0), (batch.State, batch.Done, batch.Failed, batch.Pending));
        Assert.Equal(3, await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.Status == WorkflowStatus.Finished)));
        Assert.Equal(["A", "B", "C", "C"], await seeds.Host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "instance.retry" && x.ActorName == "admin1").Select(x => x.RecordNo).Order().ToListAsync()));
    }

    [Fact]
    public async Task Is_stopped_and_goes_on_where_it_was()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        await seeds.PublishAsync("waits", StallSeeds.Awaits("Onsite.Departed"));
        foreach (var no in (string[])["A", "B"])
            await seeds.StartAsync("waits", new RecordRef(RecordTypes.Case, Guid.NewGuid(), no));
        using var admin = await seeds.Host.SignInAsync("admin1");
        var id = await StartAsync(admin, "/api/operations/batches?view=running&flow=waits", "cancel");

        (await admin.PostAsync($"/api/operations/batches/{id}/stop", null)).EnsureSuccessStatusCode();
        await seeds.Host.WorkOffAsync();
        Assert.Equal((AlterationPlanStatus.Stopped, 2), await StateAsync(seeds, id));

        (await admin.PostAsync($"/api/operations/batches/{id}/resume", null)).EnsureSuccessStatusCode();
        await seeds.Host.WorkOffAsync();
        Assert.Equal((AlterationPlanStatus.Completed, 0), await StateAsync(seeds, id));
        Assert.Equal(2, await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.SubStatus == WorkflowSubStatus.Cancelled)));

        using var nothing = await admin.PostAsJsonAsync("/api/operations/batches?view=running&flow=waits", new { kind = "cancel", reason = "registered twice" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
    }

    private static async Task<string> StartAsync(HttpClient admin, string url, string kind)
    {
        using var answer = await admin.PostAsJsonAsync(url, new { kind, reason = "the import is mended" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<StartBatch.Result>())!.Id;
    }

    private static async Task<(AlterationPlanStatus State, int Pending)> StateAsync(StallSeeds seeds, string id) => await ReadAsync(seeds, id) is var batch ? (batch.State, batch.Pending) : default;

    private static Task<GetBatch.Details> ReadAsync(StallSeeds seeds, string id) =>
        seeds.Host.CallAsync<GetBatch.Handler, GetBatch.Details>(async handler => (await handler.HandleAsync(id, TestContext.Current.CancellationToken))!);
}
