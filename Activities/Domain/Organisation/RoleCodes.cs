namespace Elsa.ITR.Domain.Organisation;

/// <summary>Codes of the roles, as stored with grants and written in flows.</summary>
public static class RoleCodes
{
#pragma warning disable CS1591 // the code is the word of the glossary; what each does stands in roles-and-permissions
    public const string IntakeAgent = nameof(IntakeAgent);
    public const string CallbackAgent = nameof(CallbackAgent);
    public const string DutyManager = nameof(DutyManager);
    public const string Tier1Engineer = nameof(Tier1Engineer);
    public const string Tier2Engineer = nameof(Tier2Engineer);
    public const string Tier3Engineer = nameof(Tier3Engineer);
    public const string RnDEngineer = nameof(RnDEngineer);
    public const string OfficeManager = nameof(OfficeManager);
    public const string RegionManager = nameof(RegionManager);
    public const string TscDirector = nameof(TscDirector);
    public const string ServiceVp = nameof(ServiceVp);
    public const string SparePartsCoordinator = nameof(SparePartsCoordinator);
    public const string WarehouseKeeper = nameof(WarehouseKeeper);
    public const string VersionManager = nameof(VersionManager);
    public const string ChangeManager = nameof(ChangeManager);
    public const string ContractManager = nameof(ContractManager);
    public const string QualityManager = nameof(QualityManager);
    public const string KnowledgeEditor = nameof(KnowledgeEditor);
    public const string PartnerManager = nameof(PartnerManager);
    public const string ThirdPartyManager = nameof(ThirdPartyManager);
    public const string PartnerLead = nameof(PartnerLead);
    public const string PartnerEngineer = nameof(PartnerEngineer);
    public const string CustomerUser = nameof(CustomerUser);
    public const string InstituteApprover = nameof(InstituteApprover);
    public const string ProvinceApprover = nameof(ProvinceApprover);
    public const string ProcessOwner = nameof(ProcessOwner);
    public const string SystemAdmin = nameof(SystemAdmin);
#pragma warning restore CS1591

    /// <summary>Every role, in the order of the roles page.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        IntakeAgent, CallbackAgent, DutyManager, Tier1Engineer, Tier2Engineer, Tier3Engineer, RnDEngineer,
        OfficeManager, RegionManager, TscDirector, ServiceVp, SparePartsCoordinator, WarehouseKeeper,
        VersionManager, ChangeManager, ContractManager, QualityManager, KnowledgeEditor, PartnerManager,
        ThirdPartyManager, PartnerLead, PartnerEngineer, CustomerUser, InstituteApprover, ProvinceApprover,
        ProcessOwner, SystemAdmin,
    ];

    /// <summary>Which records a holder of the role sees.</summary>
    /// <param name="role">A role code; an unknown one sees nothing.</param>
    public static RoleReach ReachOf(string role) => role switch
    {
        DutyManager or Tier1Engineer or OfficeManager or ContractManager => RoleReach.Office,
        Tier2Engineer or RegionManager => RoleReach.Region,
        PartnerLead or PartnerEngineer => RoleReach.Partner,
        CustomerUser => RoleReach.CustomerBranch,
        InstituteApprover or ProvinceApprover => RoleReach.CustomerTree,
        _ => All.Contains(role) ? RoleReach.Everything : RoleReach.Nothing,
    };

    /// <summary>Whether the role is held by people of the customer.</summary>
    /// <param name="role">A role code.</param>
    public static bool IsCustomerSide(string role) => role is CustomerUser or InstituteApprover or ProvinceApprover;

    /// <summary>Whether the role is held by people of a partner.</summary>
    /// <param name="role">A role code.</param>
    public static bool IsPartnerSide(string role) => role is PartnerLead or PartnerEngineer;
}

/// <summary>How far a role sees, from nothing to every record.</summary>
public enum RoleReach
{
    /// <summary>An unknown role.</summary>
    Nothing,
    /// <summary>Records of the partner of the grant.</summary>
    Partner,
    /// <summary>Records of the customer organisation of the grant.</summary>
    CustomerBranch,
    /// <summary>Records of the whole customer tree of the grant.</summary>
    CustomerTree,
    /// <summary>Records of the office of the grant.</summary>
    Office,
    /// <summary>Records of the region of the grant.</summary>
    Region,
    /// <summary>Every record.</summary>
    Everything,
}

/// <summary>Where the candidates of a task or message are looked for, seen from the record.</summary>
public enum OrgScope
{
    /// <summary>The office that serves the record.</summary>
    CaseOffice,
    /// <summary>The region above that office.</summary>
    CaseRegion,
    /// <summary>The headquarters: every holder of the role.</summary>
    Hq,
    /// <summary>The spare parts centre and its warehouses.</summary>
    Spc,
    /// <summary>The customer of the record: branch for CustomerUser, same tree for institute and province.</summary>
    CustomerOfCase,
    /// <summary>The partner of the record.</summary>
    PartnerOfCase,
}
