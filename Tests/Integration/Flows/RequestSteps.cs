using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
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

    /// <summary>A fault of level 2 to 4 goes from where it stands to the institute's confirmation, at once.</summary>
    public static async Task SolveAsync(this FlowHost host)
    {
        if ((await host.OpenAsync()).Exists(x => x.TaskType == "fault-report-form"))
            await host.ReportAsync();
        if ((await host.OpenAsync()).Exists(x => x.TaskType == "fault-accept"))
            await host.AcceptStandardAsync();
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "correct the configuration"));
        await host.HandleAsync("t1gz");
        await host.DoAsync("institute1", "doc-handling-confirm", "Confirmed", ("result", "solved"));
    }

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

    /// <summary>The callback agent hears that it is solved.</summary>
    public static Task SatisfiedAsync(this FlowHost host) => host.DoAsync(
        "callback1", "case-callback", "Satisfied", ("contact", "朱敏"), ("answeredQuestions", "solved,time,attitude,other"));

    /// <summary>Whoever is asked decides that nothing new was learned.</summary>
    public static async Task FileAsync(this FlowHost host)
    {
        var item = await host.TaskAsync("case-knowledge");
        await host.DoAsync(item.AssigneeId is null ? "t1gz" : FlowHost.Holder, item, "None", ("reason", "known"), ("comment", "known"));
    }

    /// <summary>An article that everybody may read; answers its id.</summary>
    public static Task<string> ArticleAsync(this FlowHost host) => host.RunAsync(null, services =>
    {
        var article = new KnowledgeArticle { No = "KB-1", Title = "SL16A laser bias", Symptom = "minor alarm", Cause = "ageing", Solution = "adjust", State = ArticleState.Published };
        services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>().Add(article);
        return Task.FromResult(article.Id.ToString());
    });

    private static Task<string> ChangeEquipmentAsync(this FlowHost host, string code, Action<InstalledEquipment> change) => host.RunAsync(null, async services =>
    {
        var db = services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>();
        var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == code);
        change(element);
        db.RemoveRange(await db.Set<Entitlement>().Where(x => x.EquipmentId == element.Id).ToListAsync());
        return code;
    });
}
