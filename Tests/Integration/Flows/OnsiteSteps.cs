using System.Globalization;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>The way of a visit.</summary>
internal static class OnsiteSteps
{
    public static async Task WorkingAsync(FlowHost host)
    {
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.StartFlowAsync(FlowIds.OnsiteService, "t1gz");
        await AssignAsync(host);
        await host.DoAsync("institute1", "onsite-permit", "Granted", ("permitNo", "P-2026-1"), ("escort", "罗工"));
        await DepartAsync(host);
        await host.DoAsync("t1gz", await ArriveAsync(host), "Arrived", ("escort", "罗工"));
        await host.DoAsync("t1gz", "onsite-brief", "Agreed", ("esd", true), ("virusScan", true), ("operationList", "replace SL64"));
        await host.DoAsync("custgz", "onsite-brief", "Agreed");
    }

    /// <summary>The visit that planned work is carried out in, from its assignment to the signed report.</summary>
    public static async Task CarryOutAsync(this FlowHost host)
    {
        var now = host.Time.GetUtcNow().ToLocal().ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        await host.DoAsync("duty1", "onsite-assign", "Assigned", ("visitorId", await host.PersonIdAsync("t1gz")), ("engineers", "李俊杰"), ("plannedArrivalAt", now));
        await host.DoAsync("institute1", "onsite-permit", "Granted", ("permitNo", "P-2026-2"), ("escort", "罗工"));
        await host.DoAsync("t1gz", "onsite-depart", "Departed", ("transport", "car"), ("parts", "SL16A"), ("eta", now));
        await host.DoAsync("t1gz", await ArriveAsync(host), "Arrived", ("escort", "罗工"));
        await host.DoAsync("t1gz", "onsite-brief", "Agreed", ("esd", true), ("virusScan", true), ("operationList", "as planned"));
        await host.DoAsync("custgz", "onsite-brief", "Agreed");
        await host.DoAsync("t1gz", "onsite-work", "Done", ("operations", $$"""[{"at":"{{now}}","operation":"as planned","changing":true,"consent":true,"result":"ok"}]"""));
        await CheckAsync(host, "t1gz");
        await CheckAsync(host, "custgz");
        await host.DoAsync("custgz", "onsite-arrive-confirm", "Confirmed");
        await host.DoAsync("t1gz", "doc-onsite-report", "Submit", ("work", "as planned"), ("result", "done"));
        await host.DoAsync("custgz", "onsite-sign", "Signed");
    }

    public static async Task AssignAsync(FlowHost host) => await host.DoAsync(
        "duty1", "onsite-assign", "Assigned", ("visitorId", await host.PersonIdAsync("t1gz")), ("engineers", "李俊杰"), ("plannedArrivalAt", "2026-11-28T09:00"));

    public static Task DepartAsync(FlowHost host) => host.DoAsync(
        "t1gz", "onsite-depart", "Departed", ("transport", "car"), ("parts", "SL64"), ("eta", "2026-11-28T09:00"));

    public static Task<Elsa.ITR.Domain.Inbox.WorkItem> ArriveAsync(FlowHost host) => host.TaskAsync("onsite-arrive");

    public static Task WorkAsync(FlowHost host, string log) => host.DoAsync("t1gz", "onsite-work", "Done", ("operations", log), ("serviceRestored", true));

    public static string Log(bool consent) => $$"""[{"at":"2026-11-24T09:00","operation":"replace SL64","changing":true,"consent":{{(consent ? "true" : "false")}},"result":"ok"}]""";

    public static Task CheckAsync(FlowHost host, string person) => host.DoAsync(person, "onsite-joint-check", "Normal", ("checks", "alarms,services,nms,room"));

    public static async Task FinishAsync(FlowHost host)
    {
        await WorkAsync(host, Log(consent: true));
        await CheckAsync(host, "t1gz");
        await CheckAsync(host, "custgz");
    }

    public static Task ReportAsync(FlowHost host) => host.DoAsync("t1gz", "doc-onsite-report", "Submit", ("work", "replaced SL64"), ("result", "service is back"));
}
