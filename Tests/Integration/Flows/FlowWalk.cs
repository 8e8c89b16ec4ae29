using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Takes a flow through its tasks, one outcome after the other, preferring those that were never taken.</summary>
internal sealed class FlowWalk(FlowHost host, string flow, Random random, HashSet<(string Step, string Outcome)> taken)
{
    private const int Most = 400; // steps of one walk; a loop that the chance never leaves is a mistake
    private const int Pause = 12; // one step in so many is a pause
    private static readonly FormContent Forms = new();

    // What goes on around the flow; it has scenarios of its own.
    private static readonly string[] Around =
    [
        FlowIds.ManageServiceRequest, FlowIds.FaultLevel1, FlowIds.FaultLevel2, FlowIds.FaultLevel3, FlowIds.FaultLevel4, FlowIds.EmergencyRecovery,
        FlowIds.MajorIncidentNotification, FlowIds.ManagementEscalation, FlowIds.PenaltyReview,
    ];

    private Dictionary<string, string> _references = [];

    /// <summary>From the start to an end.</summary>
    /// <returns>The outcome it ended with.</returns>
    public async Task<string> GoAsync(params (string Key, object Value)[] input)
    {
        _references = await ReferencesAsync();
        var instance = await host.StartFlowAsync(flow, "t1gz", input);
        for (var step = 0; step < Most; step++)
        {
            if (await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == instance)) is { Status: WorkflowStatus.Finished } ended)
                return await EndedAsync(ended);

            var open = (await OpenAsync()).Where(item => item.FlowId == flow).ToList();
            if (open.Count == 0)
                open = await OpenAsync(); // what it waits for
            if (random.Next(Pause) == 0)
                await LaterAsync(TimeSpan.FromHours(9)); // longer than any wait of a day's work
            else if (open.Count > 0)
                await AnswerAsync(open[random.Next(open.Count)]);
            else
                await LaterAsync(TimeSpan.FromDays(1));
        }

        throw new InvalidOperationException($"Expected {flow} to end within {Most} steps. Open: {string.Join(", ", (await OpenAsync()).Select(x => $"{x.FlowId}/{x.Step}"))}");
    }

    /// <summary>Every outcome of every human task of a flow, as its content names them.</summary>
    public static HashSet<(string Step, string Outcome)> OutcomesOf(string flow)
    {
        using var content = JsonDocument.Parse(FlowContent.Newest(flow)!.Json);
        var found = new HashSet<(string, string)>();
        foreach (var step in content.RootElement.GetProperty("root").GetProperty("activities").EnumerateArray())
        {
            var type = step.GetProperty("type").GetString();
            if (type is "Elsa.ITR.HumanTask" or "Elsa.ITR.ParallelApproval")
            {
                var form = Forms.Latest(step.GetProperty("taskType").GetProperty("expression").GetProperty("value").GetString()!)!;
                var name = type == "Elsa.ITR.HumanTask" ? "outcomes" : "choices";
                var list = step.GetProperty(name).GetProperty("expression").GetProperty("value");
                var offered = list.ValueKind == JsonValueKind.String ? JsonSerializer.Deserialize<string[]>(list.GetString()!)! : [.. list.EnumerateArray().Select(x => x.GetString()!)];
                foreach (var outcome in offered.Length > 0 ? offered : [.. form.Outcomes.Select(x => x.Name)])
                    found.Add((step.GetProperty("id").GetString()!, outcome));
            }
        }

        return found;
    }

    // Management settles what it was called to; left alone it would be reminded every hour of the walk.
    private async Task LaterAsync(TimeSpan wait)
    {
        foreach (var escalation in await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.OpenKey != null).ToListAsync()))
        {
            await host.RunAsync(null, async services =>
            {
                await services.GetRequiredService<EscalationDesk>().SettleAsync(escalation.Record, "settled");
                return true;
            });
        }

        await host.AtAsync((host.Time.GetUtcNow() + wait).ToLocal().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private async Task<string> EndedAsync(WorkflowInstance ended)
    {
        await host.DrainAsync();
        var outcome = await host.EndOfAsync(ended.Id, flow);
        Assert.NotNull(outcome);
        while ((await OpenAsync()).FirstOrDefault(item => item.FlowId != flow) is { } left)
            await AnswerAsync(left); // what it started and did not wait for
        var type = FlowCatalog.Find(flow)!.RecordType;
        var running = await host.ReadAsync(db => db.Set<SlaClock>()
            .Where(x => x.RecordType == type && (x.State == ClockState.Running || x.State == ClockState.Paused)).Select(x => x.RecordNo + " " + x.ClockId).ToListAsync());
        Assert.True(type == RecordTypes.Case || running.Count == 0, string.Join(", ", running));
        Assert.DoesNotContain(await OpenAsync(), item => item.InstanceId == ended.Id);
        return outcome;
    }

    private Task<List<WorkItem>> OpenAsync() => host.ReadAsync(db => db.Set<WorkItem>()
        .Where(x => x.InstanceId != null && x.FlowId != null && !Around.Contains(x.FlowId)
            && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed))
        .OrderBy(x => x.No).ToListAsync());

    private async Task AnswerAsync(WorkItem item)
    {
        var fresh = item.Outcomes.Where(outcome => !taken.Contains((item.Step!, outcome))).ToList();
        var onwards = item.Outcomes.Where(outcome => Forms.Find(item.FormKey, item.FormVersion)!.OutcomeOf(outcome)!.Negative == false).ToList();
        List<string> choice = fresh.Count > 0 ? fresh : onwards.Count > 0 ? onwards : item.Outcomes; // what ends a walk early is taken once
        var outcome = choice[random.Next(choice.Count)];
        var fields = Fill(item, outcome);
        try
        {
            await host.RunAsync(null, services => services.GetRequiredService<ICommandHandler<CompleteWorkItem.Command, CompleteWorkItem.Result?>>()
                .HandleAsync(new CompleteWorkItem.Command(item.No, outcome, fields, item.RowVersion), default));
            taken.Add((item.Step!, outcome));
        }
        catch (RuleViolationException refused) when (refused.Code is "spare.no-more-extensions")
        {
            return; // the next try takes another outcome
        }

        await host.RequireNoIncidentAsync($"{item.FlowId}/{item.Step} {outcome}");
    }

    private Dictionary<string, string?> Fill(WorkItem item, string outcome)
    {
        var form = Forms.Find(item.FormKey, item.FormVersion)!.For(FormJson.Read(item.InputData));
        var known = FormJson.Read(item.InputData);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => !field.ReadOnly && known.GetValueOrDefault(field.Key) is string { Length: > 0 } or decimal or true))
            values[field.Key] = Convert.ToString(known[field.Key], CultureInfo.InvariantCulture);
        foreach (var field in form.Fields.Where(field => field is { Type: FormFieldType.Bool, ReadOnly: false } && form.IsShown(field, outcome) && random.Next(2) == 0))
            values.TryAdd(field.Key, "true");
        for (var round = 0; round < 2; round++)
        {
            foreach (var field in form.Fields.Where(field => !values.ContainsKey(field.Key) && form.IsRequired(field, outcome, values)))
                values[field.Key] = Value(field);
        }

        return values;
    }

    private string? Value(FormField field) => field.Type switch
    {
        FormFieldType.Instant => FormJson.Text(field.MayBeFuture ? host.Time.GetUtcNow().AddHours(2) : host.Time.GetUtcNow()),
        FormFieldType.Number => "1",
        FormFieldType.Bool => "true",
        FormFieldType.Enum => field.Items[random.Next(field.Items.Count)].Key,
        FormFieldType.Reference => _references.GetValueOrDefault(field.Source!, Guid.NewGuid().ToString()),
        FormFieldType.Checklist => string.Join(',', field.Items.Select(x => x.Key)),
        FormFieldType.Table => JsonSerializer.Serialize(new[] { field.Columns.ToDictionary(column => column.Key, Value) }),
        _ => "text",
    };

    private Task<Dictionary<string, string>> ReferencesAsync() => host.ReadAsync(async db => new Dictionary<string, string>
    {
        ["boardType"] = (await db.Set<BoardType>().OrderBy(x => x.Code).FirstAsync()).Id.ToString(),
        ["warehouse"] = (await db.Set<Warehouse>().OrderBy(x => x.Code).FirstAsync()).Id.ToString(),
        ["person"] = (await db.Set<ItrUser>().SingleAsync(x => x.UserName == "t1gz")).Id.ToString(),
        ["thirdParty"] = (await db.Set<Organization>().FirstAsync(x => x.Code == "SUP1")).Id.ToString(),
        ["site"] = host.Case.SiteId?.ToString() ?? "",
    });
}

