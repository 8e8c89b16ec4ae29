using System.Text.Json.Serialization;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>A step of a workflow. The object is shared by every run: it keeps no state of a run.</summary>
public interface IActivity
{
    /// <summary>Id, unique in the workflow; assigned when a graph is built if blank.</summary>
    string Id { get; set; }

    /// <summary>Ids from the workflow down to this activity, joined by <c>:</c>.</summary>
    string NodeId { get; set; }

    /// <summary>Name for people and scripts.</summary>
    string? Name { get; set; }

    /// <summary>Full type name, e.g. <c>Elsa.WriteLine</c>.</summary>
    string Type { get; set; }

    /// <summary>Version of the activity type.</summary>
    int Version { get; set; }

    /// <summary>Settings beside the inputs, e.g. <c>canStartWorkflow</c>.</summary>
    IDictionary<string, object> CustomProperties { get; set; }

    /// <summary>Inputs and outputs that are not CLR properties.</summary>
    [JsonIgnore]
    IDictionary<string, object> SyntheticProperties { get; set; }

    /// <summary>Whatever the designer keeps, e.g. the position.</summary>
    IDictionary<string, object> Metadata { get; set; }

    /// <summary>Whether the activity may run now; false leaves it pending.</summary>
    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);

    /// <summary>Runs the activity.</summary>
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>An activity with an untyped result.</summary>
public interface IActivityWithResult
{
    /// <summary>The result.</summary>
    Output? Result { get; set; }
}

/// <summary>An activity with a result.</summary>
public interface IActivityWithResult<T> : IActivityWithResult
{
    /// <summary>The result.</summary>
    new Output<T>? Result { get; set; }
}

/// <summary>An activity that ends its flowchart or sequence.</summary>
public interface ITerminalNode;

/// <summary>An activity that starts a flowchart.</summary>
public interface IStartNode;

/// <summary>An activity that declares variables for its descendants.</summary>
public interface IVariableContainer : IActivity
{
    /// <summary>The variables.</summary>
    ICollection<Variable> Variables { get; }
}

/// <summary>An activity that builds its content in code.</summary>
public interface IComposite
{
    /// <summary>Builds the content; called after the activity was read from JSON.</summary>
    void Setup();
}

/// <summary>An activity that prepares itself when a graph is built.</summary>
public interface IInitializable : IActivity
{
    /// <summary>Prepares the activity.</summary>
    ValueTask InitializeAsync(InitializationContext context);
}

/// <summary>What an <see cref="IInitializable"/> gets.</summary>
/// <param name="ServiceProvider">Services of the scope that builds the graph.</param>
/// <param name="CancellationToken">Cancelled when the graph is no longer wanted.</param>
public record InitializationContext(IServiceProvider ServiceProvider, CancellationToken CancellationToken);

/// <summary>An activity whose children are not all in properties of type <see cref="IActivity"/>.</summary>
internal interface IHasChildren
{
    IEnumerable<IActivity?> GetChildren();
}

/// <summary>How an activity runs.</summary>
public enum ActivityKind
{
    /// <summary>In the burst.</summary>
    Action,

    /// <summary>Starts a workflow.</summary>
    Trigger,

    /// <summary>Asks for the background; this engine runs it in the burst.</summary>
    Job,

    /// <summary>May ask for the background; this engine runs it in the burst.</summary>
    Task,
}

/// <summary>Runs an activity, or goes on with it after a bookmark.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>Called on the owner when a scheduled activity has completed. Must be a method of the owner: its name is stored.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);

/// <summary>Whether a <see cref="Activities.Fork"/> waits for all or one branch.</summary>
public enum ForkJoinMode
{
    /// <summary>All branches complete it.</summary>
    WaitAll,

    /// <summary>The first branch completes it.</summary>
    WaitAny,
}

/// <summary>How many cases a switch takes.</summary>
public enum SwitchMode
{
    /// <summary>The first that matches.</summary>
    MatchFirst,

    /// <summary>Every one that matches.</summary>
    MatchAny,
}
