using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>What a person has typed into a new request and not sent yet.</summary>
public sealed class RequestDraft : Entity
{
    /// <summary>Whose it is; a person has one.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Entered text by field, JSON.</summary>
    public string Fields { get; set; } = "{}";
}
