using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Saves a draft: every change in Studio, its Save and its Publish button end here. Validated only when it is to be published.</summary>
internal static class SaveDefinition
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/workflow-definitions", async (HttpContext http, DefinitionSaver saver, DefinitionWriter writer, IDesignerRules rules) =>
        {
            if (!http.Request.HasJsonContentType())
                return Answer.Status(StatusCodes.Status415UnsupportedMediaType);

            var body = await RequestBody.ReadRequiredAsync<Body>(http);
            if (body.Model.ValueKind != JsonValueKind.Object)
                return Answer.Invalid("model", "Expected the definition in the member 'model', but it is missing.");

            var model = saver.Read(body.Model);
            if (body.Publish is true && rules.WhyNotHere(model.DefinitionId ?? "") is { } reason)
                return Answer.Invalid(Errors.General, reason); // before anything is saved: a refusal changes nothing

            var saved = await saver.SaveAsync(model, body.Publish is true, http.RequestAborted);
            return saved.IsRefused
                ? Answer.Invalid(Errors.General, saved.Findings.Where(x => x.Blocks).Select(x => x.Message))
                : Saved(saved, writer);
        });

    /// <summary>The saved version in the form of Elsa's answer.</summary>
    internal static IResult Saved(SaveResult saved, DefinitionWriter writer) =>
        Answer.Of((json, _) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("workflowDefinition");
            writer.Write(json, saved.Definition, mayEdit: true);
            json.WriteBoolean("alreadyPublished", saved.AlreadyPublished);
            json.WriteNumber("consumingWorkflowCount", saved.Consumers);
            json.WriteStartArray("validationErrors");
            foreach (var finding in saved.Findings)
                json.WriteStringValue(finding.Message);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private sealed class Body
    {
        public JsonElement Model { get; set; }

        public bool? Publish { get; set; }
    }
}
