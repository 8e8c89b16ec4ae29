using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Contracts;

/// <summary>Opens the months of a contract, each once: where its promise asks for it, the summary of the month before is to be written.</summary>
public sealed class MonthDesk(IMonthlySummaries summaries, IPolicies policies, RecordDesk records, EventDesk events, IFlows flows, AccessScope access)
{
    /// <summary>Definition of the flow that has the summary written and signed.</summary>
    public const string SummaryFlow = "itr-monthly-summary";

    /// <summary>Opens every month up to one that is not open yet. A contract that was never looked at begins with the month after.</summary>
    /// <param name="contract">The contract; keeps how far it has come.</param>
    /// <param name="upTo">First day of the newest month to open.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>How many summaries are to be written.</returns>
    public async Task<int> OpenAsync(ServiceContract contract, DateOnly upTo, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var opened = 0;
        var set = await policies.GetAsync(contract.PolicyVersion, cancellationToken);
        if (contract.MonthOpened is { } last && set.Clocks.Values.Any(clock => clock.Policy == contract.PolicyCode && clock.StopEvent?.Filter == DocumentTypes.OnsiteServiceReportSummary))
        {
            for (var month = last.AddMonths(1); month <= upTo; month = month.AddMonths(1))
                opened += await OpenOneAsync(contract, month, cancellationToken) ? 1 : 0;
        }

        if (contract.MonthOpened is not { } known || known < upTo)
            contract.MonthOpened = upTo;
        return opened;
    }

    // The month before is owed, if the contract was in force on a day of it.
    private async Task<bool> OpenOneAsync(ServiceContract contract, DateOnly month, CancellationToken cancellationToken)
    {
        var before = month.AddMonths(-1);
        if (contract.State is ContractState.Draft or ContractState.Terminated || contract.EffectiveFrom >= month || contract.EffectiveTo < before)
            return false;

        var name = before.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var summary = await records.OpenAsync(
            new MonthlySummary
            {
                Title = $"{contract.No} · {name}",
                Contract = contract.No,
                Month = name,
                CustomerId = contract.CustomerId,
                OfficeOrgId = await summaries.OfficeAsync(contract.Id, cancellationToken),
                ContractId = contract.Id,
                PolicyCode = contract.PolicyCode,
                PolicyVersion = contract.PolicyVersion,
            },
            cancellationToken: cancellationToken);
        var data = new Dictionary<string, object?> { ["month"] = name, ["contract"] = contract.No };
        await events.PublishAsync(EventNames.MonthOpened, summary.Ref, month.StartOfDay(), data: data, source: EventSource.Job, cancellationToken: cancellationToken);
        var visits = await summaries.VisitsAsync(contract, before.StartOfDay(), month.StartOfDay(), cancellationToken);
        await flows.StartAsync(SummaryFlow, summary.Ref, new Dictionary<string, object?> { ["contract"] = contract.No, ["month"] = name, ["reports"] = ListOf(visits) });
        return true;
    }

    private static string ListOf(IReadOnlyList<VisitLine> visits) =>
        visits.Count == 0 ? "本月无现场服务 / No on-site service in this month" : string.Join('\n', visits.Select(LineOf));

    private static string LineOf(VisitLine visit) => string.Join(" · ", new[]
    {
        visit.ReportNo,
        visit.No,
        visit.Level is { } level ? $"{visit.CaseNo} L{level}" : visit.CaseNo,
        visit.Site,
        $"{(visit.ArrivedAt is { } arrived ? LocalTime.Format(arrived) + " – " : "")}{LocalTime.Format(visit.EndedAt)}",
        visit.IsSigned ? null : "未签 / unsigned",
    }.Where(part => part is not null));
}
