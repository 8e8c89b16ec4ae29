using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Services;

/// <summary>A record of a supporting flow: it has a number and clocks of its own and belongs to the record that asked for it.</summary>
/// <remarks>Flows set its other properties by name, in camel case; see <see cref="ServiceFacts"/>.</remarks>
public abstract class ServiceRecord : Entity
{
    /// <summary>E.g. <c>SPR-20261123-0001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>Type of the record that asked for it; see <see cref="RecordTypes"/>.</summary>
    public string ParentType { get; set; } = "";

    /// <summary>Key of it.</summary>
    public Guid ParentId { get; set; }

    /// <summary>Number of it.</summary>
    public string ParentNo { get; set; } = "";

    /// <summary>The case at the end of the chain; null for work that no case asked for.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>1 to 4, from the case; a dead part makes it 1.</summary>
    public int Priority { get; set; } = 3;

    /// <summary>When it ended, well or not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>One of <see cref="RecordTypes"/>.</summary>
    public abstract string Type { get; }

    /// <summary>Name of its state.</summary>
    public abstract string StateName { get; }

    /// <summary>Nothing follows any more.</summary>
    public bool IsEnded => EndedAt is not null;

    /// <summary>What it was asked for is still to come; papers, and parts that go back, are owed whatever becomes of who asked.</summary>
    public virtual bool IsUnderWay => !IsEnded;

    /// <summary>Something of ours is out and must come back: the record goes on to its own end, whatever becomes of who asked.</summary>
    public virtual bool IsOwed => false;

    /// <summary>The record itself.</summary>
    public RecordRef Ref => new(Type, Id, No);

    /// <summary>The record that asked for it.</summary>
    public RecordRef Parent => new(ParentType, ParentId, ParentNo);

    /// <summary>Moves the state by the table of the record.</summary>
    /// <param name="trigger">Name of what happens.</param>
    /// <exception cref="RuleViolationException">service.wrong-state, service.unknown-trigger.</exception>
    public abstract void Fire(string trigger);

    /// <summary>The state that follows in a table.</summary>
    protected static TState Next<TState, TTrigger>(Transitions<TState, TTrigger> table, TState from, string trigger)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        Enum.TryParse<TTrigger>(trigger, out var known)
            ? table.Fire(from, known, "service.wrong-state")
            : throw new RuleViolationException("service.unknown-trigger", ("trigger", trigger));
}

/// <summary>Says which case a record belongs to that is none itself, or which business record supporting work was asked for by: who sees that one sees its tasks, clocks and events.</summary>
public sealed class RecordLink : Entity
{
    /// <summary>The record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The case or business record.</summary>
    public Guid CaseId { get; set; }
}
