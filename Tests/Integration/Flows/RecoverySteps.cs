namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that an emergency recovery goes.</summary>
internal static class RecoverySteps
{
    /// <summary>A level 1 fault accepted at 02:10 whose recovery a tier 2 engineer leads from 02:12, evidence saved.</summary>
    public static async Task LeadRecoveryAsync(this FlowHost host)
    {
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:12");
        await host.DoAsync("t2a", "recovery-take-lead", "Taken");
        await host.DoAsync("t1gz", "recovery-evidence", "Saved", ("saved", "logs,alarms,config"));
    }

    /// <summary>The lead proposes an action.</summary>
    public static Task ProposeRecoveryAsync(this FlowHost host, string action = "SwitchProtection", params (string Key, object Value)[] more) => host.DoAsync(
        FlowHost.Holder, "recovery-plan", "Planned",
        [("action", action), ("steps", "switch to the standby XCS"), ("expectedMinutes", 10), ("risk", "none"), ("fallback", "switch back"), .. more]);

    /// <summary>The institute authorises it.</summary>
    public static Task AuthoriseRecoveryAsync(this FlowHost host) => host.DoAsync("institute1", "recovery-authorise", "Authorised");

    /// <summary>The engineer carries it out.</summary>
    public static async Task ExecuteRecoveryAsync(this FlowHost host, string outcome, params (string Key, object Value)[] fields)
    {
        if ((await host.OpenAsync()).Exists(x => x.TaskType == "remote-request"))
            await host.WorkInSessionAsync(outcome == "ServiceRestored");
        await host.DoAsync(
            "t1gz", "recovery-execute", outcome, [("stepResults", """[{"step":"switch","at":"2026-11-23T02:12","result":"done"}]"""), ("comment", "as planned"), .. fields]);
    }

    /// <summary>The session of the recovery, from its request to its end, now.</summary>
    public static async Task WorkInSessionAsync(this FlowHost host, bool restored)
    {
        await host.OpenAccessAsync();
        await host.DoAsync(
            "t1gz", "remote-work", "Done",
            ("operations", $$"""[{"at":"{{host.Time.GetUtcNow():O}}","operation":"switch to protection"}]"""), ("result", "as planned"), ("serviceRestored", restored));
        await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));
    }

    /// <summary>A plan is proposed, authorised and carried out.</summary>
    public static async Task TryRecoveryAsync(this FlowHost host, string outcome, params (string Key, object Value)[] fields)
    {
        await host.ProposeRecoveryAsync();
        await host.AuthoriseRecoveryAsync();
        await host.ExecuteRecoveryAsync(outcome, fields);
    }

    /// <summary>Lead and customer find the service as they should.</summary>
    public static async Task VerifyRecoveryAsync(this FlowHost host, string outcome)
    {
        await host.DoAsync("t2a", await VerifyOfAsync(host, "Tier2Engineer"), outcome, ("servicesChecked", "40 × 2M"), ("comment", "checked"));
        if (outcome == "Stable")
            await host.DoAsync("custgz", await VerifyOfAsync(host, "CustomerUser"), outcome, ("servicesChecked", "40 × 2M"));
    }

    private static async Task<Elsa.ITR.Domain.Inbox.WorkItem> VerifyOfAsync(FlowHost host, string role) =>
        (await host.OpenAsync()).Single(x => x.TaskType == "recovery-verify" && x.Role == role);
}
