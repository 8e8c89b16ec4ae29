using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Customers;

/// <summary>Where a complaint came from.</summary>
public enum ComplaintSource
{
    /// <summary>A formal letter.</summary>
    Written,
    /// <summary>A call.</summary>
    Phone,
    /// <summary>The customer portal.</summary>
    Portal,
    /// <summary>A survey answer of 2 or less.</summary>
    Survey,
    /// <summary>A service meeting.</summary>
    Meeting,
}

/// <summary>Which level of the customer complains; decides the first management level (01.13).</summary>
public enum ComplaintLevel
{
    /// <summary>A municipal branch.</summary>
    Branch,
    /// <summary>The research institute.</summary>
    Institute,
    /// <summary>The provincial company.</summary>
    Province,
}

/// <summary>Where a complaint stands.</summary>
public enum ComplaintState
{
    /// <summary>Noted, nobody has called back.</summary>
    Received,
    /// <summary>The complainer was called.</summary>
    Acknowledged,
    /// <summary>Checked; <see cref="Complaint.Verified"/> says with what result.</summary>
    Verified,
    /// <summary>Answered and done.</summary>
    Resolved,
}

/// <summary>A complaint, the extension of a case of that type.</summary>
public sealed class Complaint : Entity
{
    /// <summary>CMP number.</summary>
    public string No { get; set; } = "";

    /// <summary>The case in which it is handled.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>Who complains.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Where it came from.</summary>
    public ComplaintSource Source { get; set; }

    /// <summary>Which level of the customer complains.</summary>
    public ComplaintLevel Level { get; set; }

    /// <summary>What is complained about.</summary>
    public string Text { get; set; } = "";

    /// <summary>UTC; the complaint clocks count from here.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When somebody called back.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When the institute answered.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>Whether it was justified; null while unknown.</summary>
    public bool? Verified { get; set; }

    /// <summary>Scorecard category, e.g. <c>CAT-L1</c>; null while unknown.</summary>
    public string? Category { get; set; }

    /// <summary>The penalty proposed for it.</summary>
    public Guid? PenaltyId { get; set; }

    /// <summary>What was found; null while unknown.</summary>
    public string? Findings { get; set; }

    /// <summary>What is done about it; null while unknown.</summary>
    public string? Measures { get; set; }

    /// <summary>Where it stands.</summary>
    public ComplaintState State { get; set; }
}

/// <summary>A letter of thanks; can earn a bonus.</summary>
public sealed class ThanksLetter : Entity
{
    /// <summary>Who thanks.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The letter, a document record; null where it was spoken.</summary>
    public Guid? DocumentId { get; set; }

    /// <summary>Who verified it; null while nobody did.</summary>
    public Guid? VerifiedById { get; set; }

    /// <summary>The bonus given for it.</summary>
    public Guid? BonusPenaltyId { get; set; }
}

/// <summary>A visit to a customer outside of any case (不定期走访).</summary>
public sealed class CustomerVisit : Entity
{
    /// <summary>Who was visited.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Who went.</summary>
    public Guid VisitorId { get; set; }

    /// <summary>Local date.</summary>
    public DateOnly VisitedOn { get; set; }

    /// <summary>What was seen and said.</summary>
    public string Findings { get; set; } = "";

    /// <summary>What is to be done.</summary>
    public List<string> FollowUps { get; set; } = [];
}
