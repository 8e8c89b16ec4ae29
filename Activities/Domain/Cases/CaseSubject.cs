using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>A case as its clocks see it.</summary>
public sealed class CaseSubject(ICases cases, IContracts contracts) : IClockSubjects
{
    /// <summary>The policy that holds for every case, internal targets.</summary>
    public const string InternalPolicy = "OLA-INTERNAL";

    /// <summary>The policy that holds for every case, general commitments; alone it promises a response only.</summary>
    public const string GeneralPolicy = "SLA-COMMIT";

    /// <inheritdoc/>
    public string RecordType => RecordTypes.Case;

    /// <inheritdoc/>
    public async Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        if (await cases.FindAsync(record.Id, cancellationToken) is not { } found)
            return null;

        var contract = found.ContractNo is { } no ? await contracts.FindByNoAsync(no, cancellationToken) : null;
        return new ClockSubject(found.Ref, PoliciesOf(found), FactsOf(found), found.Level ?? 4, contract?.Id);
    }

    private static List<PolicyRef> PoliciesOf(Case record)
    {
        var bound = new List<PolicyRef> { new(InternalPolicy, record.BaseVersion), new(GeneralPolicy, record.BaseVersion) };
        if (record is { PolicyCode: { } code, PolicyVersion: { } version } && code != GeneralPolicy)
            bound.Add(new PolicyRef(code, version));
        return bound;
    }

    /// <summary>What the conditions of clocks ask for.</summary>
    /// <param name="record">A case, stored or only thought of.</param>
    public static IReadOnlyDictionary<string, string> FactsOf(Case record)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["caseType"] = record.CaseType.ToString(),
            ["isNmsDown"] = Flag(record.IsNmsDown),
            ["reportPending"] = Flag(record.ReportPending),
            ["isDifficult"] = Flag(record.IsDifficult),
            ["analysisRequested"] = Flag(record.AnalysisRequested),
            ["analysisDue"] = Flag(CaseDesk.RequiredDocuments(record).Contains(DocumentTypes.FaultAnalysisReport)),
            ["retrospectiveRequired"] = Flag(record.RetrospectiveRequired),
            ["onsiteConsent"] = Flag(record.OnsiteConsent),
            ["onsiteNeeded"] = Flag(record.ServiceMode == ServiceMode.Onsite && record.CompletedAt is null),
            ["status"] = record.RestoredAt is null ? "Unresolved" : "Resolved",
        };
        if (record.CaseType == CaseType.Fault && record.Level is { } level)
            facts["faultLevel"] = level.ToString(CultureInfo.InvariantCulture);
        if (record.ServiceMode is { } mode)
            facts["serviceMode"] = mode.ToString();
        if (record.RegionCode is { } region)
            facts["region"] = region;
        if (record.Entitlement is { } entitlement)
            facts["entitlement"] = entitlement.ToString();
        if (record.Urgency is { } urgency)
            facts["urgency"] = urgency;
        return facts;
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
