using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Saves what a designer or program sends, as one command.</summary>
internal sealed class DefinitionSaver(AmbientCommand command, DefinitionJson json, ChangeRules changes, IDesignerRules rules)
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
    /// <exception cref="InvalidRequestException">Somebody else saved since the editor began, or the definition is read-only; nothing is changed.</exception>
    public async Task<SaveResult> SaveAsync(WorkflowDefinitionModel model, bool publish, CancellationToken cancellationToken)
    {
        if (model.DefinitionId is { Length: > 0 } known && await changes.WhyReadonlyAsync(known, cancellationToken) is { } reason)
            throw new InvalidRequestException(Errors.General, reason);

        return await command.RunAsync(
            "definitions/save",
            async (services, token) =>
            {
                var draft = await SaveDraftAsync(services, model, token);
                if (!publish)
                    return new SaveResult(draft, AlreadyPublished: false, []);

                var isPublished = draft.IsPublished;
                var result = await services.GetRequiredService<IWorkflowDefinitionPublisher>().PublishAsync(draft.DefinitionId, token);
                return new SaveResult(draft, isPublished, result.ValidationErrors, !result.Succeeded, result.AffectedWorkflows.Count);
            },
            cancellationToken,
            model.DefinitionId is { Length: > 0 } id ? [$"definition:{id}"] : []);
    }

    private async Task<WorkflowDefinition> SaveDraftAsync(IServiceProvider services, WorkflowDefinitionModel model, CancellationToken cancellationToken)
    {
        var publisher = services.GetRequiredService<IWorkflowDefinitionPublisher>();
        var beganFrom = DraftMarks.BeganFrom(model);
        model.CustomProperties[DraftMarks.SavedBy] = rules.Author;
        model.Root ??= new Sequence { Id = "Sequence1" }; // as Elsa: a definition always has something to draw
        if (beganFrom is null || model.DefinitionId is not { Length: > 0 } definitionId || await LatestAsync(services, definitionId, cancellationToken) is not { } latest)
            return await publisher.SaveDraftAsync(model, cancellationToken);

        var before = services.GetRequiredService<IWorkflowDefinitionService>().ReadModel(latest);
        var (found, author) = (DraftMarks.RevisionOf(latest), DraftMarks.Author(before));
        KeepOrder(model.Root, before.Root);
        var draft = await publisher.SaveDraftAsync(model, cancellationToken);

        // A person's own saves may overtake each other: Studio sends the next before it has read the answer to the last.
        return beganFrom == found || author == rules.Author || DraftMarks.RevisionOf(draft) == found
            ? draft
            : throw new InvalidRequestException(Errors.General, rules.Stale(author));
    }

    // Studio brings what was selected to the front, and so to the end of its list: looking at a step is no change.
    private static void KeepOrder(IActivity? root, IActivity? before)
    {
        if (root is not Flowchart now || before is not Flowchart then)
            return;

        now.Activities = Ordered(now.Activities, then.Activities, x => x.Id);
        now.Connections = Ordered(now.Connections, then.Connections, x => (x.Source.Activity?.Id, x.Source.Port, x.Target.Activity?.Id));
    }

    private static List<T> Ordered<T, TKey>(IEnumerable<T> now, IEnumerable<T> then, Func<T, TKey> key)
        where TKey : notnull
    {
        var places = then.Select(key).Distinct().Select((value, index) => (value, index)).ToDictionary(x => x.value, x => x.index);
        return [.. now.OrderBy(x => places.GetValueOrDefault(key(x), int.MaxValue))];
    }

    private static async Task<WorkflowDefinition?> LatestAsync(IServiceProvider services, string definitionId, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IWorkflowDefinitionStore>().ListVersionsAsync(definitionId, cancellationToken)).LastOrDefault(x => x.IsLatest);
}

/// <summary>What a save came to.</summary>
/// <param name="Definition">The version.</param>
/// <param name="AlreadyPublished">It was published before, with this content.</param>
/// <param name="Findings">What publishing found.</param>
/// <param name="IsRefused">Findings kept it from being published.</param>
/// <param name="Consumers">How many definitions embed it now that embedded an older version.</param>
internal sealed record SaveResult(
    WorkflowDefinition Definition, bool AlreadyPublished, ICollection<WorkflowValidationError> Findings, bool IsRefused = false, int Consumers = 0);
