using System.Text;
using System.Text.Json;
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
        var expected = await host.CallAsync<CanonicalWriter, string>(x => Task.FromResult(x.Write(model)));

        var result = await host.CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x =>
            x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true }));

        Assert.All(result.ValidationErrors, x => Assert.False(string.IsNullOrWhiteSpace(x.Message)));
        var row = await host.CallAsync<CaseDbContext, WorkflowDefinition>(db => db.Set<WorkflowDefinition>().AsNoTracking().SingleAsync(x => x.DefinitionId == id));
        Assert.Equal(result.Succeeded, row.IsPublished);
        var stored = await host.CallAsync<IWorkflowDefinitionService, WorkflowDefinitionModel>(x => Task.FromResult(x.ReadModel(row)));
        stored.Version = model.Version = 1;
        Assert.Equal(expected, await host.CallAsync<CanonicalWriter, string>(x =>
        {
            model.Version = 1;
            return Task.FromResult(x.Write(stored));
        }));
    }

    /// <summary>Mutations of real definitions, and nastiness made from nothing.</summary>
    private sealed class HostileJson(Random random, IReadOnlyList<string> corpus)
    {
        private static readonly string[] Values =
        [
            "null", "true", "false", "0", "-1", "1e400", "-0.0", "99999999999999999999", "2147483648", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[null]",
            "[[]]", "[{}]", "{\"type\":null}", "{\"type\":\"Elsa.Sequence\"}", "{\"type\":\"Elsa.Nope\"}", "{\"type\":17}", "{\"$ref\":\"1\"}", "{\"$id\":\"1\"}",
            "{\"$values\":7}", "{\"$values\":[7,null,[]]}", "{\"_type\":\"List\",\"items\":{\"_type\":\"List\",\"items\":[1]}}", "{\"_type\":\"System.Diagnostics.Process, System\"}",
            "\"[\"", "\"{\"", "\"[1,\"", "{\"typeName\":\"System.IO.FileInfo, System\",\"expression\":{\"type\":\"Object\",\"value\":\"{}\"}}",
            "{\"typeName\":\"List<List<List<String>>>\",\"expression\":{\"type\":\"Literal\",\"value\":[[[\"a\"]]]}}", "{\"typeName\":\"String[][][][][]?\",\"expression\":null}",
            "{\"typeName\":\"String\",\"expression\":{\"type\":\"Literal\",\"value\":\"[\"}}", "{\"typeName\":\"List<String>\",\"expression\":{\"type\":\"Literal\",\"value\":\"[\"}}",
            "{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"JavaScript\",\"value\":{\"a\":1}}}", "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Variable\",\"value\":[1]}}",
            "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Variable\",\"value\":{\"id\":null}}}", "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Input\",\"value\":{\"name\":7}}}",
            "{\"typeName\":null,\"memoryReference\":{\"id\":{}}}", "{\"typeName\":\"String\",\"memoryReference\":{\"id\":\"\"}}",
            "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"{\"}", "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"[]\"}",
            "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"{\\\"type\\\":\\\"Elsa.NotFoundActivity\\\"}\"}",
            "{\"type\":\"Elsa.Workflow\",\"root\":{\"type\":\"Elsa.Workflow\"}}", "{\"source\":7,\"target\":[]}", "{\"source\":{\"activity\":null},\"target\":{\"activity\":{}}}",
            "{\"position\":{\"x\":\"a\",\"y\":1e308}}", "{\"designer\":[1]}", "{\"designer\":{\"position\":[]}}", "\"9999-99-99\"", "\"P1Y\"",
        ];

        private static readonly string[] Names =
        [
            "type", "id", "nodeId", "name", "version", "root", "activities", "connections", "variables", "customProperties", "metadata", "expression", "typeName", "value",
            "source", "target", "port", "$ref", "$id", "$type", "$values", "_type", "__proto__", "", "canStartWorkflow", "originalActivityJson", "missingTypeName", "cases", "outcomes",
            "options", "isArray", "storageDriverTypeName", "vertices", "designer", "Type", "ID",
        ];

        public string Next() => random.Next(10) switch
        {
            0 => Damaged(Any()),
            1 => Nested(),
            2 => Large(),
            _ => Mutated(Any()),
        };

        private string Any() => corpus[random.Next(corpus.Count)];

        /// <summary>Text cut, doubled and scratched.</summary>
        private string Damaged(string text)
        {
            var result = new StringBuilder(text);
            for (var count = random.Next(1, 6); count > 0 && result.Length > 2; count--)
            {
                var at = random.Next(result.Length - 1);
                switch (random.Next(4))
                {
                    case 0: result.Length = at; break;
                    case 1: result.Remove(at, Math.Min(random.Next(1, 20), result.Length - at)); break;
                    case 2: result.Insert(at, Values[random.Next(Values.Length)]); break;
                    default: result[at] = (char)random.Next(1, 0x3000); break;
                }
            }

            return result.ToString();
        }

        private string Nested()
        {
            var depth = random.Next(4) switch { 0 => random.Next(1, 12), 1 => random.Next(12, 64), 2 => random.Next(64, 300), _ => random.Next(300, 5000) };
            var (open, close) = random.Next(5) switch
            {
                0 => ("[", "]"),
                1 => ("{\"a\":", "}"),
                2 => ("{\"type\":\"Elsa.Sequence\",\"activities\":[", "]}"),
                3 => ("{\"type\":\"Elsa.If\",\"then\":", "}"),
                _ => ("{\"type\":\"Nope.Nested\",\"body\":", "}"),
            };
            var nested = string.Concat(Enumerable.Repeat(open, depth)) + (open.EndsWith('[') ? "" : "null") + string.Concat(Enumerable.Repeat(close, depth));
            return $$"""{"definitionId":"d","{{(random.Next(2) == 0 ? "root" : "customProperties")}}":{{nested}} }""";
        }

        private string Large() => random.Next(4) switch
        {
            0 => $$"""{"definitionId":"{{new string('x', random.Next(100_000))}}","root":{"type":"Elsa.WriteLine"} }""",
            1 => $$"""{"definitionId":"d","outcomes":[{{string.Join(',', Enumerable.Repeat("\"a\"", random.Next(5_000)))}}]}""",
            2 => $$"""{"definitionId":"d","root":{"type":"Elsa.Sequence","activities":[{{string.Join(',', Enumerable.Repeat("{\"type\":\"Elsa.WriteLine\"}", random.Next(300)))}}] } }""",
            _ => $$"""{"definitionId":"d",{{string.Join(',', Enumerable.Repeat("\"root\":{\"type\":\"Elsa.Sequence\"}", random.Next(1, 500)))}} }""",
        };

        /// <summary>Well-formed, but with members that are gone, doubled, renamed, exchanged or of another kind.</summary>
        private string Mutated(string text)
        {
            using var document = JsonDocument.Parse(text);
            var nodes = Count(document.RootElement);
            var victims = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(nodes)).ToHashSet();
            var result = new StringBuilder();
            var index = 0;
            Write(document.RootElement);
            return result.ToString();

            void Write(JsonElement element)
            {
                if (victims.Contains(index++))
                {
                    result.Append(random.Next(8) == 0 ? Part(document.RootElement, random.Next(nodes)) : Values[random.Next(Values.Length)]);
                    index += Count(element) - 1;
                    return;
                }

                switch (element.ValueKind)
                {
                    case JsonValueKind.Object: WriteMembers(element); break;
                    case JsonValueKind.Array: WriteItems(element); break;
                    default: result.Append(element.GetRawText()); break;
                }
            }

            void WriteMembers(JsonElement element)
            {
                result.Append('{');
                var first = true;
                foreach (var member in element.EnumerateObject())
                {
                    if (random.Next(120) == 0)
                    {
                        index += Count(member.Value);
                        continue;
                    }

                    var name = random.Next(150) == 0 ? Names[random.Next(Names.Length)] : member.Name;
                    result.Append(first ? "" : ",").Append(JsonSerializer.Serialize(name)).Append(':');
                    Write(member.Value);
                    if (random.Next(200) == 0)
                        result.Append(',').Append(JsonSerializer.Serialize(member.Name)).Append(':').Append(Values[random.Next(Values.Length)]);
                    first = false;
                }

                result.Append('}');
            }

            void WriteItems(JsonElement element)
            {
                result.Append('[');
                foreach (var (position, item) in element.EnumerateArray().Index())
                {
                    result.Append(position == 0 ? "" : ",");
                    if (random.Next(150) == 0)
                        result.Append(item.GetRawText()).Append(',');
                    Write(item);
                }

                result.Append(']');
            }
        }

        private static int Count(JsonElement element) => 1 + element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Sum(x => Count(x.Value)),
            JsonValueKind.Array => element.EnumerateArray().Sum(Count),
            _ => 0,
        };

        private static string Part(JsonElement element, int index)
        {
            if (index-- == 0)
                return element.GetRawText();
            foreach (var child in element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().Select(x => x.Value),
                JsonValueKind.Array => element.EnumerateArray(),
                _ => Enumerable.Empty<JsonElement>(),
            })
            {
                var count = Count(child);
                if (index < count)
                    return Part(child, index);
                index -= count;
            }

            return "null";
        }
    }
}
