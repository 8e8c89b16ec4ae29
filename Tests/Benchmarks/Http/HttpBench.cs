using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Http;

/// <summary>What a program gets over Elsa's REST API, driver and server on the same machine.</summary>
public sealed class HttpBench(BenchOptions options, Report report)
{
    private const string Api = "/elsa/api";
    private const string User = "owner1";

    private static readonly string[] Pages =
    [
        "?page=0&pageSize=25", "?page=0&pageSize=25&orderBy=Created&orderDirection=Descending", "?page=100&pageSize=25&status=Running",
        "?definitionId=bench-park&subStatus=Suspended&page=0&pageSize=100", "?searchTerm=bench&page=0&pageSize=25",
    ];

    public async Task RunAsync()
    {
        await using var server = await HostServer.StartAsync();
        using var http = await server.SignInAsync(User);
        foreach (var flow in (JsonObject[])
                 [
                     Flows.Five("bench-five"), Flows.Literals("bench-literals"), Flows.Waiting("bench-wait", Flows.EventName), Flows.Waiting("bench-park", "bench-never"),
                 ])
            await PostAsync(http, "/workflow-definitions", new JsonObject { ["model"] = flow, ["publish"] = true });

        report.Line($"started in {Number(server.Startup.TotalSeconds, 1)} s, {Number(server.MemoryMiB)} MiB");
        report.Table("over HTTP", "clients", "per second", "ms p50", "p95", "p99", "server ms of processor each", "MiB");
        foreach (var clients in (int[])[1, 8])
        {
            await ShowAsync(server, "execute 5 activities, 2 with JavaScript", clients, () => ExecuteAsync(http, "bench-five", "Finished"));
            await ShowAsync(server, "execute 5 activities, literals", clients, () => ExecuteAsync(http, "bench-literals", "Finished"));
            await ShowAsync(server, "execute to a wait, trigger the event", clients, () => CycleAsync(http));
        }

        await ShowSuspendedAsync(server, http);
        await ShowPagesAsync(http);
        report.Line($"memory in the end {Number(server.MemoryMiB)} MiB, at most {Number(server.PeakMiB)} MiB");
    }

    private async Task ShowAsync(HostServer server, string what, int clients, Func<Task> operation)
    {
        await Measure.RunAsync(clients, options.Seconds, operation); // warm up
        var rounds = new List<Measure.Figures>();
        var (processor, count) = (server.Processor, 0);
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add(await Measure.RunAsync(clients, options.Seconds, operation));
            count += rounds[^1].Milliseconds.Length;
        }

        report.Row(
            what,
            Number(clients),
            Number(Measure.Median(rounds.Select(x => x.PerSecond))),
            Number(Measure.Median(rounds.Select(x => x.At(.5))), 1),
            Number(Measure.Median(rounds.Select(x => x.At(.95))), 1),
            Number(Measure.Median(rounds.Select(x => x.At(.99))), 1),
            Number((server.Processor - processor).TotalMilliseconds / count, 2),
            Number(server.MemoryMiB));
    }

    private async Task ShowSuspendedAsync(HostServer server, HttpClient http)
    {
        var figures = await Measure.RunAsync(8, double.MaxValue, () => ExecuteAsync(http, "bench-park", "Suspended"), options.Count);
        await Task.Delay(TimeSpan.FromSeconds(3));
        report.Line("");
        report.Line($"{Number(options.Count)} instances left suspended, {Number(figures.PerSecond)} per second: {Number(server.MemoryMiB)} MiB, at most {Number(server.PeakMiB)} MiB");
    }

    private async Task ShowPagesAsync(HttpClient http)
    {
        report.Table("page of instances", "total", "items", "ms p50", "p95");
        foreach (var page in Pages)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>($"{Api}/workflow-instances{page}");
            var figures = await Measure.RunAsync(1, 10, async () => (await http.GetAsync($"{Api}/workflow-instances{page}")).EnsureSuccessStatusCode(), 100);
            report.Row(
                page,
                Number(answer.GetProperty("totalCount").GetInt64()),
                Number(answer.GetProperty("items").GetArrayLength()),
                Number(figures.At(.5), 1),
                Number(figures.At(.95), 1));
        }
    }

    private static async Task CycleAsync(HttpClient http)
    {
        var id = await ExecuteAsync(http, "bench-wait", "Suspended");
        await PostAsync(http, $"/events/{Flows.EventName}/trigger", new JsonObject
        {
            ["workflowInstanceId"] = id,
            ["workflowExecutionMode"] = "Synchronous",
            ["input"] = new JsonObject { ["n"] = 1 },
        });
    }

    private static async Task<string> ExecuteAsync(HttpClient http, string definitionId, string expected)
    {
        using var answer = JsonDocument.Parse(await PostAsync(http, $"/workflow-definitions/{definitionId}/execute", []));
        var state = answer.RootElement.GetProperty("workflowState");
        return state.GetProperty("subStatus").GetString() == expected
            ? state.GetProperty("id").GetString()!
            : throw new InvalidOperationException($"Expected the instance to be {expected}, but it is {state.GetProperty("subStatus")}.");
    }

    private static async Task<string> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(Api + path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"POST {path}: {(int)answer.StatusCode} {text}");
    }
}
