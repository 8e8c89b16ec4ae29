using System.Net;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>A step fails while a person completes his work; an administrator repairs the instance from its page, or time does (D2, D3).</summary>
public sealed partial class RetryTests
{
    private readonly Gateway _gateway = new();

    [Fact]
    public async Task A_failed_step_is_retried_from_the_page_of_its_instance_and_the_flow_goes_on()
    {
        await using var host = await StartAsync();
        var crew = ApiCrew.Of(host);
        var no = await FailAsync(crew);
        var instance = await FaultedAsync(host, no);
        var admin = (await crew.AsAsync("admin1")).Http;

        Assert.Contains(no, await admin.GetStringAsync("/operations/instances?view=stuck", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var page = await admin.GetStringAsync($"/operations/instances/{instance}", TestContext.Current.CancellationToken);
        Assert.Contains("451", page, StringComparison.Ordinal); // what failed is said

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await RetryAsync(admin, page, reason: ""));
        await RetryAsync(admin, page, "too early"); // still down: nothing is lost, it fails again
        Assert.Equal(instance, await FaultedAsync(host, no));
        _gateway.IsDown = false;
        await RetryAsync(admin, page, "the gateway is up again");

        await WentOnAsync(host, no);
        Assert.Equal(
            ["too early", "the gateway is up again"],
            await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == no && x.Action == "instance.retry").OrderBy(x => x.At).Select(x => x.Reason!).ToListAsync()));
    }

    [Fact]
    public async Task A_failed_step_is_retried_by_itself_after_a_minute()
    {
        await using var host = await StartAsync();
        var crew = ApiCrew.Of(host);
        var no = await FailAsync(crew);
        _gateway.IsDown = false;

        await host.AdvanceAsync("2026-11-23 02:06");

        await WentOnAsync(host, no);
    }

    [Fact]
    public async Task Only_who_may_repair_retries()
    {
        await using var host = await StartAsync();
        var crew = ApiCrew.Of(host);
        var instance = await FaultedAsync(host, await FailAsync(crew));

        foreach (var name in (string[])["t1gz", "custgz"])
        {
            using var refused = await (await crew.AsAsync(name)).Http.GetAsync($"/operations/instances/{instance}", TestContext.Current.CancellationToken);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }
    }

    private Task<ItrHost> StartAsync() => ItrHost.StartAsync("2026-11-23 02:05", services =>
    {
        var real = services.Last(service => service.ServiceType == typeof(INotifier)).ImplementationType!;
        services.AddScoped<INotifier>(scope => new GatewayNotifier(_gateway, (INotifier)ActivatorUtilities.CreateInstance(scope, real)));
    });

    // The engineer's work is done and stored, only what follows it failed.
    private static async Task<string> FailAsync(ApiCrew crew)
    {
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted");
        return no;
    }

    private static async Task<string> FaultedAsync(ItrHost host, string no)
    {
        var instance = Assert.Single(await host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.CorrelationId == no && x.FaultedActivityCount > 0).ToListAsync()));
        Assert.Equal(WorkflowStatus.Running, instance.Status);
        Assert.Equal(WorkItemState.Completed, await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordNo == no && x.TaskType == "fault-accept").Select(x => x.State).SingleAsync()));
        return instance.Id;
    }

    private static async Task WentOnAsync(ItrHost host, string no)
    {
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.CorrelationId == no && x.FaultedActivityCount > 0)));
        foreach (var type in (string[])["fault-confirm-accept", "fault-l1-mode"])
            Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => x.RecordNo == no && x.TaskType == type)));
    }

    // As a browser without scripts: follows the link of the page, sends the form it finds there.
    private static async Task<HttpStatusCode> RetryAsync(HttpClient admin, string page, string reason)
    {
        var link = RetryLink().Match(page).Value;
        var form = await PageForm.ReadAsync(admin, link, "dlg form");
        using var answer = await form.PostAsync(link, ("reason", reason));
        return answer.StatusCode;
    }

    [GeneratedRegex(@"/operations/instances/[^""/]+/retry/[^""]+")]
    private static partial Regex RetryLink();

    private sealed class Gateway
    {
        public bool IsDown { get; set; } = true;
    }

    private sealed class GatewayNotifier(Gateway gateway, INotifier real) : INotifier
    {
        public Task StageAsync(Notification notification, CancellationToken cancellationToken)
        {
            if (gateway.IsDown && notification.TemplateCode == "CASE_ACCEPTED")
                throw new InvalidOperationException("Expected the mail gateway to take the message, but it answered 451.");
            return real.StageAsync(notification, cancellationToken);
        }
    }
}
