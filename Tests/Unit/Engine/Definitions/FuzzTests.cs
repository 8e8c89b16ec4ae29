using System.Text.Json;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Unit.Engine.ElsaCases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Definitions;

/// <summary>Broken and hostile definition JSON: a clear error or a definition that works, never anything else, and never half of one in the database.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261128;
    private const int Inputs = 10_000;
    private const int EveryNthIsStored = 50;

    [Fact(Timeout = 120_000)]
    public async Task Ten_thousand_broken_definitions_are_refused_in_words_or_taken_whole()
    {
        await using var host = await CaseHost.StartAsync(FlowchartExecutionMode.Default);
        var services = ProductServices.Create();
        var reader = services.GetRequiredService<DefinitionJson>();
        var hostile = new HostileJson(new Random(Seed), [.. ProductServices.KnownDefinitions().Select(x => x.Json)]);
        var (read, refused) = (0, 0);
        var failures = new Dictionary<string, string>();
        for (var number = 0; number < Inputs; number++)
        {
            var text = hostile.Next();
            try
            {
                if (Read(reader, text) is not { } model)
                {
                    refused++;
                    continue;
                }

                read++;
                await UseAsync(services, model, text);
                if (read % EveryNthIsStored == 0)
                    await StoreAsync(host, text, $"fuzz-{number}");
            }
            catch (Exception error)
            {
                // One of a kind: what fails in the same place is told once.
                var place = error.StackTrace?.Split('\n').FirstOrDefault(x => x.Contains("Elsa", StringComparison.Ordinal)) ?? "";
                failures.TryAdd(
                    $"{error.GetType().Name} {place}{(error is Xunit.Sdk.XunitException ? number : "")}",
                    $"Input {number} of seed {Seed}: {error.GetType().Name}: {error.Message}\n{error.StackTrace}\n{text[..Math.Min(text.Length, 2000)]}");
                if (failures.Count == 10)
                    break;
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Values));

        // Both sides must be tried in earnest: mostly refused inputs would test the parser alone.
        Assert.InRange(read, Inputs / 10, Inputs);
        Assert.InRange(refused, Inputs / 10, Inputs);
    }

    /// <summary>Null when it is refused; the one kind of exception that may come is the one that callers answer with 400.</summary>
    private static WorkflowDefinitionModel? Read(DefinitionJson reader, string text)
    {
        try
        {
            return reader.Read(text);
        }
        catch (JsonException error)
        {
            Assert.False(string.IsNullOrWhiteSpace(error.Message));
            return null;
        }
    }

    private static async Task UseAsync(IServiceProvider services, WorkflowDefinitionModel model, string text)
    {
        var canonical = services.GetRequiredService<CanonicalWriter>();
        var first = canonical.Write(model);
        var again = canonical.Write(services.GetRequiredService<DefinitionJson>().ReadStored(services.GetRequiredService<DefinitionJson>().Write(model)));
        if (first != again)
        {
            var (expected, actual) = first.Split('\n').Zip(again.Split('\n')).First(x => x.First != x.Second);
            Assert.Fail($"stored and read again it is another content:\n{expected}\n{actual}\n{text}");
        }


        await using var scope = services.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(services.GetRequiredService<WorkflowDefinitionMapper>().Map(model));
        }
        catch (InvalidOperationException error)
        {
            Assert.False(string.IsNullOrWhiteSpace(error.Message)); // becomes the finding definition.not-compilable
        }
    }

    /// <summary>Imported and published through the public door; the row holds it all, or there is none.</summary>
    private static async Task StoreAsync(CaseHost host, string text, string id)
    {
        var model = await host.CallAsync<DefinitionJson, WorkflowDefinitionModel>(x => Task.FromResult(x.Read(text)));
        model.DefinitionId = id;
        var stated = model.Version;
        model.Version = 1; // the store counts versions itself
        var expected = await host.CallAsync<CanonicalWriter, string>(x => Task.FromResult(x.Write(model)));
        model.Version = stated;

        var result = await host.CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x =>
            x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));

        Assert.All(result.ValidationErrors, x => Assert.False(string.IsNullOrWhiteSpace(x.Message)));
        var row = await host.CallAsync<CaseDbContext, WorkflowDefinition>(db => db.Set<WorkflowDefinition>().AsNoTracking().SingleAsync(x => x.DefinitionId == id));
        Assert.Equal(result.Succeeded, row.IsPublished);
        var stored = await host.CallAsync<IWorkflowDefinitionService, WorkflowDefinitionModel>(x => Task.FromResult(x.ReadModel(row)));
        stored.Version = 1;
        Assert.Equal(expected, await host.CallAsync<CanonicalWriter, string>(x => Task.FromResult(x.Write(stored))));
    }
}
