using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Management;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>One real host for the tests of a class; they use definitions of their own.</summary>
public sealed class StudioHost : IAsyncLifetime
{
    /// <summary>Where the API answers.</summary>
    public const string Api = "/elsa/api";

    public ItrHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ItrHost.StartAsync("2026-11-23 09:00");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A program with a person's bearer token.</summary>
    public Task<HttpClient> ProgramAsync(string userName) => Host.ProgramAsync(userName);

    /// <summary>Another person saves a new text of the definition.</summary>
    public Task SavedBySomebodyElseAsync(string definitionId, string author) => Host.ReadAsync(async _ =>
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var publisher = scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionPublisher>();
        var draft = (await publisher.GetDraftAsync(definitionId, VersionOptions.Latest))!;
        draft.Description = "Their text";
        draft.CustomProperties["savedBy"] = author;
        return await publisher.SaveDraftAsync(draft);
    });

    /// <summary>The body of a request.</summary>
    public static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    /// <summary>The body of an answer that succeeded.</summary>
    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
