using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Shifts;

/// <summary>What a duty manager leaves for the next shift.</summary>
public sealed class ShiftNote : Entity
{
    /// <summary>The longest a note may be.</summary>
    public const int MostCharacters = 2000;

    /// <summary>What the next one has to know.</summary>
    public string Text { get; set; } = "";

    /// <summary>Who wrote it.</summary>
    public Guid WrittenById { get; set; }

    /// <summary>Who has taken it over; null while nobody has.</summary>
    public Guid? TakenById { get; set; }

    /// <summary>When it was taken over.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Somebody else takes it over; a second time changes nothing.</summary>
    /// <exception cref="RuleViolationException">shift-note.own.</exception>
    public void Take(Guid personId, DateTimeOffset now)
    {
        if (personId == WrittenById)
            throw new RuleViolationException("shift-note.own");

        if (TakenById is not null)
            return;

        TakenById = personId;
        TakenAt = now;
    }
}
