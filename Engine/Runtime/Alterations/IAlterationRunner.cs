using System.Text.Json.Serialization;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Results;
using Elsa.Workflows;

namespace Elsa.Alterations.Core.Contracts
{
    /// <summary>A change to a stored instance. In JSON its kind stands in <c>type</c>.</summary>
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(Cancel), nameof(Cancel))]
    [JsonDerivedType(typeof(CancelActivity), nameof(CancelActivity))]
    [JsonDerivedType(typeof(ModifyVariable), nameof(ModifyVariable))]
    [JsonDerivedType(typeof(ScheduleActivity), nameof(ScheduleActivity))]
    public interface IAlteration;

    /// <summary>Changes stored instances, each in one command. Scoped.</summary>
    public interface IAlterationRunner
    {
        /// <summary>Runs the alterations in order; the first that fails stops those behind it.</summary>
        /// <exception cref="Elsa.Workflows.Runtime.Exceptions.WorkflowInstanceNotFoundException">No such instance.</exception>
        Task<RunAlterationsResult> RunAsync(string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default);

        /// <summary>The same for several instances; a missing one has a failed result.</summary>
        Task<ICollection<RunAlterationsResult>> RunAsync(
            IEnumerable<string> workflowInstanceIds, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default);
    }

    /// <summary>Has instances run what alterations queued in them. Scoped.</summary>
    public interface IAlteredWorkflowDispatcher
    {
        /// <summary>Runs the instances of successful results that have work queued, each in a transaction of its own.</summary>
        Task DispatchAsync(IEnumerable<RunAlterationsResult> results, CancellationToken cancellationToken = default);
    }

    /// <summary>Does alterations of one kind. Registered scoped; a port for further kinds.</summary>
    public interface IAlterationHandler
    {
        /// <summary>Whether it does this alteration.</summary>
        bool CanHandle(IAlteration alteration);

        /// <summary>Does it, or says through the context why not.</summary>
        ValueTask HandleAsync(AlterationContext context);
    }

    /// <summary>An alteration at work. Nothing is stored before all have run.</summary>
    public sealed class AlterationContext(IAlteration alteration, WorkflowExecutionContext run, AlterationLog log)
    {
        /// <summary>What is to be done.</summary>
        public IAlteration Alteration { get; } = alteration;

        /// <summary>The instance in memory.</summary>
        public WorkflowExecutionContext WorkflowExecutionContext { get; } = run;

        /// <summary>Cancelled when the result is no longer wanted.</summary>
        public CancellationToken CancellationToken => WorkflowExecutionContext.CancellationToken;

        /// <summary>True once <see cref="Fail"/> was called.</summary>
        public bool HasFailed { get; private set; }

        internal Func<Task>? CommitAction { get; private set; }

        /// <summary>It is done; <paramref name="commitAction"/> runs when all others are done too.</summary>
        public void Succeed(string? message = null, Func<Task>? commitAction = null)
        {
            CommitAction = commitAction;
            log.Add(message ?? $"Alteration {Alteration.GetType().Name} succeeded", failed: false);
        }

        /// <summary>It cannot be done; those behind it are not tried.</summary>
        public void Fail(string? message = null)
        {
            HasFailed = true;
            log.Add(message ?? $"Alteration {Alteration.GetType().Name} failed", failed: true);
        }
    }

    /// <summary>What alterations of one instance came to.</summary>
    public sealed class AlterationLog
    {
        private readonly List<AlterationLogEntry> _entries = [];

        /// <summary>In order.</summary>
        public IReadOnlyList<AlterationLogEntry> Entries => _entries;

        internal void Add(string message, bool failed) => _entries.Add(new AlterationLogEntry(message, failed));
    }

    /// <summary>A line about one alteration.</summary>
    /// <param name="Message">What was done, or why not.</param>
    /// <param name="HasFailed">It was not done.</param>
    public sealed record AlterationLogEntry(string Message, bool HasFailed);
}

namespace Elsa.Alterations.Core.Results
{
    /// <summary>What the alterations of one instance came to.</summary>
    /// <param name="WorkflowInstanceId">The instance.</param>
    /// <param name="Log">A line per alteration.</param>
    /// <param name="WorkflowHasScheduledWork">Work is queued: dispatch the instance.</param>
    public record RunAlterationsResult(string WorkflowInstanceId, Contracts.AlterationLog Log, bool WorkflowHasScheduledWork)
    {
        /// <summary>True when no alteration failed.</summary>
        public bool IsSuccessful => Log.Entries.All(x => !x.HasFailed);
    }
}

namespace Elsa.Alterations.AlterationTypes
{
    /// <summary>Cancels the instance.</summary>
    public class Cancel : Core.Contracts.IAlteration;

    /// <summary>Cancels activities.</summary>
    public class CancelActivity : Core.Contracts.IAlteration
    {
        /// <summary>Every open context of this activity.</summary>
        public string? ActivityId { get; set; }

        /// <summary>This context.</summary>
        public string? ActivityInstanceId { get; set; }
    }

    /// <summary>Sets a variable.</summary>
    public class ModifyVariable : Core.Contracts.IAlteration
    {
        /// <summary>Id of the variable.</summary>
        public string VariableId { get; set; } = null!;

        /// <summary>The value; converted to the variable's type.</summary>
        public object? Value { get; set; }
    }

    /// <summary>Queues an activity in its flowchart.</summary>
    public class ScheduleActivity : Core.Contracts.IAlteration
    {
        /// <summary>Runs this activity anew.</summary>
        public string? ActivityId { get; set; }

        /// <summary>Runs this context again; a faulted one is running again.</summary>
        public string? ActivityInstanceId { get; set; }
    }
}
