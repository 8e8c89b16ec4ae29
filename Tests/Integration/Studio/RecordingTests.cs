using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Replays what was recorded from a genuine Elsa server against the real host, in order, and compares every answer.</summary>
public sealed class RecordingTests(StudioHost studio) : IClassFixture<StudioHost>
{
    [Fact]
    public async Task Answers_are_those_of_the_recorded_server()
    {
        await studio.Host.ReadAsync(db => db.Set<WorkflowDefinition>().ExecuteDeleteAsync()); // the recorded server had no flows of its own
        using var owner = await studio.ProgramAsync("owner1");
        using var admin = await studio.ProgramAsync("admin1");
        var comparison = new AnswerComparison();
        var differences = new List<string>();
        foreach (var recording in RecordedAnswers.All.Where(x => KnownDeviations.WhyNotAsked(x) is null))
        {
            await BeforeAsync(recording);
            var (status, answer) = await AskAsync(recording.Path.Contains("/cancel/", StringComparison.Ordinal) || Repairs(recording) ? admin : owner, recording, comparison);
            var found = new List<string>();
            if (status != recording.Status)
                found.Add($"status: expected {recording.Status}, got {status}: {answer?.ToJsonString()}");
            if (recording.Answer is not null && status == recording.Status)
                found.AddRange(comparison.Differences(recording.Answer, answer, "$"));
            differences.AddRange(found.Where(line => !KnownDeviations.Explains(recording, line)).Select(line => $"{recording}\n      {line}"));
            await SettleAsync();
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(400).Prepend($"{differences.Count} differences")));
    }

    private static bool Repairs(Recording recording) =>
        recording.Path.StartsWith("/alterations", StringComparison.Ordinal)
        || recording.Path.StartsWith("/bulk-actions/cancel", StringComparison.Ordinal)
        || recording.Path.StartsWith("/bulk-actions/delete/workflow-instances", StringComparison.Ordinal)
        || (recording.Method == "DELETE" && recording.Path.StartsWith("/workflow-instances/", StringComparison.Ordinal))
        || (recording.Method == "POST" && recording.Path.StartsWith("/workflow-instances/", StringComparison.Ordinal) && recording.Path.EndsWith("/variables", StringComparison.Ordinal));

    private static async Task<(int Status, JsonNode? Answer)> AskAsync(HttpClient client, Recording recording, AnswerComparison comparison)
    {
        using var request = new HttpRequestMessage(new HttpMethod(recording.Method), Base(recording) + comparison.Translate(recording.Path));
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (recording.Body is { } body)
        {
            request.Content = new StringContent(comparison.Translate(body).ReplaceLineEndings(recording.ContentType?.StartsWith("multipart", StringComparison.Ordinal) is true ? "\r\n" : "\n"));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(recording.ContentType ?? "application/json");
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    // Workflows answer beside the API.
    private static string Base(Recording recording) => recording.Path.StartsWith("/workflows/", StringComparison.Ordinal) ? "" : StudioHost.Api;

    // Definitions that the recorded server had without a recorded request: what their recorded runs show.
    private async Task MakeAsync()
    {
        using var owner = await studio.ProgramAsync("owner1");
        foreach (var definition in JsonNode.Parse(await File.ReadAllTextAsync(RecordedAnswers.PathOf("unrecorded.json")))!.AsArray())
            await StudioHost.ReadAsync(await owner.PostAsync($"{StudioHost.Api}/workflow-definitions", StudioHost.Json(definition!.ToJsonString())));
    }

    // The recorded delay of three seconds has passed here.
    private async Task BeforeAsync(Recording recording)
    {
        studio.Host.Time.MoveTo(studio.Host.Time.GetUtcNow().AddMilliseconds(1)); // what is made later is later
        if (recording.Number == "100")
            await studio.Host.AdvanceAsync("2026-11-23 09:01");
        if (recording.Number == "118")
            await MakeAsync();
    }

    private async Task SettleAsync()
    {
        await studio.Host.Services.GetRequiredService<OutboxDispatcher>().RunUntilQuietAsync();
        await studio.Host.Services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync();
    }
}
