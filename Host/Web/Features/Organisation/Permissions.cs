using System.Collections.Frozen;
using System.Security.Claims;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>
/// What a role may do, from domain/roles-and-permissions.md §2 and rulings R17 and R25. Scope (which records) is the access filter's;
/// a page without permission is absent from the rail and its URL answers "forbidden".
/// </summary>
public static class Permissions
{
    public const string CaseRead = "case.read";
    public const string CaseRegister = "case.register";
    public const string CaseChangeLevel = "case.change-level";
    public const string CaseRequestPause = "case.request-pause";
    public const string CaseEscalate = "case.escalate";
    public const string CaseCancel = "case.cancel";
    public const string CaseDeclareIncident = "case.declare-incident";
    public const string CaseUpload = "case.upload";
    public const string CaseReport = "case.report";
    public const string CaseInternal = "case.internal";
    public const string PortalUse = "portal.use";
    public const string TimeLog = "time.log";
    public const string KnowledgeRead = "knowledge.read";
    public const string KnowledgeLink = "knowledge.link";
    public const string RecordRead = "record.read";
    public const string RecordCancel = "record.cancel";
    public const string ChangeOpen = "change.open";
    public const string UpgradeOpen = "upgrade.open";
    public const string CampaignOpen = "campaign.open";
    public const string InboxWork = "inbox.work";
    public const string InboxReassign = "inbox.reassign";
    public const string BoardRead = "board.read";
    public const string BoardHandOver = "board.hand-over";
    public const string DashboardRead = "dashboard.read";
    public const string ScorecardRead = "scorecard.read";
    public const string ScorecardConfirm = "scorecard.confirm";
    public const string ScorecardSign = "scorecard.sign";
    public const string OperationsRead = "operations.read";
    public const string OperationsRepair = "operations.repair";
    public const string FlowsRead = "flows.read";
    public const string FlowsEdit = "flows.edit";
    public const string FlowsRun = "flows.run";
    public const string PoliciesRead = "policies.read";
    public const string PoliciesEdit = "policies.edit";
    public const string CalendarRead = "calendar.read";
    public const string CalendarEdit = "calendar.edit";
    public const string AbsenceSet = "absence.set";
    public const string RosterRead = "roster.read";
    public const string RosterEdit = "roster.edit";
    public const string UsersEdit = "users.edit";
    public const string AuditRead = "audit.read";

    private static readonly string[] Engineers = ["Tier1Engineer", "Tier2Engineer", "Tier3Engineer", "RnDEngineer"];
    private static readonly string[] Managers = ["OfficeManager", "RegionManager", "TscDirector", "ServiceVp"];
    private static readonly string[] Partners = ["PartnerLead", "PartnerEngineer"];
    private static readonly string[] Customers = ["CustomerUser", "InstituteApprover", "ProvinceApprover"];
    private static readonly string[] Specialists =
    [
        "CallbackAgent", "SparePartsCoordinator", "WarehouseKeeper", "VersionManager", "ChangeManager", "ContractManager",
        "QualityManager", "KnowledgeEditor", "PartnerManager", "ThirdPartyManager",
    ];

