using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>Who can repair an instance is told of it, once per cause.</summary>
public sealed class StallNewsTests
{
    private const string Stuck = "FLOW_STUCK";
    private const string Faulted = "FLOW_FAULTED";

    [Fact]
    public async Task A_step_that_failed_for_good_is_told_once_with_a_link_to_its_instance()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        var id = await StartAsync(seeds, "broken", new Break { Id = "import", With = new("bug") });

        await ScanAsync(seeds);
        Assert.Empty(await ToldAsync(seeds, id)); // it is tried again by itself

        await seeds.Host.AdvanceAsync("2026-11-23 09:25");
        await ScanAsync(seeds);
        var told = await ToldAsync(seeds, id);
        await seeds.Host.AdvanceAsync("2026-11-23 11:00"); // long after the ten minutes of every message
        await ScanAsync(seeds);

        Assert.Equal(["admin1", "owner1"], told.Select(x => x.UserName).Order(StringComparer.Ordinal));
        Assert.All(told, x => Assert.Equal((Faulted, "StepFailed: import"), (x.Message.TemplateCode, x.Message.Thing)));
        Assert.Equal($"Instance {id} (broken) faulted: Step “import” failed: Expected a value, found bug.", told[0].Message.TextEn);
        Assert.StartsWith($"流程实例 {id}(broken)故障:步骤“import”", told[0].Message.TextZh, StringComparison.Ordinal);
        Assert.Equal(told.Select(x => x.Message.Id).Order(), (await ToldAsync(seeds, id)).Select(x => x.Message.Id).Order());

        using var owner = await seeds.Host.SignInAsync("owner1");
        Assert.Contains($"href=\"/operations/instances/{id}\"", await owner.GetStringAsync("/notifications", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_still_is_told_per_cause_and_not_again_when_it_stands_still_once_more()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        var id = await StartAsync(seeds, "asks", StallSeeds.Asks(RoleCodes.PartnerEngineer)); // the case has no partner

        await ScanAsync(seeds);
        await ChangeAsync(seeds, id, noCandidate: false);
        await ScanAsync(seeds);
        Assert.Null((await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == id))).StallReason);
        await ChangeAsync(seeds, id, noCandidate: true);
        await seeds.Host.AdvanceAsync("2026-11-23 11:00");
        await ScanAsync(seeds);

        var told = await ToldAsync(seeds, id);
        Assert.Equal(["admin1", "owner1"], told.Select(x => x.UserName).Order(StringComparer.Ordinal));
        Assert.All(told, x => Assert.Equal((Stuck, "NoCandidate: ask"), (x.Message.TemplateCode, x.Message.Thing)));

        await seeds.Host.ReadAsync(db => db.Set<Domain.Inbox.WorkItem>().Where(x => x.InstanceId == id).ExecuteDeleteAsync());
        await ScanAsync(seeds);
        Assert.Equal(["NoCandidate: ask", "TaskMissing: ask"], (await ToldAsync(seeds, id)).Select(x => x.Message.Thing).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_that_ended_with_its_failure_is_told_too()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        var id = await StartAsync(seeds, "ends", new Break { Id = "import", With = new("bug") }, ends: true);
        Assert.Equal(WorkflowSubStatus.Faulted, (await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == id))).SubStatus);

        await seeds.Host.AdvanceAsync("2026-11-23 09:25");
        await ScanAsync(seeds);

        Assert.Equal(["admin1", "owner1"], (await ToldAsync(seeds, id)).Select(x => x.UserName).Order(StringComparer.Ordinal));
    }

    private static async Task<string> StartAsync(StallSeeds seeds, string flow, IActivity activity, bool ends = false)
    {
        await seeds.PublishAsync(flow, activity, ends);
        var crew = Elsa.ITR.Tests.Shared.Api.ApiCrew.Of(seeds.Host);
        return await seeds.StartAsync(flow, await seeds.RefAsync(await crew.ReportAsync("intake1")));
    }

    private static Task ScanAsync(StallSeeds seeds) => seeds.Host.Services.GetRequiredService<StallScan>().RunOnceAsync(TestContext.Current.CancellationToken);

    private static Task ChangeAsync(StallSeeds seeds, string id, bool noCandidate) => seeds.Host.ReadAsync(async db =>
    {
        var holder = noCandidate ? (Guid?)null : await db.Users.Where(x => x.UserName == "duty1").Select(x => (Guid?)x.Id).SingleAsync();
        return await db.Set<Domain.Inbox.WorkItem>().Where(x => x.InstanceId == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.AssigneeId, holder));
    });

    private static async Task<List<(string UserName, Notification Message)>> ToldAsync(StallSeeds seeds, string id) => await seeds.Host.ReadAsync(async db =>
    {
        var rows = await db.Set<Notification>().Where(x => x.RecordType == RecordTypes.FlowInstance && x.RecordNo == id && x.Channel == NotificationChannel.InApp)
            .Join(db.Users, x => x.RecipientId, x => x.Id, (message, user) => new { user.UserName, message }).ToListAsync();
        return rows.ConvertAll(x => (x.UserName!, x.message));
    });
}
