using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>A kind of business record that people open and look through.</summary>
/// <param name="Key">Part of its addresses, e.g. <c>changes</c>.</param>
/// <param name="Type">One of <see cref="RecordTypes"/>.</param>
/// <param name="FlowId">The flow that runs on it.</param>
/// <param name="OpenForm">Form that opens one; null where nobody opens one by hand.</param>
/// <param name="FactsForm">Form whose fields name its facts.</param>
/// <param name="OpenPermission">Who may open one; null for nobody.</param>
/// <param name="Query">Every one that the viewer sees.</param>
public sealed record RecordKind(
    string Key, string Type, string FlowId, string? OpenForm, string FactsForm, string? OpenPermission, Func<ItrDbContext, IQueryable<BusinessRecord>> Query)
{
    /// <summary>Where one is opened.</summary>
    public string NewUrl => $"/records/{Key}/new";
}

/// <summary>The kinds in the order of the menu.</summary>
public static class RecordKinds
{
    public static IReadOnlyList<RecordKind> All { get; } =
    [
        new("changes", RecordTypes.ChangeRequest, FlowIds.TechnicalSolution, "change-open", "change-submit", Permissions.ChangeOpen, db => db.Set<ChangeRequest>()),
        new("upgrades", RecordTypes.UpgradeApplication, FlowIds.UpgradeApproval, "upgrade-request", "upgrade-request", Permissions.UpgradeOpen, db => db.Set<UpgradeApplication>()),
        new("campaigns", RecordTypes.Campaign, FlowIds.BatchReplacement, "campaign-draft", "campaign-draft", Permissions.CampaignOpen, db => db.Set<Campaign>()),
        new("summaries", RecordTypes.MonthlySummary, FlowIds.MonthlySummary, null, "doc-monthly-summary", null, db => db.Set<MonthlySummary>()),
    ];

    /// <summary>The kind with a key; null for none.</summary>
    public static RecordKind? Find(string key) => All.FirstOrDefault(kind => kind.Key == key);

    /// <summary>The kind of a record; null for one that no list shows.</summary>
    public static RecordKind? Of(BusinessRecord record) => All.FirstOrDefault(kind => kind.Type == record.Type);
}

/// <summary>Addresses of records, whatever their kind.</summary>
public static class RecordLinks
{
    // Cases, and what is shown with its case: the records of supporting flows, escalations, major incidents, penalties.
    private static readonly string[] WithCase = ["CASE", "SPR", "OS", "RS", "TP", "ESC", "MI", "PEN"];

    /// <summary>The page of a record by its number.</summary>
    public static string Of(string no) => IsWithCase(no) ? $"/cases/{no}" : $"/records/{no}";

    /// <summary>Whether a record is shown on the page of its case.</summary>
    public static bool IsWithCase(string no) => WithCase.Contains(no.Split('-')[0]);
}
