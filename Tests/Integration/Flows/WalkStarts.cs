using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>What a walk begins with: the n-th start of a kind differs from the one before.</summary>
internal static class WalkStarts
{
    private static readonly CaseType[] Requests =
    [
        CaseType.Complaint, CaseType.SparePartRequest, CaseType.UpgradeRequest, CaseType.Consultation, CaseType.NonTechnical,
    ];

    // Which kind of request comes by which steps.
    private static readonly (int Kind, string[] Steps)[] Kinds =
    [
        (0, ["acknowledge-complaint", "resolve-complaint", "verify-complaint"]), (1, ["accept-spare"]), (2, ["ask-upgrade"]), (3, ["technical-manual"]), (4, ["non-technical"]),
        (5, ["complete-data"]), (6, ["decide-entitlement", "quote"]), (7, ["write-retrospective", "approve-retrospective"]),
    ];

    private static readonly string[] Backbone = ["NE-GZ-0001", "NE-SZ-0001"];

    /// <summary>A request of every kind, faults without contract among them; nobody has looked at it.</summary>
    public static async Task RequestAsync(FlowHost host, int n, WalkLog log)
    {
        var wanted = Kinds.Where(x => log.WantsAny(x.Steps)).Select(x => x.Kind).ToList();
        switch (wanted.Count > 0 ? wanted[n % wanted.Count] : log.Left.Any() ? 3 : n % (Requests.Length + 3))
        {
            case var kind when kind < Requests.Length:
                await RegisterAsync(host, Requests[kind], n);
                break;
            case 5:
                await host.RegisterFaultAsync(await host.ForgetEntitlementAsync("NE-FS-0002"), "BIZ_MINOR_ALARM", interrupted: false);
                break;
            case 6:
                await host.RegisterFaultAsync(await host.ExpireEntitlementAsync("NE-DG-0001"), "BIZ_MINOR_ALARM", interrupted: false);
                break;
            default:
                await host.RegisterFaultAsync("NE-GZ-0001");
                break;
        }
    }

