namespace Elsa.ITR.Domain.Shared;

/// <summary>Names one business record wherever a clock, an event, a work item or a document belongs to it.</summary>
/// <param name="Type">One of <see cref="RecordTypes"/>, e.g. <c>Case</c>.</param>
/// <param name="Id">The record's own key, made by the domain.</param>
/// <param name="No">The business number people use, e.g. <c>CASE-20261123-0001</c>; also the correlation id of its instances.</param>
public sealed record RecordRef(string Type, Guid Id, string No)
{
    /// <inheritdoc/>
    public override string ToString() => No;

    /// <summary>One text, <c>type|id|number</c>, for variables and inputs of flows.</summary>
    public string Text() => $"{Type}|{Id}|{No}";

    /// <summary>Reads <see cref="Text"/>.</summary>
    /// <exception cref="InvalidOperationException">The text is none.</exception>
    public static RecordRef Parse(string text) =>
        text.Split('|') is [{ Length: > 0 } type, var id, { Length: > 0 } no] && Guid.TryParse(id, out var key)
            ? new RecordRef(type, key, no)
            : throw new InvalidOperationException($"Expected another record as type|id|number, found '{text}'.");
}

/// <summary>The record types that clocks, events and work items may belong to; stored as text.</summary>
public static class RecordTypes
{
    /// <summary>A customer's request.</summary>
    public const string Case = "Case";

    /// <summary>A proposed deduction of points.</summary>
    public const string Penalty = "Penalty";

    /// <summary>A management escalation.</summary>
    public const string Escalation = "Escalation";

    /// <summary>A major incident and its notices.</summary>
    public const string MajorIncident = "MajorIncident";

    /// <summary>A document with versions and signatures.</summary>
    public const string Document = "Document";

    /// <summary>A request to pause the clocks of a record.</summary>
    public const string ClockPause = "ClockPause";

    /// <summary>A request for a spare part with its loan.</summary>
    public const string SparePartRequest = nameof(SparePartRequest);

    /// <summary>A visit to a customer's site.</summary>
    public const string OnsiteService = nameof(OnsiteService);

    /// <summary>Help by telephone or remote access.</summary>
    public const string RemoteSession = nameof(RemoteSession);

    /// <summary>The part of a third party in a case.</summary>
    public const string ThirdPartyEngagement = nameof(ThirdPartyEngagement);

    /// <summary>A change of running equipment.</summary>
    public const string ChangeRequest = "ChangeRequest";

    /// <summary>An application to upgrade software.</summary>
    public const string UpgradeApplication = "UpgradeApplication";

    /// <summary>A batch replacement.</summary>
    public const string Campaign = "Campaign";

    /// <summary>One board or element of a batch replacement.</summary>
    public const string CampaignItem = "CampaignItem";

    /// <summary>The on-site reports of a month, summarised for a contract.</summary>
    public const string MonthlySummary = "MonthlySummary";

    /// <summary>The scorecard of a contract for a quarter.</summary>
    public const string Scorecard = "Scorecard";

    /// <summary>A flow with its versions.</summary>
    public const string Flow = "FlowDefinition";

    /// <summary>A run of a flow; what was done to it by hand.</summary>
    public const string FlowInstance = nameof(FlowInstance);

    /// <summary>A person who signs in; what was done to his account.</summary>
    public const string User = nameof(User);
}
