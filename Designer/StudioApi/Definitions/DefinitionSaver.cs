using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Saves what a designer or program sends, as one command.</summary>
internal sealed class DefinitionSaver(AmbientCommand command, DefinitionJson json)
{
    /// <summary>Reads the content of a definition.</summary>
    /// <exception cref="InvalidRequestException">It is none; says the member.</exception>
    public WorkflowDefinitionModel Read(JsonElement model)
    {
        try
        {
            return json.Read(model);
        }
        catch (JsonException error)
        {
            var member = Errors.MemberOf(error, "");
            throw new InvalidRequestException(member.Length > 0 ? $"model.{member}" : "model", error.Message);
        }
    }

    /// <summary>Saves the content as draft and publishes it when asked to; equal content changes nothing.</summary>
    public Task<SaveResult> SaveAsync(WorkflowDefinitionModel model, bool publish, CancellationToken cancellationToken) =>
        command.RunAsync(
            "definitions/save",
            async (services, token) =>
            {
                var publisher = services.GetRequiredService<IWorkflowDefinitionPublisher>();
                var draft = await publisher.SaveDraftAsync(model, token);
                if (!publish)
                    return new SaveResult(draft, AlreadyPublished: false, []);

                var isPublished = draft.IsPublished;
                var result = await publisher.PublishAsync(draft.DefinitionId, token);
                return new SaveResult(draft, isPublished, result.ValidationErrors, !result.Succeeded);
            },
            cancellationToken,
            model.DefinitionId is { Length: > 0 } id ? [$"definition:{id}"] : []);
}

/// <summary>What a save came to.</summary>
/// <param name="Definition">The version.</param>
/// <param name="AlreadyPublished">It was published before, with this content.</param>
/// <param name="Findings">What publishing found.</param>
/// <param name="IsRefused">Findings kept it from being published.</param>
internal sealed record SaveResult(
    Elsa.Workflows.Management.Entities.WorkflowDefinition Definition, bool AlreadyPublished, ICollection<WorkflowValidationError> Findings, bool IsRefused = false);
