using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.OnsiteServices;

/// <summary>Where a visit stands.</summary>
public enum OnsiteState
{
    /// <summary>Somebody must go.</summary>
    Planned,
    /// <summary>Who goes is known.</summary>
    Assigned,
    /// <summary>The customer lets them in.</summary>
    Permitted,
    /// <summary>On the way.</summary>
    Departed,
    /// <summary>There.</summary>
    Arrived,
    /// <summary>Briefed and at work.</summary>
    Working,
    /// <summary>Both parties found the system normal.</summary>
    Checked,
    /// <summary>Report signed.</summary>
    Completed,
    /// <summary>Left without the result wanted.</summary>
    NotRestored,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What happens to a visit.</summary>
public enum OnsiteTrigger
{
    /// <summary>Engineers are named.</summary>
    Assign,
    /// <summary>The permit, or consent by phone, is there.</summary>
    Permit,
    /// <summary>Entry or briefing was refused: the permit is asked for again.</summary>
    LosePermit,
    /// <summary>They leave.</summary>
    Depart,
    /// <summary>They are there.</summary>
    Arrive,
    /// <summary>The escort agrees to the operations.</summary>
    Begin,
    /// <summary>They leave and come another day.</summary>
    ComeAgain,
    /// <summary>Both parties checked.</summary>
    Check,
    /// <summary>The report is signed.</summary>
    Complete,
    /// <summary>It ends without the result wanted.</summary>
    Fail,
    /// <summary>Withdrawn.</summary>
    Cancel,
}

/// <summary>What a visit is for.</summary>
public enum OnsitePurpose
{
    /// <summary>A fault.</summary>
    Fault,
    /// <summary>A change.</summary>
    Change,
    /// <summary>A software upgrade.</summary>
    Upgrade,
    /// <summary>A batch replacement.</summary>
    Replacement,
    /// <summary>An inspection.</summary>
    Inspection,
    /// <summary>A visit to the customer.</summary>
    Visit,
    /// <summary>An emergency recovery.</summary>
    Recovery,
}

/// <summary>A visit to a customer's site with permit, supervised work, check by both parties and signed report (flow 16).</summary>
public sealed class OnsiteService : ServiceRecord
{
    /// <summary>The states (flow 16); nobody departs without a permit.</summary>
    public static readonly Transitions<OnsiteState, OnsiteTrigger> Table = new(
        (OnsiteState.Planned, OnsiteTrigger.Assign, OnsiteState.Assigned),
        (OnsiteState.Assigned, OnsiteTrigger.Permit, OnsiteState.Permitted),
        (OnsiteState.Permitted, OnsiteTrigger.Depart, OnsiteState.Departed),
        (OnsiteState.Permitted, OnsiteTrigger.LosePermit, OnsiteState.Assigned),
        (OnsiteState.Departed, OnsiteTrigger.Arrive, OnsiteState.Arrived),
        (OnsiteState.Departed, OnsiteTrigger.LosePermit, OnsiteState.Assigned),
        (OnsiteState.Arrived, OnsiteTrigger.Begin, OnsiteState.Working),
        (OnsiteState.Arrived, OnsiteTrigger.LosePermit, OnsiteState.Assigned),
        (OnsiteState.Working, OnsiteTrigger.ComeAgain, OnsiteState.Permitted),
        (OnsiteState.Working, OnsiteTrigger.Check, OnsiteState.Checked),
        (OnsiteState.Working, OnsiteTrigger.Fail, OnsiteState.NotRestored),
        (OnsiteState.Checked, OnsiteTrigger.Complete, OnsiteState.Completed),
        (OnsiteState.Checked, OnsiteTrigger.Fail, OnsiteState.NotRestored),
        (OnsiteState.Planned, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Assigned, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Permitted, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Departed, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Arrived, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Working, OnsiteTrigger.Cancel, OnsiteState.Cancelled),
        (OnsiteState.Checked, OnsiteTrigger.Cancel, OnsiteState.Cancelled));

    /// <summary>Where it stands.</summary>
    public OnsiteState State { get; private set; }

    /// <summary>What it is for.</summary>
    public OnsitePurpose Purpose { get; set; }

    /// <summary>The site.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>Who goes and answers for it.</summary>
    public Guid? VisitorId { get; set; }

    /// <summary>Everybody who goes.</summary>
    public string? Engineers { get; set; }

    /// <summary>When they are expected, UTC.</summary>
    public DateTimeOffset? PlannedArrivalAt { get; set; }

    /// <summary>Number of the customer's permit; blank while only consent by phone was given.</summary>
    public string? PermitNo { get; set; }

    /// <summary>Consent was given by phone and is to be confirmed.</summary>
    public bool ByPhone { get; set; }

    /// <summary>Who gave it by phone.</summary>
    public string? ConsentPerson { get; set; }

    /// <summary>When they left, UTC.</summary>
    public DateTimeOffset? DepartedAt { get; set; }

    /// <summary>When they were there, UTC.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>When work began, UTC.</summary>
    public DateTimeOffset? WorkStartAt { get; set; }

    /// <summary>When work ended, UTC.</summary>
    public DateTimeOffset? WorkEndAt { get; set; }

    /// <summary>When they left the site, UTC.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>How they travelled.</summary>
    public string? Transport { get; set; }

    /// <summary>Who of the customer watches.</summary>
    public string? Escort { get; set; }

    /// <summary>How long they waited for an escort.</summary>
    public int WaitedMinutes { get; set; }

    /// <summary>The visitor found the system normal.</summary>
    public bool JointCheckVendor { get; set; }

    /// <summary>The customer found the system normal.</summary>
    public bool JointCheckCustomer { get; set; }

    /// <summary>When service came back, UTC.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>When the customer signed, UTC.</summary>
    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>What the customer wrote beside the signature.</summary>
    public string? Remarks { get; set; }

    /// <inheritdoc/>
    public override string Type => RecordTypes.OnsiteService;

    /// <inheritdoc/>
    public override string StateName => State.ToString();

    /// <inheritdoc/>
    public override bool IsUnderWay => !IsEnded && State != OnsiteState.Checked;

    /// <inheritdoc/>
    public override void Fire(string trigger)
    {
        if (trigger == nameof(OnsiteTrigger.Depart) && string.IsNullOrEmpty(PermitNo) && string.IsNullOrEmpty(ConsentPerson))
            throw new RuleViolationException("onsite.no-permit", ("no", No));

        State = Next(Table, State, trigger);
    }
}
