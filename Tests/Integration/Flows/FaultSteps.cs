using Elsa.ITR.Domain.Inbox;

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
    public static async Task AcceptedAsync(this FlowHost host, string equipment, string local)
    {
        await host.DispatchedAsync(equipment);
        await host.AtAsync(local);
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS on the line side"));
        await host.DoAsync("institute1", "fault-confirm-accept", "Confirmed");
    }

    /// <summary>The remote engineer reports restoration now; proposal and confirmation follow at the same minute.</summary>
    public static async Task RestoreAsync(this FlowHost host, string local)
    {
        await host.DoAsync("t1gz", await host.TaskAsync("subflow-manual", "remote"), "Restored", ("restoredAt", local.Replace(' ', 'T')), ("notes", "switched"));
        await host.ConfirmAsync();
    }

    /// <summary>Completion is proposed and confirmed as it was entered.</summary>
    public static async Task ConfirmAsync(this FlowHost host)
    {
        await host.DoAsync("t1gz", "fault-propose-complete", "Proposed", ("completedAtProposed", FormJson.Text(host.Time.GetUtcNow())), ("actions", "board switched"));
        await host.DoAsync("institute1", "fault-check-complete", "Confirmed", ("serviceChecked", "traffic,alarms"));
    }
}
