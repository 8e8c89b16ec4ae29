using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Contracts;

/// <summary>Where the summary of a month stands.</summary>
public enum MonthlySummaryState
{
    /// <summary>Being written, or with the institute.</summary>
    Open,
    /// <summary>The institute accepted it.</summary>
    Accepted,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What may happen to the summary of a month.</summary>
public enum MonthlySummaryTrigger
{
    /// <summary>The institute accepts it.</summary>
    Accept,
    /// <summary>It is withdrawn.</summary>
    Cancel,
}

/// <summary>《现场技术服务报告》汇总: what a contract is owed at the begin of a month for the month before (flow 03, monthly part).</summary>
public sealed class MonthlySummary : BusinessRecord<MonthlySummaryState, MonthlySummaryTrigger>
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<MonthlySummaryState, MonthlySummaryTrigger> Table = new(
        (MonthlySummaryState.Open, MonthlySummaryTrigger.Accept, MonthlySummaryState.Accepted),
        (MonthlySummaryState.Open, MonthlySummaryTrigger.Cancel, MonthlySummaryState.Cancelled));

    /// <summary>Number of the contract.</summary>
    public string Contract { get; set; } = "";

    /// <summary>The month it is about, <c>yyyy-MM</c>; one per contract and month.</summary>
    public string Month { get; set; } = "";

    /// <inheritdoc/>
    public override string Type => RecordTypes.MonthlySummary;

    /// <inheritdoc/>
    public override string Prefix => "SUM";

    /// <inheritdoc/>
    protected override Transitions<MonthlySummaryState, MonthlySummaryTrigger> Machine => Table;
}

/// <summary>A visit as a monthly summary lists it.</summary>
/// <param name="No">Number of the visit.</param>
/// <param name="ReportNo">Number of its report; null while there is none.</param>
/// <param name="IsSigned">The customer signed the report.</param>
/// <param name="CaseNo">The case; null for a visit that no case asked for.</param>
/// <param name="Level">Fault level of the case.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="ArrivedAt">When they were there, UTC.</param>
/// <param name="EndedAt">When work ended, UTC.</param>
public sealed record VisitLine(string No, string? ReportNo, bool IsSigned, string? CaseNo, int? Level, string? Site, DateTimeOffset? ArrivedAt, DateTimeOffset EndedAt);

/// <summary>Summaries of months and what they are made from.</summary>
public interface IMonthlySummaries
{
    /// <summary>Visits for the contract whose work ended in a span, the earliest first.</summary>
    Task<IReadOnlyList<VisitLine>> VisitsAsync(ServiceContract contract, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);

    /// <summary>The office that serves most of the network elements the contract covers; null when it covers none.</summary>
    Task<Guid?> OfficeAsync(Guid contractId, CancellationToken cancellationToken = default);
}

/// <summary>Monthly summaries as their clocks see them.</summary>
public sealed class MonthlySummarySubjects(RecordSubjects subjects) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.MonthlySummary;

    /// <inheritdoc/>
    public Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) => subjects.FindAsync(record, cancellationToken);
}
