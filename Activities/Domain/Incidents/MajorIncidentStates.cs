using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Incidents;

/// <summary>Where a major incident stands.</summary>
public enum MajorIncidentState
{
    /// <summary>A criterion holds; nobody has been told.</summary>
    Declared,

    /// <summary>The first notice went out.</summary>
    Notified,

    /// <summary>The recovery notice went out.</summary>
    Restored,

    /// <summary>The root-cause notice went out.</summary>
    RootCause,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>It was none.</summary>
    Withdrawn,
}

/// <summary>What can happen to the state of a major incident.</summary>
public enum MajorIncidentTrigger
{
    /// <summary>The first notice.</summary>
    Notify,

    /// <summary>The recovery notice.</summary>
    Restore,

    /// <summary>The root-cause notice.</summary>
    Explain,

    /// <summary>Everything was told.</summary>
    Close,

    /// <summary>It was none, or its case was withdrawn.</summary>
    Withdraw,
}

/// <summary>Which notice it is.</summary>
public enum NoticeStage
{
    /// <summary>The first one.</summary>
    First,

    /// <summary>How far it has come.</summary>
    Progress,

    /// <summary>Service is back.</summary>
    Recovery,

    /// <summary>Why it happened.</summary>
    RootCause,

    /// <summary>It was no major incident.</summary>
    Correction,
}

/// <summary>The state machine of a major incident (flow 06).</summary>
public static class MajorIncidentStates
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<MajorIncidentState, MajorIncidentTrigger> Table = new(
        (MajorIncidentState.Declared, MajorIncidentTrigger.Notify, MajorIncidentState.Notified),
        (MajorIncidentState.Declared, MajorIncidentTrigger.Withdraw, MajorIncidentState.Withdrawn),
        (MajorIncidentState.Notified, MajorIncidentTrigger.Restore, MajorIncidentState.Restored),
        (MajorIncidentState.Notified, MajorIncidentTrigger.Withdraw, MajorIncidentState.Withdrawn),
        (MajorIncidentState.Restored, MajorIncidentTrigger.Explain, MajorIncidentState.RootCause),
        (MajorIncidentState.Restored, MajorIncidentTrigger.Withdraw, MajorIncidentState.Withdrawn),
        (MajorIncidentState.RootCause, MajorIncidentTrigger.Close, MajorIncidentState.Closed));
}
