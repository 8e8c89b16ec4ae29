using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Does what a threshold says: messages, escalation, breach mark, penalty, next tier, other hands.</summary>
public sealed class ClockAlarm(
    ClockBook book, EventDesk events, EscalationDesk escalations, PenaltyDesk penalties, NotificationDesk notifications, InboxDesk inbox, TimeProvider time)
{
    /// <summary>Reason of a threshold that was past when its clock started.</summary>
    public const string PastAtStart = nameof(PastAtStart);

    /// <summary>Acts on a threshold and writes that it did.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="set">Its policy version.</param>
    /// <param name="step">The threshold.</param>
    /// <param name="at">When it was reached; may lie before now.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task FireAsync(
        SlaClock clock, SlaPolicySet set, ClockThreshold step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var definition = set.Clock(clock.ClockId);
        var line = book.Append(clock, ClockEntryKind.ThresholdFired, at, step.Action.ToString(), percent: step.Percent);
        if (step.Percent == ClockThreshold.Due)
            await BreachAsync(clock, set, at, step.Action == ThresholdAction.Breach, cancellationToken);

        if (step.Action is not (ThresholdAction.Mark or ThresholdAction.Breach))
            await PublishAsync(EventNames.ThresholdReached, clock, definition, step, at, cancellationToken);

        line.Note = Names(await notifications.OneFiringAsync(() => CallAsync(clock, definition, step, at, cancellationToken)));
    }

    /// <summary>Writes a threshold that was past when the clock started, without acting; the due time still sets mark and penalty (R1).</summary>
    public async Task RecordPastAsync(
        SlaClock clock, SlaPolicySet set, ClockThreshold step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        book.Append(clock, ClockEntryKind.ThresholdFired, at, PastAtStart, percent: step.Percent);
        if (step.Percent == ClockThreshold.Due)
            await BreachAsync(clock, set, at, step.Action == ThresholdAction.Breach, cancellationToken);
    }

    /// <summary>The clock was stopped after its due time and had not been marked: mark, penalty, message; nobody is called any more.</summary>
    public async Task MissAsync(SlaClock clock, SlaPolicySet set, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var definition = set.Clock(clock.ClockId);
        var breach = ClockBook.Steps(set, definition).FirstOrDefault(step => step.Percent == ClockThreshold.Due);
        var line = book.Append(clock, ClockEntryKind.ThresholdFired, due, nameof(ClockState.Missed), percent: ClockThreshold.Due);
        await BreachAsync(clock, set, due, breach?.Action == ThresholdAction.Breach, cancellationToken);
        if (breach is { Action: ThresholdAction.Breach })
            line.Note = Names(await NotifyAsync(clock, definition, breach, due, cancellationToken));
    }

    /// <summary>It turned out that the due time was kept: the mark goes, and the system's own proposed penalty with it (R2).</summary>
    public async Task ClearBreachAsync(SlaClock clock, CancellationToken cancellationToken)
    {
        book.Append(clock, ClockEntryKind.BreachCleared, time.GetUtcNow(), "InTime");
        await penalties.WaiveOfClockAsync(clock, "InTime", cancellationToken);
    }

    /// <summary>Another clock decides in its place: the system's own proposed penalty goes (§8.9).</summary>
    public Task WaiveAsync(SlaClock clock, string reason, CancellationToken cancellationToken) =>
        penalties.WaiveOfClockAsync(clock, reason, cancellationToken);

    private async Task BreachAsync(SlaClock clock, SlaPolicySet set, DateTimeOffset due, bool isBreach, CancellationToken cancellationToken)
    {
        var definition = set.Clock(clock.ClockId);
        book.Append(clock, ClockEntryKind.Breached, due, isBreach ? nameof(ThresholdAction.Breach) : nameof(ThresholdAction.Mark));
        await book.RefreshAsync(clock, cancellationToken);
        if (!isBreach)
            return;

        if (definition.PenaltyRule is { } ruleId && set.PenaltyRules[ruleId].IsAutomatic)
            await penalties.ProposeAsync(ruleId, clock.Record, clock, $"{clock.ClockId} {LocalTime.Format(due)}", cancellationToken: cancellationToken);

        await PublishAsync(EventNames.ClockBreached, clock, definition, null, due, cancellationToken);
    }

    // Those who must act first, so that theirs is the message of the call; the others are told of the clock.
    private async Task CallAsync(
        SlaClock clock, ClockDefinition definition, ClockThreshold step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (step.Action == ThresholdAction.RaiseTier)
            await events.PublishAsync(EventNames.TierDue, clock.Record, at, definition.StopEvent?.Filter, Tier(clock, definition), EventSource.Timer, cancellationToken);
        else if (step.Action == ThresholdAction.RaiseManagementLevel)
            await escalations.RaiseNextAsync(clock.Record, $"{clock.ClockId} {step.Percent}%", cancellationToken);
        else if (step.Level is { } level)
            await EscalateAsync(clock, definition, step, level, cancellationToken);

        await NotifyAsync(clock, definition, step, at, cancellationToken);
        if (step.ReassignTo is { } role)
            await inbox.HandOverAsync(clock.Record, clock.ClockId, role, cancellationToken); // the late holder has been told before
    }

    private async Task EscalateAsync(
        SlaClock clock, ClockDefinition definition, ClockThreshold step, ManagementLevel level, CancellationToken cancellationToken)
    {
        var reason = new Bilingual(
            $"{definition.Name.Zh} 已用 {step.Percent}%,截止 {LocalTime.Format(clock.DueAt)}",
            $"{definition.Name.En}: {step.Percent}% used, due {LocalTime.Format(clock.DueAt)}");
        await escalations.RaiseAsync(
            clock.Record, level, step.Urgency ?? EscalationUrgency.Normal, reason, $"{clock.ClockId} {step.Percent}%", cancellationToken);
    }

    private Task PublishAsync(
        string name, SlaClock clock, ClockDefinition definition, ClockThreshold? step, DateTimeOffset at, CancellationToken cancellationToken) =>
        events.PublishAsync(
            name,
            clock.Record,
            at,
            clock.ClockId,
            new Dictionary<string, object?>
            {
                ["clockId"] = clock.ClockId,
                ["clock"] = definition.Name,
                ["clockInstanceId"] = clock.Id,
                ["percent"] = step?.Percent ?? ClockThreshold.Due,
                ["action"] = (step?.Action ?? ThresholdAction.Breach).ToString(),
                ["level"] = step?.Level?.ToString(),
                ["dueAt"] = clock.DueAt,
            },
            EventSource.Timer,
            cancellationToken);

    private static Dictionary<string, object?> Tier(SlaClock clock, ClockDefinition definition) => new()
    {
        ["tier"] = definition.StopEvent?.Filter,
        ["clockId"] = clock.ClockId,
        ["dueAt"] = clock.DueAt,
    };

    private static string? Names(IReadOnlyList<Recipient> told) => told.Count == 0 ? null : string.Join(", ", told.Select(person => person.Name));

    private async Task<IReadOnlyList<Recipient>> NotifyAsync(
        SlaClock clock, ClockDefinition definition, ClockThreshold step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var template = step.Action switch
        {
            ThresholdAction.Mark => null,
            ThresholdAction.Breach when definition.BreachTemplate is { } special => special,
            _ when definition.Template is { } special => special,
            ThresholdAction.Remind => "CLOCK_REMIND",
            ThresholdAction.Breach => "CLOCK_BREACH",
            _ => "CLOCK_WARN",
        };
        if (template is null || step.Notify.Count == 0)
            return [];

        var args = new Dictionary<string, object?>
        {
            ["clockName"] = definition.Name,
            ["percent"] = step.Percent,
            ["remaining"] = Durations.Text(clock.DueAt - at),
            ["dueAt"] = clock.DueAt,
            ["minutes"] = (int)(at - clock.StartedAt).TotalMinutes,
        };
        return await notifications.SendAsync(template, clock.Record, step.Notify, args, clock.ClockId, step.Level, cancellationToken: cancellationToken);
    }
}