    private static readonly string[] Workers = [.. Engineers, .. Managers, .. Partners, .. Customers, .. Specialists, "IntakeAgent", "DutyManager", "ProcessOwner", "SystemAdmin"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Grants = new Dictionary<string, string[]>
    {
        [CaseRead] = [.. Workers.Except(["ProcessOwner", "WarehouseKeeper"])],
        [CaseRegister] = ["IntakeAgent", "DutyManager", .. Engineers.Except(["RnDEngineer"]), .. Managers, "ContractManager", "QualityManager", .. Partners, .. Customers],
        [CaseChangeLevel] = ["DutyManager", .. Managers, "QualityManager"],
        [CaseRequestPause] = ["DutyManager", .. Engineers.Except(["RnDEngineer"]), .. Managers, "VersionManager", "ChangeManager"],
        [CaseEscalate] = [.. Workers.Except(["ProcessOwner", "SystemAdmin", "CallbackAgent", "KnowledgeEditor"])],
        [CaseCancel] = ["DutyManager", "OfficeManager", "CustomerUser"],
        [CaseDeclareIncident] = ["DutyManager", .. Managers, "QualityManager"],
        [CaseUpload] = [.. Workers.Except(["ProcessOwner", "SystemAdmin"])],
        [CaseReport] = ["CallbackAgent", "DutyManager", .. Engineers, .. Managers, "ContractManager", "QualityManager", .. Partners], // who hands the customer what was done
        [CaseInternal] = [.. Engineers, .. Managers, .. Specialists, "IntakeAgent", "DutyManager", "SystemAdmin"],
        [PortalUse] = [.. Customers, .. Partners],
        [TimeLog] = [.. Engineers, .. Managers, .. Specialists, "IntakeAgent", "DutyManager", .. Partners], // who works for the customer
        [KnowledgeRead] = [.. Workers.Except(["ProcessOwner"])],
        [KnowledgeLink] = ["IntakeAgent", "DutyManager", .. Engineers, "VersionManager", "ChangeManager", "QualityManager", "KnowledgeEditor", .. Partners], // who works on cases and may write articles
        [RecordRead] = [.. Workers.Except(["ProcessOwner"])],
        [RecordCancel] = ["DutyManager", "ChangeManager", "VersionManager", "QualityManager", "TscDirector"],
        [ChangeOpen] = ["DutyManager", .. Engineers, "ChangeManager", .. Partners, "CustomerUser"],
        [UpgradeOpen] = ["VersionManager", "CustomerUser", "InstituteApprover"],
        [CampaignOpen] = ["QualityManager"],
        [InboxWork] = Workers,
        [InboxReassign] = ["DutyManager", .. Managers, "PartnerLead", "SystemAdmin"],
        [BoardRead] = ["DutyManager", .. Engineers, .. Managers, .. Partners, "QualityManager", "ContractManager"],
        [BoardHandOver] = ["DutyManager"],
        [DashboardRead] = ["DutyManager", .. Managers, "ContractManager", "QualityManager", "PartnerManager", "SparePartsCoordinator", "VersionManager", "ChangeManager", "SystemAdmin"],
        [ScorecardRead] = ["DutyManager", "Tier1Engineer", "Tier2Engineer", "Tier3Engineer", .. Managers, "ContractManager", "QualityManager", "InstituteApprover", "ProvinceApprover", "ProcessOwner", "SystemAdmin"], // branches do not read contracts
        [ScorecardConfirm] = ["ProvinceApprover"], // flow 21 step 9
        [ScorecardSign] = ["ContractManager"],
        [OperationsRead] = ["SystemAdmin", "ProcessOwner"],
        [OperationsRepair] = ["SystemAdmin"],
        [FlowsRead] = ["ProcessOwner", "SystemAdmin", "QualityManager"],
        [FlowsEdit] = ["ProcessOwner"],
        [FlowsRun] = ["ProcessOwner", "SystemAdmin"],
        [PoliciesRead] = ["ContractManager", "QualityManager", "InstituteApprover", "ProvinceApprover", "ProcessOwner", "SystemAdmin"],
        [PoliciesEdit] = ["ProcessOwner"],
        [CalendarRead] = ["ContractManager", "QualityManager", "ProcessOwner", "SystemAdmin"],
        [CalendarEdit] = ["SystemAdmin", "ProcessOwner"], // §2 names the one, R25 the other
        [AbsenceSet] = ["DutyManager", .. Engineers, .. Managers, "PartnerLead", "SystemAdmin"],
        [RosterRead] = ["IntakeAgent", "DutyManager", .. Engineers, .. Managers, "SystemAdmin"],
        [RosterEdit] = ["DutyManager", .. Managers, "SystemAdmin"], // who dispatches, for the offices that he runs
        [UsersEdit] = ["SystemAdmin", "PartnerLead"], // the lead: users of his own partner
        [AuditRead] = ["SystemAdmin", "QualityManager", .. Managers],
    }.ToFrozenDictionary(grant => grant.Key, grant => grant.Value.ToFrozenSet());

    public static IEnumerable<string> All => Grants.Keys;

    /// <summary>Whether one of the roles grants the permission.</summary>
    public static bool Grant(IEnumerable<string> roles, string permission) =>
        Grants.TryGetValue(permission, out var granted) && roles.Any(granted.Contains);

    public static bool May(this ClaimsPrincipal user, string permission) =>
        Grants.TryGetValue(permission, out var granted) && user.FindAll(ClaimTypes.Role).Any(role => granted.Contains(role.Value));

    public static IServiceCollection AddItrPermissions(this IServiceCollection services) => services.AddAuthorization(options =>
    {
        options.FallbackPolicy = options.DefaultPolicy; // what names no policy still needs a signed-in person
        foreach (var permission in All)
            options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.May(permission)));
    });
}
