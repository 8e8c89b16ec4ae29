using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that several scenarios go.</summary>
internal static class FaultSteps
{
    /// <summary>Registers and classifies a fault; leaves it where the duty engineer is asked to accept it.</summary>
    public static async Task DispatchedAsync(this FlowHost host, string equipment, string faultCode = "BIZ_INTERRUPTED", bool interrupted = true)
    {
        await host.RegisterFaultAsync(equipment, faultCode, interrupted);
        await host.DoAsync("intake1", "case-classify", "Classified");
    }

    /// <summary>A level 1 fault whose acceptance at an instant is confirmed by the institute at the same instant.</summary>
    public static async Task AcceptedAsync(this FlowHost host, string equipment, string local, bool analysisRequested = false)
    {
        await host.DispatchedAsync(equipment);
        await host.AtAsync(local);
        await host.AcceptAsync(analysisRequested);
    }

    /// <summary>An engineer accepts, the institute confirms.</summary>
    public static async Task AcceptAsync(this FlowHost host, bool analysisRequested = false)
    {
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS on the line side"), ("analysisRequested", analysisRequested));
        await host.DoAsync("institute1", "fault-confirm-accept", "Confirmed");
    }

    /// <summary>The engineer decides to go on remotely.</summary>
    public static async Task RemoteAsync(this FlowHost host, string local)
    {
        await host.AtAsync(local);
        await host.DoAsync("t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "cross-connect board"));
    }

    /// <summary>Remote access is asked for, authorised and opened now (flow 15 at level 1).</summary>
    public static async Task OpenAccessAsync(this FlowHost host)
    {
        await host.DoAsync(
            "t1gz", "remote-request", "Requested",
            ("purpose", "find the cause"), ("operations", """[{"operation":"switch to protection"}]"""), ("slotStart", host.Time.GetUtcNow().ToString("O")),
            ("slotEnd", host.Time.GetUtcNow().AddHours(8).ToString("O")), ("account", "vendor1"));
        await host.DoAsync("custgz", await host.TaskAsync("remote-authorise", "authorise-customer"), "Authorise", ("supervisor", "朱敏"));
        await host.DoAsync("custgz", "remote-open", "Opened");
    }

    /// <summary>The remote engineer reports restoration now and the customer closes the access; proposal and confirmation follow in the same minute.</summary>
    public static async Task RestoreRemotelyAsync(this FlowHost host)
    {
        await host.OpenAccessAsync();
        await host.DoAsync(
            "t1gz", "remote-work", "Done",
            ("operations", $$"""[{"at":"{{host.Time.GetUtcNow():O}}","operation":"switch to protection"}]"""), ("result", "switched to protection"), ("serviceRestored", true));
        await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));
        await host.DoAsync("t1gz", "fault-propose-complete", "Proposed", ("actions", "switched, board replaced"));
        await host.DoAsync("institute1", "fault-check-complete", "Confirmed", ("serviceChecked", "traffic,alarms"));
    }

    /// <summary>The duty manager assigns the visit and has the permit by phone, now (flow 16 at level 1).</summary>
    public static async Task PermitVisitAsync(this FlowHost host, string visitor, string escort)
    {
        var now = host.Time.GetUtcNow();
        await host.DoAsync(
            "duty1", "onsite-assign", "Assigned", ("visitorId", await host.PersonIdAsync(visitor)), ("engineers", visitor), ("plannedArrivalAt", now.AddHours(6).ToString("O")));
        await host.DoAsync("duty1", "onsite-permit", "Granted", ("person", escort), ("number", "0759-3380011"), ("consentAt", now.ToString("O")), ("escort", escort));
    }

    /// <summary>A level 1 fault from report to the end of its flow, remotely, with a permanent solution.</summary>
    public static async Task ResolvedAsync(this FlowHost host, string equipment, string accepted, string restored, bool analysisRequested = false)
    {
        await host.AcceptedAsync(equipment, accepted, analysisRequested);
        await host.RemoteAsync(accepted);
        await host.AtAsync(restored);
        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"), ("rootCauseText", "XCS board"));
    }

    /// <summary>Writes the handling form as far as the case does not fill it.</summary>
    public static Task WriteHandlingFormAsync(this FlowHost host, string person) => host.DoAsync(
        person, "doc-fault-handling-form", "Submit",
        ("site", "广州东风机房"), ("device", "TR-10G"), ("process", "switched to protection, replaced XCS"), ("cause", "XCS board"), ("measures", "replaced"), ("engineers", "李俊杰"));

    /// <summary>Moves to a time and looks which level is called.</summary>
    public static async Task ExpectLevelAsync(this FlowHost host, string local, ManagementLevel? level)
    {
        await host.AtAsync(local);
        Assert.Equal(level, (await host.EscalationAsync())?.Level);
    }

    /// <summary>The owner of the level takes the escalation up.</summary>
    public static Task AcknowledgeAsync(this FlowHost host, string person) => host.DoAsync(person, "esc-ack", "Acknowledge");

    /// <summary>The lead asks for a pause because the machine room is closed.</summary>
    public static async Task RequestPauseAsync(this FlowHost host, string local)
    {
        await host.AtAsync(local);
        await host.RunAsync("t1gz", async services =>
        {
            var pause = await services.GetRequiredService<PauseDesk>().RequestAsync(host.Case.Ref, "CUSTOMER_ACCESS", "machine room closed");
            return await services.GetRequiredService<IFlows>().StartAsync(FlowIds.ClockPause, host.Case.Ref, new Dictionary<string, object?>
            {
                ["pauseId"] = pause.Id.ToString(),
                ["approverRole"] = pause.ApproverRole,
                ["reason"] = pause.Reason,
                ["from"] = FormJson.Text(pause.RequestedAt),
            });
        });
    }

    /// <summary>The lead says that work goes on.</summary>
    public static Task ResumePauseAsync(this FlowHost host) => host.RunAsync("t1gz", async services =>
    {
        var desk = services.GetRequiredService<PauseDesk>();
        return await desk.ResumeAsync((await desk.OpenAsync(host.Case.Ref))!.Id);
    });

    /// <summary>A network element at a site that a contract in force covers.</summary>
    public static Task<string> EquipmentAtAsync(this FlowHost host, string siteCode) => host.ReadAsync(async db =>
    {
        var site = await db.Set<CustomerSite>().SingleAsync(x => x.Code == siteCode);
        return await db.Set<InstalledEquipment>().Where(x => x.SiteId == site.Id).OrderBy(x => x.Code).Select(x => x.Code).FirstAsync();
    });
}
