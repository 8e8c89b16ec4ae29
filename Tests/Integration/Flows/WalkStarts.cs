using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
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
        if (log.Wants(FlowIds.PenaltyReview) || (n % 3 == 2 && log.RunsOf(FlowIds.PenaltyReview) < log.RunsOf(FlowIds.ManagementEscalation)))
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

    // A fault at work as its flow would leave it; no clock of its own runs.
    private static async Task BareFaultAsync(FlowHost host, int level)
    {
        var id = await host.RunAsync(null, async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
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
