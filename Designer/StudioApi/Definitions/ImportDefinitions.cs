using System.IO.Compression;
using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management.Entities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Definitions from files: a known one gets a draft, an unknown one its first version. Nothing is published by an import.</summary>
internal static class ImportDefinitions
{
    // A definition is some 100 kB; a file with more in it is none.
    private const long MaxFile = 20 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/import", ImportAsync);
        api.MapPut("/workflow-definitions/{definitionId}/import", ImportAsync);
        api.MapPost("/workflow-definitions/import-files", async (HttpContext http, DefinitionSaver saver) =>
        {
            if (!http.Request.HasFormContentType)
                return Answer.Status(StatusCodes.Status415UnsupportedMediaType);

            var count = 0;
            foreach (var file in (await http.Request.ReadFormAsync(http.RequestAborted)).Files)
            {
                foreach (var model in await ReadAsync(file, http.RequestAborted))
                {
                    await saver.SaveAsync(saver.Read(model), publish: false, http.RequestAborted);
                    count++;
                }
            }

            return Answer.Of(new { count });
        }).DisableAntiforgery(); // the guard asks for the origin
    }

    private static async Task<IResult> ImportAsync(HttpContext http, DefinitionSaver saver, DefinitionWriter writer)
    {
        var model = saver.Read(await RequestBody.ReadRequiredAsync<JsonDocument>(http) is { } body ? body.RootElement : default);
        if (http.GetRouteValue("definitionId") is string definitionId)
            model.DefinitionId = definitionId;
        var isNew = string.IsNullOrEmpty(model.DefinitionId);
        var saved = await saver.SaveAsync(model, publish: false, http.RequestAborted);
        return One(saved.Definition, writer, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static IResult One(WorkflowDefinition definition, DefinitionWriter writer, int status) =>
        Answer.Of((json, _) => writer.Write(json, definition, mayEdit: true), status);

    private static async Task<List<JsonElement>> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > MaxFile)
            throw new InvalidRequestException("files", $"Expected a file of at most {MaxFile >> 20} MB, but '{file.FileName}' has {file.Length >> 20} MB.");

        await using var content = file.OpenReadStream();
        try
        {
            if (!file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                return [await JsonSerializer.DeserializeAsync<JsonElement>(content, cancellationToken: cancellationToken)];

            using var archive = new ZipArchive(content);
            var models = new List<JsonElement>();
            foreach (var entry in archive.Entries.Where(x => x.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                if (entry.Length > MaxFile)
                    throw new InvalidRequestException("files", $"Expected entries of at most {MaxFile >> 20} MB, but '{entry.FullName}' has {entry.Length >> 20} MB.");
                await using var stream = entry.Open();
                models.Add(await JsonSerializer.DeserializeAsync<JsonElement>(stream, cancellationToken: cancellationToken));
            }

            return models;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new InvalidRequestException("files", $"Expected '{file.FileName}' to be an exported definition or a zip of them. {error.Message}");
        }
    }
}
