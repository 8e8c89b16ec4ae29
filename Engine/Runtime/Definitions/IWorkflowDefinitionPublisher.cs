using Elsa.Common.Models;
using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management
{
    /// <summary>Drafts and versions; every method is one command, or part of the running one. Scoped.</summary>
    public interface IWorkflowDefinitionPublisher
    {
        /// <summary>A new definition with an empty sequence; not saved.</summary>
        Task<WorkflowDefinitionModel> NewAsync(IActivity? root = null, CancellationToken cancellationToken = default);

        /// <summary>Publishes the latest version; one that is published already stays as it is.</summary>
        /// <exception cref="Runtime.Exceptions.WorkflowGraphNotFoundException">No such definition.</exception>
        Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default);

        /// <summary>Saves the content as draft and publishes it.</summary>
        Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default);

        /// <summary>Takes the published version back: nothing new starts on it, running instances go on. Null when none is published.</summary>
        Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default);

        /// <summary>Saves the content of an older version as the newest draft, with the next number; a draft that is there stays as it is.</summary>
        /// <exception cref="Runtime.Exceptions.WorkflowGraphNotFoundException">No such version.</exception>
        Task<WorkflowDefinition> RevertVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default);

        /// <summary>A model to edit: an unpublished version as it is, else a copy with the next number. Null when there is no such definition; not saved.</summary>
        Task<WorkflowDefinitionModel?> GetDraftAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);

        /// <summary>Saves content as the draft of its definition; content equal to the latest version changes nothing (D18).</summary>
        Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default);
    }

    /// <summary>Definitions that embed another one as an activity. Scoped.</summary>
    public interface IWorkflowReferences
    {
        /// <summary>Ids of the definitions whose latest or published version embeds this one.</summary>
        Task<IReadOnlyList<string>> ListConsumersAsync(string definitionId, CancellationToken cancellationToken = default);

        /// <summary>
        /// Lets them embed its published version: drafts are changed, published versions get a successor that is published too. Returns those
        /// versions; null when the definition has no published version. Publishing does the same where its options ask for it.
        /// </summary>
        Task<IReadOnlyList<WorkflowDefinition>?> UpdateAsync(string definitionId, CancellationToken cancellationToken = default);
    }

    /// <summary>Deletes versions and definitions that nothing uses, with the instances that have ended on them. Scoped.</summary>
    /// <exception cref="Exceptions.DefinitionInUseException">From each method: instances run on a version, or another definition embeds it.</exception>
    public interface IWorkflowDefinitionManager
    {
        /// <summary>Deletes all versions; how many.</summary>
        Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default);

        /// <summary>Deletes one version; false when there is none.</summary>
        Task<bool> DeleteByIdAsync(string definitionVersionId, CancellationToken cancellationToken = default);

        /// <summary>Deletes one version; false when there is none.</summary>
        Task<bool> DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default);
    }

    /// <summary>Brings definitions in. Scoped.</summary>
    public interface IWorkflowDefinitionImporter
    {
        /// <summary>A known definition gets a new draft, an unknown one its first version with the ids of the model.</summary>
        Task<ImportWorkflowResult> ImportAsync(SaveWorkflowDefinitionRequest request, CancellationToken cancellationToken = default);
    }

    /// <summary>Gives definitions out as Elsa's export files. Scoped.</summary>
    public interface IWorkflowDefinitionExporter
    {
        /// <summary>One version as a JSON file; null when there is none. The latest when no version is said.</summary>
        /// <param name="definitionId">The definition.</param>
        /// <param name="versionOptions">Which version.</param>
        /// <param name="includeConsumingWorkflows">True adds the definitions that embed it, and those that embed these: then it is a zip file.</param>
        /// <param name="cancellationToken">Stops it.</param>
        Task<WorkflowDefinitionExportResult?> ExportAsync(
            string definitionId, VersionOptions? versionOptions = null, bool includeConsumingWorkflows = false, CancellationToken cancellationToken = default);

        /// <summary>Several versions, by their version ids: one as a JSON file, more as a zip file; null when there is none.</summary>
        Task<WorkflowDefinitionExportResult?> ExportManyAsync(
            ICollection<string> definitionVersionIds, bool includeConsumingWorkflows = false, CancellationToken cancellationToken = default);
    }

    /// <summary>A rule of the product about what may be published. Registered scoped.</summary>
    public interface IDefinitionRule
    {
        /// <summary>What is wrong; findings that block keep the version from being published (D21).</summary>
        Task<IEnumerable<WorkflowValidationError>> CheckAsync(
            Elsa.Workflows.Models.WorkflowGraph graph, WorkflowDefinitionModel definition, CancellationToken cancellationToken);
    }

    /// <summary>Looks for mistakes in a definition without running it. Scoped.</summary>
    public interface IWorkflowValidator
    {
        /// <summary>Findings of the engine and of the product's rules; empty when there is nothing to say.</summary>
        Task<IReadOnlyList<WorkflowValidationError>> ValidateAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Management.Models
{
    /// <summary>What publishing came to.</summary>
    /// <param name="Succeeded">True when the version is published now.</param>
    /// <param name="ValidationErrors">Findings; they need not keep it from being published.</param>
    /// <param name="Definition">The version.</param>
    public record PublishWorkflowDefinitionResult(bool Succeeded, ICollection<WorkflowValidationError> ValidationErrors, WorkflowDefinition? Definition)
    {
        /// <summary>Versions of other definitions that embed this one now, because its options say that they follow it.</summary>
        public IReadOnlyList<WorkflowDefinition> AffectedWorkflows { get; init; } = [];
    }

    /// <summary>A finding.</summary>
    /// <param name="Message">What is wrong, in English.</param>
    /// <param name="ActivityId">The activity, or null for the workflow.</param>
    public record WorkflowValidationError(string Message, string? ActivityId = null)
    {
        /// <summary>Stable code, for example <c>connection.unknown-port</c>.</summary>
        public string Code { get; init; } = "definition.invalid";

        /// <summary>True keeps the version from being published.</summary>
        public bool Blocks { get; init; }
    }

    /// <summary>A definition to save.</summary>
    public class SaveWorkflowDefinitionRequest
    {
        /// <summary>The content.</summary>
        public WorkflowDefinitionModel Model { get; set; } = null!;

        /// <summary>Whether to publish; null publishes when the model says that it is published.</summary>
        public bool? Publish { get; set; }
    }

    /// <summary>What an import came to.</summary>
    /// <param name="Succeeded">False when it was to be published and was not.</param>
    /// <param name="WorkflowDefinition">The saved version.</param>
    /// <param name="ValidationErrors">Findings.</param>
    public record ImportWorkflowResult(bool Succeeded, WorkflowDefinition WorkflowDefinition, ICollection<WorkflowValidationError> ValidationErrors);

    /// <summary>A file.</summary>
    /// <param name="Data">Its bytes.</param>
    /// <param name="FileName">Its name.</param>
    public record WorkflowDefinitionExportResult(byte[] Data, string FileName);
}

namespace Elsa.Workflows.Management.Notifications
{
    /// <summary>A version was published, in this transaction.</summary>
    public record WorkflowDefinitionPublished(WorkflowDefinition WorkflowDefinition) : INotification;

    /// <summary>A version was taken back, in this transaction.</summary>
    public record WorkflowDefinitionRetracted(WorkflowDefinition WorkflowDefinition) : INotification;

    /// <summary>A draft was saved, in this transaction.</summary>
    public record WorkflowDefinitionDraftSaved(WorkflowDefinition WorkflowDefinition) : INotification;

    /// <summary>Versions were deleted, in this transaction.</summary>
    public record WorkflowDefinitionVersionsDeleted(string DefinitionId, IReadOnlyCollection<string> VersionIds) : INotification;
}
