namespace Elsa.ITR.Domain.Escalations;

/// <summary>Levels of management that a problem rises through; later ones are higher.</summary>
public enum ManagementLevel
{
    /// <summary>Office manager.</summary>
    M1,

    /// <summary>Regional manager.</summary>
    M2,

    /// <summary>Director of the technical support centre.</summary>
    M3,

    /// <summary>Vice president of service.</summary>
    M4,
}

/// <summary>How fast an escalation must be answered; earlier ones are slower.</summary>
public enum EscalationUrgency
{
    /// <summary>An ordinary delay.</summary>
    Normal,

    /// <summary>Level 2, NMS down, a written complaint, a broken window.</summary>
    High,

    /// <summary>Level 1, a major incident, a complaint of the province.</summary>
    Critical,
}
