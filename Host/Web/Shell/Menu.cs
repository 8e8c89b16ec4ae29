using Elsa.ITR.Web.Features.Organisation;

namespace Elsa.ITR.Web.Shell;

/// <summary>The rail: which entries there are, and in which order a role sees them (ui.md §2). An entry without permission is absent.</summary>
public static class Menu
{
    /// <param name="Key">What a page names as its entry.</param>
    public sealed record Entry(string Key, string Icon, string Url, string? Permission)
    {
        public string TextKey { get; init; } = "Menu." + Key;

        /// <summary>A shorter text for the tabs of a phone; null where the text is short enough.</summary>
        public string? TabKey { get; init; }
    }

    public sealed record Group(string TextKey, IReadOnlyList<Entry> Entries);

    public static readonly Entry Inbox = new("inbox", "inbox", "/inbox", Permissions.InboxWork);
    public static readonly Entry Board = new("board", "clock-exclamation", "/board", Permissions.BoardRead);
    public static readonly Entry Dashboard = new("dashboard", "chart-histogram", "/dashboard", Permissions.DashboardRead);
    public static readonly Entry Scorecard = new("scorecard", "award", "/scorecard", Permissions.ScorecardRead);
    public static readonly Entry Cases = new("cases", "ticket", "/cases", Permissions.CaseRead) { TabKey = "Menu.casesTab" };
    public static readonly Entry Records = new("records", "refresh", "/records", Permissions.RecordRead);
    public static readonly Entry Knowledge = new("knowledge", "book-2", "/knowledge", Permissions.KnowledgeRead);
    public static readonly Entry Processes = new("processes", "sitemap", "/processes", Permissions.FlowsRead);
    public static readonly Entry Operations = new("operations", "activity-heartbeat", "/operations/instances", Permissions.OperationsRead);
    public static readonly Entry Policies = new("policies", "gauge", "/admin/sla", Permissions.PoliciesRead);
    public static readonly Entry Calendar = new("calendar", "calendar", "/admin/calendar", Permissions.CalendarRead);
    public static readonly Entry Report = new("report", "send", "/portal/new", Permissions.PortalUse);
    public static readonly Entry Portal = Cases with { Url = "/portal", TextKey = "Menu.portal", TabKey = null };
    public static readonly Entry Waiting = Inbox with { Icon = "user-question", TextKey = "Menu.waiting" };
    public static readonly Entry Elements = new("elements", "cpu", "/portal/equipment", Permissions.PortalUse);
    public static readonly Entry Duty = new("duty", "users", "/duty", Permissions.RosterRead);
    public static readonly Entry Users = new("users", "key", "/admin/users", Permissions.UsersEdit);
    public static readonly Entry Notifications = new("notifications", "bell", "/notifications", null);

    private static readonly Group Settings = new("Menu.Settings", [Users, Policies, Calendar]);
    private static readonly Group LookBack = new("Menu.LookBack", [Dashboard, Scorecard]);
    private static readonly Group Runs = new("Menu.Run", [Operations, Processes]);
    private static readonly Group Mine = new("Menu.Mine", [Notifications, Duty]);
    private static readonly Group[] Work = [new("Menu.Work", [Inbox, Board, Cases, Records, Knowledge, Report, Elements]), LookBack, Runs, Mine, Settings];
    private static readonly Group[] Manage = [new("Menu.Work", [Dashboard, Board, Inbox, Cases, Records, Knowledge]), new("Menu.LookBack", [Scorecard]), Runs, Mine, Settings];
    private static readonly Group[] OnDuty = [new("Menu.Work", [Board, Inbox, Cases, Records, Knowledge]), LookBack, Runs, Mine, Settings];
    private static readonly Group[] Customer = [new("Menu.Work", [Portal, Report, Waiting, Elements, Knowledge, Records, Scorecard, Policies, Notifications])];
    private static readonly Group[] Run = [Runs, new("Menu.Work", [Inbox, Cases, Records]), LookBack, Settings, Mine];
    private static readonly Group[] Design = [new("Menu.Run", [Processes, Operations]), Settings, new("Menu.Work", [Inbox, Cases, Records]), LookBack, Mine];

    /// <summary>The groups of a viewer, without empty ones.</summary>
    public static IReadOnlyList<Group> For(Viewer viewer) =>
    [
        .. (viewer.Roles switch
            {
                _ when viewer.IsCustomer => Customer,
                ["ProcessOwner", ..] => Design,
                ["SystemAdmin", ..] => Run,
                ["DutyManager", ..] => OnDuty,
                ["OfficeManager" or "RegionManager" or "TscDirector" or "ServiceVp", ..] => Manage,
                _ => Work,
            })
            .Select(group => group with { Entries = [.. group.Entries.Where(entry => entry.Permission is null || Permissions.Grant(viewer.Roles, entry.Permission))] })
            .Where(group => group.Entries.Count > 0),
    ];

    /// <summary>Where a person starts: the first entry of the rail.</summary>
    public static string StartOf(Viewer viewer) => For(viewer)[0].Entries[0].Url;
}
