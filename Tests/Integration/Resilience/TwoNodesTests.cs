using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Tests.Shared.Consistency;
using Elsa.ITR.Web.Features.Live;
using Elsa.ITR.Web.Seeding;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Resilience;

/// <summary>The real executable twice on one PostgreSQL: sign-in, live updates and work are shared, and what one leaves when it is killed the other one does.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int Instances = 220; // more than two batches of rows
    private const string Flow = "two-nodes";
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("itr-nodes-").FullName;
    private readonly List<HostProcess> _nodes = [];
    private DateTimeOffset _now = ManualTime.Local("2026-11-23 02:05");
    private StoreReader? _store;
    private string _reason = "";

    private StoreReader Store => _store ?? throw new InvalidOperationException("Expected a database.");

    public async ValueTask InitializeAsync()
    {
        (var server, _reason) = await PostgreSqlServer.GetAsync();
        if (server is null)
            return;

        var (connection, clock) = (server.ConnectionString($"itr_{Guid.NewGuid():n}"), Path.Combine(_folder, "clock.txt"));
        await DemoFiles.FillAsync("PostgreSql", connection);
        _nodes.AddRange([HostProcess.OnServer("PostgreSql", connection, clock), HostProcess.OnServer("PostgreSql", connection, clock)]);
        _nodes[0].SetTime(_now);
        _nodes.ForEach(node => node.Launch()); // both at once on a database without keys and jobs
        await Task.WhenAll(_nodes.Select(node => node.UntilHealthyAsync()));
        _store = new StoreReader("PostgreSql", connection, clock);
    }

    [Fact]
    public async Task Two_nodes_are_one_product_and_one_of_them_may_die()
    {
        Assert.SkipWhen(_store is null, _reason);
        var (one, other) = (_nodes[0], _nodes[1]);
        var crew = ApiCrew.Of(one, () => _now);

        await SignInHoldsAtBothAsync(one, other);
        await WhatIsDoneAtOneIsHeardAtTheOtherAsync(crew, other);
        await StartAsync(one);
        var died = await KillInTheMiddleAsync(one);
        await TakeOverAsync(died);

        var store = Store;
        Assert.All(await store.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.DefinitionId == Flow).ToListAsync()), x => Assert.Equal(WorkflowStatus.Finished, x.Status));
        var steps = await store.ReadAsync(db => db.Set<ActivityExecutionRecord>().Where(x => x.ActivityId == "after").ToListAsync());
        Assert.Equal(Instances, steps.Count);
        Assert.Equal(Instances, steps.Select(x => x.WorkflowInstanceId).Distinct().Count());
        Assert.Empty(await ConsistencyCheck.FindAsync(store.Services, isQuiet: false, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (_store is not null)
            await _store.ReadAsync(db => db.Database.EnsureDeletedAsync());
        _store?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task SignInHoldsAtBothAsync(HostProcess one, HostProcess other)
    {
        using var person = new HttpClient(); // keeps cookies, which belong to the machine and not to a port
        using var signedIn = await person.PostAsJsonAsync(new Uri(one.Address, "/api/sign-in"), new { userName = "t1gz", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        signedIn.EnsureSuccessStatusCode();

        using var answer = await person.GetAsync(new Uri(other.Address, "/api/work-items?view=mine"), TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}\n{other.Output}");
    }

    private static async Task WhatIsDoneAtOneIsHeardAtTheOtherAsync(ApiCrew crew, HostProcess other)
    {
        var listener = ApiUser.At(other.Address, "intake1", Patience);
        await listener.SignInAsync(TestContext.Current.CancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Patience);
        await using var stream = await listener.Http.GetStreamAsync("/live", end.Token);
        await using var heard = SseParser.Create(stream).EnumerateAsync(end.Token).GetAsyncEnumerator(end.Token);
        var no = await crew.ReportAsync("intake1");
        while (!await NextAsync(heard, "inbox")) // from now on nothing is missed
            no = await crew.ReportAsync("intake1");

        await crew.DoAsync("intake1", no, "case-classify", "Classified");

        var name = LiveFeed.Name(no);
        var isHeard = false;
        while (!isHeard && await heard.MoveNextAsync())
            isHeard = heard.Current.Data.Split(' ').Contains(name);
        Assert.True(isHeard);
    }

    // A change that was committed before the node began to look is told to nobody: the page asked after it.
    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> heard, string topic)
    {
        while (await heard.MoveNextAsync())
        {
            if (heard.Current.EventType == "hello")
                return false;
            if (heard.Current.Data.Split(' ').Contains(topic))
                return true;
        }

        return false;
    }

    private static async Task StartAsync(HostProcess node)
    {
        using var owner = new HttpClient { BaseAddress = node.Address };
        using var token = await owner.PostAsJsonAsync("/api/token", new { userName = "owner1", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        owner.DefaultRequestHeaders.Authorization = new("Bearer", (await token.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["accessToken"]!.GetValue<string>());
        var model = JsonNode.Parse($$"""
            { "definitionId": "{{Flow}}", "name": "{{Flow}}", "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1,
              "activities": [
                { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:10:00" } } },
                { "id": "after", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "after" } } } ],
              "connections": [ { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "after", "port": "In" } } ] } }
            """);
        using var published = await owner.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true }, TestContext.Current.CancellationToken);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        for (var place = 0; place < Instances; place++)
        {
            using var started = await owner.PostAsJsonAsync($"/elsa/api/workflow-definitions/{Flow}/execute", new JsonObject(), TestContext.Current.CancellationToken);
            started.EnsureSuccessStatusCode();
        }
    }

    // Everything falls due at once; the node dies while rows are leased to it.
    private async Task<DateTimeOffset> KillInTheMiddleAsync(HostProcess node)
    {
        var leased = $"-{node.ProcessId}-";
        Move(TimeSpan.FromMinutes(11));
        await UntilAsync(async () => await Store.ReadAsync(db => db.Set<Deadline>().AnyAsync(x => x.State == DeadlineState.Pending && x.LeaseOwner!.Contains(leased))), "rows leased to the node");
        await node.KillAsync();
        Assert.True(await Store.ReadAsync(db => db.Set<Deadline>().AnyAsync(x => x.State == DeadlineState.Pending && x.LeaseOwner!.Contains(leased))), "Expected the node to leave rows behind.");
        return _now;
    }

    // The time goes on second by second; what the dead node held is done when its leases are over.
    private async Task TakeOverAsync(DateTimeOffset died)
    {
        await UntilAsync(
            async () =>
            {
                var waiting = await Store.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == Flow && x.Status == WorkflowStatus.Running));
                if (waiting == 0)
                    return true;
                await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
                if (_now < died + TakenOver)
                    Move(TimeSpan.FromSeconds(1));
                return false;
            },
            "all instances ended");
        var last = await Store.ReadAsync(db => db.Set<Deadline>().Where(x => x.State == DeadlineState.Fired && x.FiredAt >= died).MaxAsync(x => x.FiredAt));
        Assert.InRange(last!.Value, died, died + TakenOver);
    }

    private void Move(TimeSpan by) => _nodes[1].SetTime(_now += by);

    private async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < Patience, $"Expected {what}.\n{_nodes[1].Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
