using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.RemoteSessions;

/// <summary>Where a remote session stands.</summary>
public enum RemoteState
{
    /// <summary>Nothing asked yet.</summary>
    Draft,
    /// <summary>The customer is asked.</summary>
    Requested,
    /// <summary>The customer has authorised slot and operations.</summary>
    Authorised,
    /// <summary>Access is open, or the telephone is.</summary>
    Open,
    /// <summary>Work is done, the customer checks and closes.</summary>
    Checking,
    /// <summary>Done and closed.</summary>
    Succeeded,
    /// <summary>Closed without the result wanted.</summary>
    NotRestored,
    /// <summary>Closed; somebody must go there.</summary>
    NeedOnsite,
    /// <summary>The customer refused.</summary>
    Refused,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What happens to a remote session.</summary>
public enum RemoteTrigger
{
    /// <summary>The operator asks for authorisation.</summary>
    Request,
    /// <summary>The customer authorises.</summary>
    Authorise,
    /// <summary>The customer sends the request back.</summary>
    Modify,
    /// <summary>Access is opened.</summary>
    Open,
    /// <summary>Access cannot be opened.</summary>
    Block,
    /// <summary>The operator has done his work.</summary>
    Finish,
    /// <summary>The customer found a problem.</summary>
    Resume,
    /// <summary>Closed with success.</summary>
    Succeed,
    /// <summary>Closed without.</summary>
    Fail,
    /// <summary>Closed, goes on site.</summary>
    GoOnsite,
    /// <summary>The customer refuses.</summary>
    Refuse,
    /// <summary>Withdrawn.</summary>
    Cancel,
}

/// <summary>How the session is held.</summary>
public enum RemoteMode
{
    /// <summary>By telephone, without access.</summary>
    PhoneGuidance,
    /// <summary>The customer shows his screen.</summary>
    ScreenShare,
    /// <summary>Through the customer's jump host.</summary>
    RemoteAccess,
}

/// <summary>Help by telephone or remote access, with authorisation, supervision and a full record (flow 15).</summary>
public sealed class RemoteSession : ServiceRecord
{
    /// <summary>The states (flow 15).</summary>
    public static readonly Transitions<RemoteState, RemoteTrigger> Table = new(
        (RemoteState.Draft, RemoteTrigger.Request, RemoteState.Requested),
        (RemoteState.Draft, RemoteTrigger.Open, RemoteState.Open),
        (RemoteState.Requested, RemoteTrigger.Authorise, RemoteState.Authorised),
        (RemoteState.Requested, RemoteTrigger.Modify, RemoteState.Draft),
        (RemoteState.Requested, RemoteTrigger.Refuse, RemoteState.Refused),
        (RemoteState.Authorised, RemoteTrigger.Open, RemoteState.Open),
        (RemoteState.Authorised, RemoteTrigger.Block, RemoteState.Requested),
        (RemoteState.Open, RemoteTrigger.Finish, RemoteState.Checking),
        (RemoteState.Open, RemoteTrigger.Modify, RemoteState.Draft),
        (RemoteState.Checking, RemoteTrigger.Resume, RemoteState.Open),
        (RemoteState.Checking, RemoteTrigger.Succeed, RemoteState.Succeeded),
        (RemoteState.Checking, RemoteTrigger.Fail, RemoteState.NotRestored),
        (RemoteState.Checking, RemoteTrigger.GoOnsite, RemoteState.NeedOnsite),
        (RemoteState.Draft, RemoteTrigger.Cancel, RemoteState.Cancelled),
        (RemoteState.Requested, RemoteTrigger.Cancel, RemoteState.Cancelled),
        (RemoteState.Authorised, RemoteTrigger.Cancel, RemoteState.Cancelled),
        (RemoteState.Open, RemoteTrigger.Cancel, RemoteState.Cancelled),
        (RemoteState.Checking, RemoteTrigger.Cancel, RemoteState.Cancelled));

    /// <summary>Where it stands.</summary>
    public RemoteState State { get; private set; }

    /// <summary>How it is held.</summary>
    public RemoteMode Mode { get; set; }

    /// <summary>What it is for.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>The equipment.</summary>
    public Guid? EquipmentId { get; set; }

    /// <summary>Operations asked for and, once authorised, allowed.</summary>
    public List<string> Operations { get; set; } = [];

    /// <summary>Whether one of them changes something.</summary>
    public bool HasChanging { get; set; }

    /// <summary>The authorised change that changing operations outside a fault need.</summary>
    public string? ChangeNo { get; set; }

    /// <summary>Begin of the slot, UTC.</summary>
    public DateTimeOffset? SlotStart { get; set; }

    /// <summary>End of the slot, UTC.</summary>
    public DateTimeOffset? SlotEnd { get; set; }

    /// <summary>Account the operator uses.</summary>
    public string? Account { get; set; }

    /// <summary>Who of the customer watches.</summary>
    public string? Supervisor { get; set; }

    /// <summary>Who works.</summary>
    public Guid? OperatorId { get; set; }

    /// <summary>Who authorised it.</summary>
    public Guid? AuthorisedBy { get; set; }

    /// <summary>The authorisation was given by phone and is to be confirmed.</summary>
    public bool ByPhone { get; set; }

    /// <summary>Who gave it by phone.</summary>
    public string? ConsentPerson { get; set; }

    /// <summary>When access was opened, UTC.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What came of it.</summary>
    public string? Result { get; set; }

    /// <summary>Data of the customer that was taken; blank for none.</summary>
    public string? CollectedData { get; set; }

    /// <summary>Until when it must be deleted, UTC.</summary>
    public DateTimeOffset? DeleteBy { get; set; }

    /// <summary>When its deletion was proved, UTC.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <inheritdoc/>
    public override string Type => RecordTypes.RemoteSession;

    /// <inheritdoc/>
    public override string StateName => State.ToString();

    /// <inheritdoc/>
    public override void Fire(string trigger) => State = Next(Table, State, trigger);
}