    /// <summary>A classified fault of level 1; many ask for a pause as soon as their clocks run, some end a remote session too late and without success.</summary>
    public static async Task Level1Async(FlowHost host, int n, WalkLog log)
    {
        await host.DispatchedAsync(Backbone[n % 2]);
        if (log.IsTurnOf(FlowIds.ClockPause, FlowIds.FaultLevel1, n % 2 == 1))
        {
            await host.AcceptAsync();
            await host.RequestPauseAsync(NextMinute(host));
        }
        else if (n % 4 == 2 && log.WantsAny("onsite-consent"))
        {
            await host.AcceptAsync();
            await host.RemoteAsync(NextMinute(host));
            await host.OpenAccessAsync();
            await host.AtAsync(host.Time.GetUtcNow().AddHours(4));
            await host.DoAsync("t1gz", "remote-work", "Done", ("operations", $$"""[{"at":"{{host.Time.GetUtcNow():O}}","operation":"switch to protection"}]"""), ("result", "no light"));
            await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));
        }

        static string NextMinute(FlowHost host) => host.Time.GetUtcNow().AddMinutes(1).ToLocal().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A classified fault of levels 2 to 4, by fax or portal or phone, of our own customer or of a partner's.</summary>
    public static async Task LowerLevelAsync(FlowHost host, int n, WalkLog log)
    {
        string[] codes = ["BIZ_PERF_LIMIT", "BIZ_MINOR_ALARM", "BIZ_TRANSIENT"];
        string[] levels = [FlowIds.FaultLevel2, FlowIds.FaultLevel3, FlowIds.FaultLevel4];
        var level = log.Left.Any() ? n % 3 : Array.IndexOf(levels, levels.MinBy(log.RunsOf));
        var equipment = log.IsTurnOf(FlowIds.PartnerHandling, levels[level], n % 5 == 4) ? await host.EquipmentAtAsync("SITE-ENT1-01") : "NE-GZ-0001";
        await host.RegisterFaultAsync(equipment, codes[level], interrupted: false, channel: n % 4 == 1 ? Channel.Fax : Channel.Phone);
        await host.DoAsync("intake1", "case-classify", "Classified");
    }

    /// <summary>The recovery of a fault of level 1, or all that runs beside its flow, or what a contract owes for two months.</summary>
    public static async Task IncidentAsync(FlowHost host, int n, WalkLog log)
    {
        if (log.IsTurnOf(FlowIds.MonthlySummary, FlowIds.EmergencyRecovery, n % 4 == 3))
        {
            await MonthsAsync(host);
            return;
        }

        await BareFaultAsync(host, level: 1, Backbone[n / 4 % 2]);
        await (log.IsTurnOf(FlowIds.EmergencyRecovery, FlowIds.MajorIncidentNotification, n % 2 == 0) ? host.StartFlowAsync(FlowIds.EmergencyRecovery, "t1gz") : host.StartFlowAsync(FlowIds.FaultLevel1, "t1gz", ("entry", "LevelChanged")));
    }

    /// <summary>One of the supporting flows on a fault that nothing else runs on.</summary>
    public static async Task SupportAsync(FlowHost host, int n, WalkLog log)
    {
        await BareFaultAsync(host, level: n % 2 == 0 ? 1 : 3);
        (string Flow, (string, object)[] Input)[] starts =
        [
            (FlowIds.SparePartRequest,
            [
                ("requesterRole", n % 3 == 0 ? "CustomerUser" : "Tier1Engineer"),
                ("purpose", n % 5 == 1 ? "OutOfWarranty" : n % 2 == 0 ? "L1Fault" : "FaultRepair"),
                ("ownership", n % 2 == 0 ? "Loan" : "Exchange"),
            ]),
            (FlowIds.ThirdPartyHandling, [("relation", n % 3 == 0 ? "BoughtIn" : "OtherVendor")]),
            (FlowIds.OnsiteService, [("purpose", n % 3 == 0 ? "Fault" : "Change")]),
            (FlowIds.RemoteService, n % 7 == 6 ? [("mode", "PhoneGuidance")] : []),
            (FlowIds.DocumentSubmission,
                [("documentType", "FaultAnalysisReport"), ("authorRole", "Tier2Engineer"), ("signerRoles", "CustomerUser,InstituteApprover"), ("clockId", "GD-L1-DOC-ANALYSIS")]),
        ];
        var wanted = starts.Where(x => log.Wants(x.Flow)).ToList();
        var (flow, input) = wanted.Count > 0 ? wanted[n / 2 % wanted.Count] : starts.MinBy(x => log.RunsOf(x.Flow));
        await host.StartFlowAsync(flow, "t1gz", input);
    }

    /// <summary>Management is called to a request, or a penalty is proposed.</summary>
    public static async Task ManagementAsync(FlowHost host, int n, WalkLog log)
    {
        if (log.Wants(FlowIds.PenaltyReview) || log.IsTurnOf(FlowIds.PenaltyReview, FlowIds.ManagementEscalation, n % 3 == 2))
        {
            await BareFaultAsync(host, level: 1);
            await host.RunAsync(null, services => services.GetRequiredService<PenaltyDesk>().ProposeAsync("PEN-VIOLATION", host.Case.Ref, null, "unauthorised operation", host.Case.No));
            return;
        }

        await RegisterAsync(host, CaseType.Consultation, n);
        await host.DoAsync("intake1", "case-classify", "Classified");
        await host.RunAsync(null, services => services.GetRequiredService<EscalationDesk>().RaiseAsync(
            host.Case.Ref, (ManagementLevel)(n % 4), EscalationUrgency.High, new Bilingual("客户不满意", "The customer is not satisfied"), "person"));
    }

    /// <summary>A change of every type and risk, or an upgrade that either side wants.</summary>
    public static async Task ChangeAsync(FlowHost host, int n, WalkLog log)
    {
        var (upgrade, solution) = (log.Wants(FlowIds.UpgradeApproval), log.Wants(FlowIds.TechnicalSolution));
        if (upgrade == solution ? log.IsTurnOf(FlowIds.UpgradeApproval, FlowIds.TechnicalSolution, n % 3 == 2) : upgrade)
            await host.OpenUpgradeAsync("custgz", n % 2 == 0 ? "Customer" : "Vendor", n % 4 == 0 ? "ProductDefect" : "Feature", n % 5 == 1 ? "5.21.18.35" : "5.21.18.30");
        else
            await host.OpenChangeAsync("t1gz", ((ChangeType[])[ChangeType.Normal, ChangeType.Emergency, ChangeType.MajorCutover, ChangeType.Standard])[n / 3 % 4], risk: 1 + (n % 5));
        host.Use(null);
    }

    /// <summary>A recall of a few boards in two waves, reported or by changes or a roll-out of software; every third time on the backbone, where the province is asked too.</summary>
    public static async Task CampaignAsync(FlowHost host, int n, WalkLog log)
    {
        var first = 100 + (n % 15 * 4);
        var work = (n % 5) switch { 3 => CampaignWork.Change, 4 => CampaignWork.Upgrade, _ => CampaignWork.Report };
        var backbone = n % 3 == 2 || work == CampaignWork.Upgrade ? await host.ReadAsync(db => (
            from board in db.Set<InstalledBoard>()
            join element in db.Set<InstalledEquipment>() on board.EquipmentId equals element.Id
            where board.State == BoardState.Working && Backbone.Contains(element.Code)
            orderby board.SerialNo
            select board.SerialNo).Take(2).ToArrayAsync()) : [];
        await host.OpenCampaignAsync(
            $"02A16B000{first}", $"02A16B000{first + 3}", waves: 2, work: work, replacement: work == CampaignWork.Upgrade ? "5.21.18.30" : "SL16A revision C", serials: backbone);
        host.Use(null);
    }

    private static Task<Case> RegisterAsync(FlowHost host, CaseType type, int n) => host.RegisterAsync("intake1", async services =>
    {
        var element = await services.GetRequiredService<ItrDbContext>().Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
        return new CaseIntake
        {
            Channel = Channel.Letter,
            CaseType = type,
            CustomerId = element.CustomerId,
            EquipmentId = type is CaseType.Complaint or CaseType.NonTechnical ? null : element.Id,
            OccurredAt = host.Time.GetUtcNow(),
            ReportedAt = host.Time.GetUtcNow(),
            ComplaintSource = type == CaseType.Complaint ? n % 2 == 0 ? ComplaintSource.Written : ComplaintSource.Phone : null,
            Title = $"Request {n}",
            Description = "as the letter says",
        };
    });

    // What a contract owes for two months that nobody has summarised yet, the newest first.
    private static Task MonthsAsync(FlowHost host) => host.RunAsync(null, async services =>
    {
        var db = services.GetRequiredService<ItrDbContext>();
        var contract = await db.Set<ServiceContract>().SingleAsync(x => x.No == "CON-2025-002");
        var newest = DateOnly.Parse($"{await db.Set<MonthlySummary>().MinAsync(x => x.Month) ?? "2026-11"}-01", CultureInfo.InvariantCulture);
        contract.MonthOpened = newest.AddMonths(-2);
        return await services.GetRequiredService<MonthDesk>().OpenAsync(contract, newest);
    });

    /// <summary>A fault at work as its flow would leave it; no clock of its own runs.</summary>
    public static async Task BareFaultAsync(FlowHost host, int level, string equipment = "NE-GZ-0001")
    {
        var id = await host.RunAsync(null, async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == equipment);
            var site = await db.Set<CustomerSite>().SingleAsync(x => x.Id == element.SiteId);
            var customer = await db.Set<Customer>().SingleAsync(x => x.Id == element.CustomerId);
            var found = Case.TakeOver(await services.GetRequiredService<IRecordNumbers>().NextAsync("CASE"), host.Time.GetUtcNow(), CaseState.InProgress);
            (found.Title, found.CaseType, found.LevelProvisional) = ("SL16A without light", CaseType.Fault, level);
            (found.FaultCategory, found.FaultCode, found.ServiceMode) = (FaultCategory.Business, level == 1 ? "BIZ_INTERRUPTED" : "BIZ_MINOR_ALARM", ServiceMode.Remote);
            (found.CustomerId, found.SiteId, found.EquipmentId) = (customer.Id, site.Id, element.Id);
            (found.CustomerOrgId, found.CustomerTreeOrgId, found.OfficeOrgId) = (customer.OrgId, customer.TreeOrgId, site.OfficeOrgId);
            (found.OccurredAt, found.ReportedAt) = (host.Time.GetUtcNow(), host.Time.GetUtcNow());
            found.BaseVersion = (await services.GetRequiredService<IPolicies>().CurrentAsync()).Version;
            db.Add(found);
            return found.Id;
        });
        await host.UseAsync(id);
    }
}
