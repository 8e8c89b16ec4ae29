using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Scoring;

/// <summary>Has the scorecard of a quarter confirmed by the province and signed by the vendor (flow 21 step 9).</summary>
public sealed class ScorecardDesk(
    IQuarterScores scores, IMonthlySummaries summaries, RecordDesk records, EscalationDesk escalations, NotificationDesk notifications, IDirectory directory, CurrentActor me, AccessScope access, TimeProvider time)
{
    /// <summary>Most characters of a comment or reason.</summary>
    public const int MostCharacters = 500;

    private static readonly Bilingual Paper = new("季度考核评分表", "quarterly scorecard");

    /// <summary>The scorecard of a quarter; null where nobody confirmed one.</summary>
    public async Task<QuarterScore?> FindAsync(ServiceContract contract, DateOnly first, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        return await scores.FindAsync(contract.No, QuarterScore.NameOf(first), cancellationToken);
    }

    /// <summary>The province confirms the figures of a quarter that has ended, the vendor is asked to sign; after an objection or another decision once more.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="first">First day of the quarter.</param>
    /// <param name="figures">As they are now.</param>
    /// <param name="comment">What the province says to them.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">scorecard.not-scored, .running, .text-length; record.wrong-state.</exception>
    public async Task<QuarterScore> ConfirmAsync(ServiceContract contract, DateOnly first, ScoreFigures figures, string comment, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem(); // the caller has checked that its person may read the contract
        var end = first.AddMonths(3);
        if (!contract.ScorecardEnabled || contract.EffectiveFrom >= end || contract.EffectiveTo < first)
            throw new RuleViolationException("scorecard.not-scored", ("contract", contract.No), ("quarter", QuarterScore.NameOf(first)));
        if (end > time.GetUtcNow().LocalDate())
            throw new RuleViolationException("scorecard.running", ("quarter", QuarterScore.NameOf(first)));

        RequireShort(comment);
        var score = await scores.FindAsync(contract.No, QuarterScore.NameOf(first), cancellationToken) ?? await OpenAsync(contract, first, cancellationToken);
        await records.SetStateAsync(score, nameof(ScorecardTrigger.Confirm), Text(figures.Score), cancellationToken);
        score.Confirm(figures, time.GetUtcNow());
        await NoteAsync(score, RoleCodes.ProvinceApprover, ScorecardTrigger.Confirm, comment, cancellationToken);
        await TellAsync("DOC_SUBMITTED", score, RoleCodes.ContractManager, null, cancellationToken);
        return score;
    }

    /// <summary>The vendor objects: the region's manager is called to talk, and the province confirms anew. Once.</summary>
    /// <exception cref="RuleViolationException">scorecard.objected, .reason-required, .text-length; record.wrong-state.</exception>
    public async Task ObjectAsync(QuarterScore score, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (reason.Length == 0)
            throw new RuleViolationException("scorecard.reason-required");
        if (score.Objection is not null)
            throw new RuleViolationException("scorecard.objected", ("no", score.No));

        RequireShort(reason);
        await records.SetStateAsync(score, nameof(ScorecardTrigger.Object), reason, cancellationToken);
        score.Object(reason);
        await NoteAsync(score, RoleCodes.ContractManager, ScorecardTrigger.Object, reason, cancellationToken);
        await TellAsync("DOC_REJECTED", score, RoleCodes.ProvinceApprover, reason, cancellationToken);
        await escalations.RaiseAsync(score.Ref, ManagementLevel.M2, EscalationUrgency.Normal, new Bilingual($"厂家对考核评分有异议:{reason}", $"The vendor objects to the score: {reason}"), "scorecard", cancellationToken);
    }

    /// <summary>The vendor signs what the province confirmed. What nobody has decided until now counts in the next quarter that is not signed; a bad grade calls for a plan.</summary>
    /// <param name="score">A confirmed scorecard.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="first">First day of its quarter.</param>
    /// <param name="now">The score as it is now.</param>
    /// <param name="comment">What the vendor says to it.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">scorecard.changed, .text-length; record.wrong-state.</exception>
    public async Task SignAsync(QuarterScore score, ServiceContract contract, DateOnly first, Scorecard now, string comment, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        RequireShort(comment);
        if (score.State == ScorecardState.Presented && !score.Figures!.Gives(now))
            throw new RuleViolationException("scorecard.changed", ("no", score.No));

        await records.SetStateAsync(score, nameof(ScorecardTrigger.Sign), Text(now), cancellationToken);
        score.Sign(time.GetUtcNow());
        await NoteAsync(score, RoleCodes.ContractManager, ScorecardTrigger.Sign, comment, cancellationToken);
        await CarryAsync(contract, first, cancellationToken);
        if (now.Grade == "D" || (now.Grade == "C" && await GradeBeforeAsync(contract, first, cancellationToken) == "C"))
            await escalations.RaiseAsync(score.Ref, ManagementLevel.M3, EscalationUrgency.Normal, new Bilingual($"考核 {now.Grade} 级,需制定服务改进计划", $"Grade {now.Grade}: a service improvement plan is needed"), "scorecard", cancellationToken);
    }

    private async Task<QuarterScore> OpenAsync(ServiceContract contract, DateOnly first, CancellationToken cancellationToken)
    {
        var quarter = QuarterScore.NameOf(first);
        return await records.OpenAsync(
            new QuarterScore
            {
                Title = $"{contract.No} · {quarter}",
                Contract = contract.No,
                Quarter = quarter,
                CustomerId = contract.CustomerId,
                OfficeOrgId = await summaries.OfficeAsync(contract.Id, cancellationToken),
                ContractId = contract.Id,
                PolicyCode = contract.PolicyCode,
                PolicyVersion = contract.PolicyVersion,
            },
            cancellationToken: cancellationToken);
    }

    private async Task CarryAsync(ServiceContract contract, DateOnly first, CancellationToken cancellationToken)
    {
        var next = first.AddMonths(3);
        var undecided = await scores.UndecidedAsync(contract.Id, first.StartOfDay(), next.StartOfDay(), cancellationToken);
        if (undecided.Count == 0)
            return;

        while (await scores.FindAsync(contract.No, QuarterScore.NameOf(next), cancellationToken) is { State: ScorecardState.Signed })
            next = next.AddMonths(3);
        foreach (var penalty in undecided)
            penalty.CarriedTo = next.StartOfDay();
    }

    private async Task<string?> GradeBeforeAsync(ServiceContract contract, DateOnly first, CancellationToken cancellationToken) =>
        await scores.FindAsync(contract.No, QuarterScore.NameOf(first.AddMonths(-3)), cancellationToken) is { State: ScorecardState.Signed } before ? before.Figures!.Score.Grade : null;

    private async Task NoteAsync(QuarterScore score, string role, ScorecardTrigger decision, string comment, CancellationToken cancellationToken) =>
        records.Approve(score, score.Revision, role, me.Value.PersonId is { } id ? await directory.PersonAsync(id, cancellationToken) : null, decision.ToString(), comment, isPhone: false);

    private Task TellAsync(string template, QuarterScore score, string role, string? reason, CancellationToken cancellationToken) => notifications.SendAsync(
        template, score.Ref, [role], new Dictionary<string, object?> { ["docType"] = Paper, ["reason"] = reason }, thing: $"{score.Quarter} {score.Revision}", cancellationToken: cancellationToken);

    private static string Text(Scorecard score) => FormattableString.Invariant($"{score.Total:0.#} {score.Grade}");

    private static void RequireShort(string text)
    {
        if (text.Length > MostCharacters)
            throw new RuleViolationException("scorecard.text-length", ("max", MostCharacters));
    }
}
