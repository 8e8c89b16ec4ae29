using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.Workflows.Runtime.Commands;

/// <summary>What a scope knows about the command that runs in it; scoped, empty outside of commands.</summary>
public sealed class CommandScope
{
    private readonly List<Func<CancellationToken, Task>> _afterCommit = [];

    /// <summary>The running command, null outside of one.</summary>
    public CommandOptions? Options { get; private set; }

    /// <summary>True inside a command.</summary>
    public bool IsActive => Options is not null;

    internal List<OutboxMessage> Messages { get; } = [];

    /// <summary>True when whoever runs this command also runs its internal outbox rows, to have their results.</summary>
    internal bool LeavesOutbox { get; set; }

    /// <summary>What the handler of an internal outbox row has for whoever runs the row.</summary>
    internal object? Result { get; set; }

    internal DateTimeOffset? EarliestDeadline { get; private set; }

    /// <summary>Runs <paramref name="work"/> after this command's commit and outside of it; lost when the process dies, so never the only way.</summary>
    public void AfterCommit(Func<CancellationToken, Task> work) => _afterCommit.Add(work);

    internal IReadOnlyList<Func<CancellationToken, Task>> AfterCommitWork => _afterCommit;

    internal void Begin(CommandOptions options) => Options = options;

    internal void NoteDeadline(DateTimeOffset dueAt)
    {
        if (EarliestDeadline is not { } earliest || dueAt < earliest)
            EarliestDeadline = dueAt;
    }
}
