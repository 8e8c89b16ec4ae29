using Elsa.Workflows;

namespace Elsa.Alterations.Core.Contracts;

/// <summary>One alteration of a run in memory. A handler changes only the run; whatever touches anything else goes into a commit action, which a preview leaves out.</summary>
public sealed class AlterationContext
{
    private readonly AlteredRun _altered;

    internal AlterationContext(IAlteration alteration, AlteredRun altered, CancellationToken cancellationToken)
    {
        Alteration = alteration;
        CancellationToken = cancellationToken;
        _altered = altered;
    }

    /// <summary>What is to be done.</summary>
    public IAlteration Alteration { get; }

    /// <summary>The run; a migration replaces it, so an action that runs later reads it again.</summary>
    public WorkflowExecutionContext WorkflowExecutionContext => _altered.Run;

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Whether it succeeded; null while nothing was said.</summary>
    public bool? HasSucceeded { get; private set; }

    /// <summary>What was said: why it failed, or what it does.</summary>
    public string? Message { get; private set; }

    /// <summary>It succeeded, and yet it does nothing.</summary>
    public bool HasNoEffect { get; private set; }

    /// <summary>It is done, but for the action, which runs once every alteration has succeeded.</summary>
    /// <param name="message">What it does, for people; null when its name says all.</param>
    /// <param name="commitAction">The rest of the work; not called in a preview.</param>
    public void Succeed(string? message = null, Func<Task>? commitAction = null)
    {
        (HasSucceeded, Message) = (true, message);
        if (commitAction is not null)
            _altered.Actions.Add(commitAction);
    }

    /// <summary>It succeeded without any effect, as in Elsa; the message says why there is none.</summary>
    public void SucceedWithoutEffect(string message) => (HasSucceeded, Message, HasNoEffect) = (true, message, true);

    /// <summary>It cannot be done; alterations after it are not tried.</summary>
    public void Fail(string message) => (HasSucceeded, Message) = (false, message);

    /// <summary>The instance goes on as this run, on another version.</summary>
    internal void Replace(WorkflowExecutionContext run) => _altered.Replace(run);
}

/// <summary>The run that alterations change, and what is left to be done once all have succeeded.</summary>
internal sealed class AlteredRun(WorkflowExecutionContext run)
{
    public WorkflowExecutionContext Run { get; private set; } = run;

    public List<Func<Task>> Actions { get; } = [];

    public void Replace(WorkflowExecutionContext run)
    {
        run.OriginalBookmarks = Run.OriginalBookmarks; // what is stored is what the first run was restored from
        foreach (var entry in Run.ExecutionLog)
            run.ExecutionLog.Add(entry);
        Run = run;
    }
}
