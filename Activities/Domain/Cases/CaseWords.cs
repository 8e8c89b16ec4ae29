namespace Elsa.ITR.Domain.Cases;

#pragma warning disable CS1591 // plain words of the glossary; both labels stand in the enum texts

/// <summary>How a request reached the vendor.</summary>
public enum Channel { Phone, Email, Chat, Fax, Letter, Visit, Portal, Partner, NmsAlarm, Internal }

/// <summary>What kind of request it is; decides which flow handles it.</summary>
public enum CaseType
{
    Fault, Consultation, DocumentRequest, UpgradeRequest, SparePartRequest, ExchangeRequest, Complaint, NonTechnical, Praise,
}

/// <summary>Technical or not; derived from the type.</summary>
public enum RequestGroup { TechnicalRequest, NonTechnicalRequest }

/// <summary>Row of the fault matrix.</summary>
public enum FaultCategory { Business, Nms, Temperature, Other }

/// <summary>What the vendor serves: everything, or less where no contract covers it.</summary>
public enum ServiceScope { Full, EmergencyOnly, NoSla, Goodwill }

/// <summary>Where the engineer works; decides between the two restoration clocks of level 1.</summary>
public enum ServiceMode { Remote, Onsite }

/// <summary>Functional tier that leads; higher is later.</summary>
#pragma warning disable CA1712 // the glossary's words: Tier1, Tier2, Tier3
public enum Tier { Tier1, Tier2, Tier3, RnD }
#pragma warning restore CA1712

/// <summary>Whether the cause is gone or only the effect.</summary>
public enum SolutionType { Workaround, Permanent }

/// <summary>Why a level changed; decides where the new clock starts (sla.md §8.7).</summary>
public enum LevelChangeReason { Worsened, Misclassified, Improved }

/// <summary>Why a tier was raised.</summary>
public enum TierChangeReason { Time, Request, Escalation }

/// <summary>Code of a root cause.</summary>
public enum RootCause { Hardware, Software, Configuration, ExternalLine, Power, Environment, Operation, ThirdParty, Unknown }

/// <summary>How a case ends.</summary>
public enum CloseKind { Closed, Rejected, Duplicate, Cancelled }

#pragma warning restore CS1591

/// <summary>Questions answered from a type alone.</summary>
public static class CaseTypes
{
    /// <summary>Technical for faults and the five technical services, else not.</summary>
    /// <param name="type">The type.</param>
    public static RequestGroup GroupOf(CaseType type) => type is CaseType.Complaint or CaseType.NonTechnical or CaseType.Praise
        ? RequestGroup.NonTechnicalRequest
        : RequestGroup.TechnicalRequest;

    /// <summary>Priority 1 (first) to 4: faults by level, one lower for levels 3 and 4 of customers that are not Gold; complaints 2; others 3.</summary>
    /// <param name="type">The type.</param>
    /// <param name="level">Fault level 1–4; null when it is no fault or not graded yet.</param>
    /// <param name="isGold">Whether the customer is of the highest grade.</param>
    public static int PriorityOf(CaseType type, int? level, bool isGold) => (type, level) switch
    {
        (CaseType.Fault, { } known) => Math.Clamp(known + (!isGold && known >= 3 ? 1 : 0), 1, 4),
        (CaseType.Complaint, _) => 2,
        _ => 3,
    };
}
