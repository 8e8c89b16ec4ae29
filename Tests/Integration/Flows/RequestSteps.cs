using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways of requests below level 1, and what happens after they are solved.</summary>
internal static class RequestSteps
{
    /// <summary>Takes contract and warranty of an element out of the records.</summary>
    public static Task<string> ForgetEntitlementAsync(this FlowHost host, string code) => host.ChangeEquipmentAsync(code, element => element.WarrantyUntil = null);

    /// <summary>Contract and warranty of an element ended.</summary>
    public static Task<string> ExpireEntitlementAsync(this FlowHost host, string code) => host.ChangeEquipmentAsync(code, element => element.WarrantyUntil = new DateOnly(2026, 10, 31));

    /// <summary>The manual task of the request is done.</summary>
    public static Task SolveManuallyAsync(this FlowHost host) => host.DoAsync("t1gz", "subflow-manual", "Resolved", ("notes", "configuration corrected"));

    /// <summary>The callback agent hears that it is not solved.</summary>
    public static Task DissatisfiedAsync(this FlowHost host) => host.DoAsync(
        "callback1", "case-callback", "NotSatisfied", ("contact", "朱敏"), ("answeredQuestions", "solved"), ("problem", "alarm is back"), ("comment", "alarm is back"));

    /// <summary>A reopened level 1 fault is restored and confirmed again.</summary>
    public static async Task RestoreAgainAsync(this FlowHost host)
    {
        await host.DoAsync("t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "again"));
        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"));
    }

    /// <summary>Files the case and completes what the closure check finds.</summary>
    public static async Task CloseAsync(this FlowHost host)
    {
        await host.RunAsync("t1gz", async services =>
        {
            var found = (await services.GetRequiredService<ICases>().FindAsync(host.Case.Id))!;
            var facts = new Dictionary<string, object?> { ["rootCauseCode"] = "Configuration", ["completedAt"] = host.Time.GetUtcNow() };
            await services.GetRequiredService<CaseDesk>().ApplyAsync(found, facts);
            return true;
        });
        await host.DoAsync("t1gz", "case-knowledge", "None", ("reason", "known"), ("comment", "known"));
    }

    private static Task<string> ChangeEquipmentAsync(this FlowHost host, string code, Action<InstalledEquipment> change) => host.RunAsync(null, async services =>
    {
        var db = services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>();
        var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == code);
        change(element);
        db.RemoveRange(await db.Set<Entitlement>().Where(x => x.EquipmentId == element.Id).ToListAsync());
        return code;
    });
}
