using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways that an escalation goes.</summary>
internal static class EscalationSteps
{
    /// <summary>The owner of the level takes the escalation up and publishes a plan.</summary>
    public static async Task TakeUpAsync(this FlowHost host, string person)
    {
        await host.AcknowledgeAsync(person);
        await host.PlanAsync(person);
    }

    /// <summary>The owner publishes a plan with one action.</summary>
    public static async Task PlanAsync(this FlowHost host, string person, string decisions = "") => await host.DoAsync(
        person, "esc-plan", "Published",
        ("actions", $$"""[{"text":"experts join","ownerId":"{{await host.PersonAsync("t3a")}}","due":"2026-12-20T18:00"}]"""),
        ("nextContactAt", "2026-12-20T12:00"), ("decisions", decisions));

    /// <summary>The customer agrees with the plan.</summary>
    public static Task AgreeAsync(this FlowHost host, string person) => host.DoAsync(
        person, "esc-customer", "Agreed", ("person", "陈志强"), ("expectation", "hourly news"), ("agreed", true));

    /// <summary>Id of a person.</summary>
    public static Task<Guid> PersonAsync(this FlowHost host, string userName) =>
        host.ReadAsync(db => db.Users.Where(x => x.UserName == userName).Select(x => x.Id).SingleAsync());

    /// <summary>The last escalation of the case, open or ended.</summary>
    public static async Task<Escalation> LastEscalationAsync(this FlowHost host) =>
        (await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordId == host.Case.Id).OrderBy(x => x.No).ToListAsync()))[^1];

    /// <summary>When a clock of the open escalation is due.</summary>
    public static async Task<DateTimeOffset> EscalationDueAsync(this FlowHost host, string clockId)
    {
        var clock = (await host.ClocksOfAsync((await host.EscalationAsync())!.Id))[clockId];
        Assert.True(clock.IsOpen, clock.State.ToString());
        return clock.DueAt;
    }

    /// <summary>When the vice president was told that nobody answers.</summary>
    public static async Task<List<DateTimeOffset>> RemindersAsync(this FlowHost host)
    {
        var escalation = await host.LastEscalationAsync();
        return await host.ReadAsync(db => db.Set<Notification>()
            .Where(x => (x.RecordId == host.Case.Id || x.RecordId == escalation.Id) && x.TemplateCode == "ESC_LEVEL_UP" && x.RecipientId == escalation.OwnerId && x.Channel == NotificationChannel.InApp)
            .OrderBy(x => x.SentAt).Select(x => x.SentAt).ToListAsync());
    }
}