/// <summary>Random walks through the supporting flows: every outcome of every task is taken, every walk ends where it may.</summary>
public sealed class SupportFlowWalks(FlowTemplate template) : IClassFixture<FlowTemplate>
{
    private const int Walks = 40;

    public static TheoryData<string> Flows => [FlowIds.ThirdPartyHandling, FlowIds.RemoteService, FlowIds.OnsiteService, FlowIds.SparePartRequest];

    [Theory, MemberData(nameof(Flows))]
    public async Task Every_outcome_of_every_task_is_taken_and_every_walk_ends(string flow)
    {
        var all = FlowWalk.OutcomesOf(flow);
        var taken = new HashSet<(string, string)>();
        var ends = new HashSet<string>();
        var random = new Random(17);
        await using var host = template.Start("2026-11-23 02:05");
        await host.DispatchedAsync("NE-GZ-0001");
        var level1 = host.Case.Id;
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        var level3 = host.Case.Id;
        for (var walk = 0; walk < Walks && !(taken.IsSupersetOf(all) && ends.Count == FlowCatalog.Find(flow)!.Outcomes.Count); walk++)
        {
            await host.UseAsync(walk % 2 == 0 ? level1 : level3);
            ends.Add(await new FlowWalk(host, flow, random, taken).GoAsync(Inputs(flow, walk)));
        }

        Assert.Empty(all.Except(taken));
        Assert.Equal(FlowCatalog.Find(flow)!.Outcomes.Order(StringComparer.Ordinal), ends.Order(StringComparer.Ordinal));
    }

    private static (string, object)[] Inputs(string flow, int walk) => flow == FlowIds.SparePartRequest
        ?
        [
            ("requesterRole", walk % 3 == 0 ? "CustomerUser" : "Tier1Engineer"),
            ("purpose", walk % 4 == 1 ? "OutOfWarranty" : walk % 2 == 0 ? "L1Fault" : "FaultRepair"),
            ("ownership", walk % 2 == 0 ? "Loan" : "Exchange"),
        ]
        : flow == FlowIds.ThirdPartyHandling ? [("relation", walk % 3 == 0 ? "BoughtIn" : "OtherVendor")]
        : flow == FlowIds.OnsiteService ? [("purpose", walk % 3 == 0 ? "Fault" : "Change")]
        : flow == FlowIds.RemoteService && walk % 7 == 6 ? [("mode", "PhoneGuidance")]
        : [];
}
