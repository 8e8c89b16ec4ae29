using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways of spare parts that several scenarios go.</summary>
internal static class SpareSteps
{
    /// <summary>An engineer asks for a part of the case.</summary>
    public static async Task AskForPartAsync(this FlowHost host, string purpose, string type = "SL64", string ownership = "Loan", params (string Key, object Value)[] more)
    {
        await host.StartFlowAsync(FlowIds.SparePartRequest, "t1sz", ("purpose", purpose));
        await host.SubmitPartAsync("t1sz", type, ownership, more);
    }

    /// <summary>The form of a request is handed in.</summary>
    public static async Task SubmitPartAsync(this FlowHost host, string person, string type, string ownership, params (string Key, object Value)[] more) =>
        await host.DoAsync(person, "spare-submit", "Submit", [("boardTypeId", await host.BoardTypeAsync(type)), ("ownership", ownership), ("faultDescription", "no light on the line side"), .. more]);

    /// <summary>Id of somebody of the demonstration.</summary>
    public static async Task<string> PersonIdAsync(this FlowHost host, string userName) =>
        (await host.ReadAsync(db => db.Set<ItrUser>().Where(x => x.UserName == userName).Select(x => x.Id).SingleAsync())).ToString();

    /// <summary>Id of a board type.</summary>
    public static Task<Guid> BoardTypeAsync(this FlowHost host, string code) => host.ReadAsync(db => db.Set<BoardType>().Where(x => x.Code == code).Select(x => x.Id).SingleAsync());

    /// <summary>Approved now by whom it is offered to, sent by the warehouse.</summary>
    public static async Task SendPartAsync(this FlowHost host, string approver = "spare1")
    {
        await host.DoAsync(approver, "spare-approve", "Approve");
        await host.ShipPartAsync();
    }

    /// <summary>The warehouse sends it now.</summary>
    public static Task ShipPartAsync(this FlowHost host) =>
        host.DoAsync("wh1", "spare-ship", "Shipped", ("testOk", true), ("carrier", "courier"), ("eta", host.Time.GetUtcNow().AddHours(2).ToString("O")));

    /// <summary>The engineer receives it now.</summary>
    public static Task ReceivePartAsync(this FlowHost host) => host.DoAsync("t1sz", "spare-receive", "Received", ("condition", "sealed"));

    /// <summary>The part is in use, and the original is back now.</summary>
    public static async Task UseAndReturnAsync(this FlowHost host)
    {
        await host.DoAsync("t1sz", "spare-use", "Used", ("result", "service is back"));
        await host.DoAsync("t1sz", "spare-return", "Returned", ("serial", "02SL64999999"));
    }

    /// <summary>The part that the request reserved.</summary>
    public static async Task<SpareItem> ReservedAsync(this FlowHost host)
    {
        var serial = (await host.ServiceAsync<SparePartRequest>()).Serial;
        return await host.ReadAsync(db => db.Set<SpareItem>().SingleAsync(x => x.SerialNo == serial));
    }
}
