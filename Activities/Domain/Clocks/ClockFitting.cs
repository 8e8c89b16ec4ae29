using Elsa.ITR.Domain.Events;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Fits the clocks of a record to changed facts (R1) and to a changed level (sla.md §8.7).</summary>
public sealed class ClockFitting(ClockKeeper keeper, ClockAlarm alarm, IClocks clocks, IPolicies policies, TimeProvider time)
{
    private const string FactsChanged = nameof(FactsChanged);

    /// <summary>Clocks that no longer apply give way, newly applicable ones start back-dated.</summary>
    /// <param name="subject">The record with its facts as they are now.</param>
    /// <param name="change">The change of level, if that is what happened.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task FitAsync(ClockSubject subject, BusinessEvent? change, CancellationToken cancellationToken)
    {
        var bound = await keeper.BoundAsync(subject, cancellationToken);
        foreach (var clock in (await clocks.OfRecordAsync(subject.Record, cancellationToken)).Where(clock => clock.IsOpen).ToList())
        {
            if (bound.Any(row => row.Definition.Id == clock.ClockId))
                await FitAsync(clock, (await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clock(clock.ClockId), bound, subject, change, cancellationToken);
        }

        foreach (var row in bound)
            await StartLateAsync(row, subject, change, cancellationToken);
        await keeper.RescheduleTasksAsync(subject.Record, cancellationToken);
    }

    // An open clock under changed facts goes on, gets another target of its own version, or gives way.
    private async Task FitAsync(
        SlaClock clock,
        ClockDefinition definition,
        IReadOnlyList<BoundClock> bound,
        ClockSubject subject,
        BusinessEvent? change,
        CancellationToken cancellationToken)
    {
        var target = definition.TargetFor(subject.Facts);
        if (target is not null && IsSame(target, clock))
            return;

        if (target is not null && (change is null || !DependsOnLevel(definition)))
        {
            await keeper.RetargetAsync(clock, target, cancellationToken);
            return;
        }

        var rule = bound
            .Where(row => row.Definition.Replaces?.ClockId == clock.ClockId && row.Definition.TargetFor(subject.Facts) is not null)
            .Select(row => row.Definition.Replaces)
            .FirstOrDefault();
        if (rule is not null && clock.IsBreached && subject.Facts.GetValueOrDefault(rule.ConsentFact) != "true")
            return; // §8.9: without consent the breached clock stands

        var line = change is null
            ? new ClockChange(ClockEntryKind.Superseded, time.GetUtcNow(), FactsChanged)
            : new ClockChange(ClockEntryKind.Superseded, change.OccurredAt, ReasonOf(change), change.Id);
        await keeper.ChangeAsync(clock, line, cancellationToken);
        if (rule is not null && clock.IsBreached)
            await alarm.WaiveAsync(clock, rule.ConsentFact, cancellationToken);
    }

    // A clock whose event came before it applied starts now, counted from the event (or from the change).
    private async Task StartLateAsync(BoundClock row, ClockSubject subject, BusinessEvent? change, CancellationToken cancellationToken)
    {
        var definition = row.Definition;
        if (definition.TargetFor(subject.Facts) is null || await keeper.StartCauseAsync(definition, subject.Record, cancellationToken) is not { } cause)
            return;

        var earlier = await keeper.OfAsync(definition.Id, subject.Record, cancellationToken);
        if (earlier.Any(clock => clock.IsOpen || (clock.State != ClockState.Superseded && clock.StartEventId == cause.Event.Id)))
            return;

        if (definition.Replaces is { } replaced && (await keeper.OfAsync(replaced.ClockId, subject.Record, cancellationToken)).Any(clock => clock.IsOpen))
            return; // §8.9: the breached clock was not given up

        if (cause.Later.Any(other => definition.CancelEvents.Any(pattern => pattern.Matches(other.Name, other.Filter))))
            return;

        var at = StartOf(definition, cause, change);
        var stop = cause.Later.LastOrDefault(other => definition.StopEvent!.Matches(other.Name, other.Filter));
        if (stop is not null && stop.OccurredAt < at && !definition.Repeats && !IsReopened(definition, stop, cause.Later))
            return; // what it promises was done before it applied

        var start = new ClockStart(at, change is null ? cause.Event.Name : ReasonOf(change), cause.Event.Id, cause.Event.Data.Instant(EventNames.AgreedDue));
        var opened = await keeper.OpenAsync(row, subject, start, cancellationToken);
        if (opened is not null && stop is not null && stop.OccurredAt >= at)
            await keeper.ChangeAsync(opened, ClockChange.By(stop, ClockEntryKind.Stopped), cancellationToken);
    }

    private static bool IsReopened(ClockDefinition definition, BusinessEvent stop, IReadOnlyList<BusinessEvent> later) =>
        later.SkipWhile(other => other.Id != stop.Id).Any(other => definition.ReopenEvents.Any(pattern => pattern.Matches(other.Name, other.Filter)));

    // §8.7: a worsened level counts from the change; a level that was wrong all along counts from the first event.
    private DateTimeOffset StartOf(ClockDefinition definition, StartCause cause, BusinessEvent? change) =>
        change is not null && ReasonOf(change) == "Worsened" && DependsOnLevel(definition) ? change.OccurredAt
        : definition.LateStart == LateStart.AtChange ? time.GetUtcNow()
        : cause.At;

    private static bool IsSame(ClockTarget target, SlaClock clock) =>
        target.IsNegotiated || target.Date is not null || (target.Value == clock.TargetValue && target.Unit == clock.Unit);

    private static bool DependsOnLevel(ClockDefinition definition) =>
        definition.AppliesWhen.Names("faultLevel") || definition.Targets.Any(rule => rule.When.Names("faultLevel"));

    private static string ReasonOf(BusinessEvent change) => change.Data.Text("reason") ?? "Misclassified";
}
