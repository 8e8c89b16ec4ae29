using Bogus;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Lets a case of the past run its course: who took it when, when service was back, when it was closed, and its clocks.</summary>
internal sealed class PastCourse(DemoWorld world, SlaPolicySet policies, Faker chance)
{
    private readonly PastClocks _clocks = new(policies);
    private readonly DateTimeOffset _end = world.Anchor.Now.AddHours(-1);

    /// <summary>Clocks of all cases that were run.</summary>
    public List<SlaClock> Clocks { get; } = [];

    /// <summary>Lines of their timelines.</summary>
    public List<CaseEvent> Lines { get; } = [];

    /// <summary>The clock whose promise counts for a case; null when the customer was promised nothing.</summary>
    public static string? MainClockOf(PastCase past) => (past.Case.Entitlement, past.Case.CaseType) switch
    {
        (EntitlementResult.NoData, CaseType.Fault) => null,
        (EntitlementResult.Warranty, CaseType.Fault) => "CM-WARRANTY-REPAIR",
        (_, CaseType.Fault) => past.Level switch
        {
            1 => past.Case.ServiceMode == ServiceMode.Onsite ? "GD-L1-RESTORE-ONSITE" : "GD-L1-RESTORE-REMOTE",
            2 => past.Case.IsNmsDown ? "GD-NMSDOWN-RESOLVE" : "GD-L2-RESOLVE",
            3 => "GD-L3-RESOLVE",
            _ => "GD-L4-RESOLVE",
        },
        (_, CaseType.Consultation) => "GD-CONSULT-RESPONSE",
        (_, CaseType.DocumentRequest) => "GD-DOC-RESPONSE",
        (_, CaseType.UpgradeRequest) => "GD-UPG-RESPONSE",
        (_, CaseType.ExchangeRequest) => "GD-EXCH-RESPONSE",
        (_, CaseType.Complaint) => "OLA-COMPLAINT-RESOLVE",
        _ => null,
    };

    public void Run(PastCase past)
    {
        var (record, received) = (past.Case, past.Case.ReceivedAt);
        var classified = received.AddMinutes(chance.Random.Int(3, 12));
        var accepted = classified.AddMinutes(chance.Random.Int(2, past.Level == 1 ? 9 : 20));
        var completed = CompletionOf(past, accepted);
        var resolved = Earlier(completed.AddMinutes(chance.Random.Int(10, 90)));
        var called = NextCall(resolved);
        var closed = Earlier(called.AddMinutes(chance.Random.Int(20, 180)));

        (record.FirstResponseAt, record.AcceptedAtProposed, record.AcceptedAt) = (accepted, accepted, accepted);
        (record.RestoredAt, record.CompletedAtProposed, record.CompletedAt) = (past.Fault is null ? null : completed, completed, completed);
        record.AcceptedConfirmedBy = past.Fault is null ? null : world.People["institute1"].Id;
        record.TakeOverEnd(resolved, closed);
        record.CustomerSatisfied = true;
        (record.CreatedAt, record.CreatedBy) = (received, "intake1");
        if (past.Fault is not null)
        {
            record.SolutionType = SolutionType.Permanent;
            record.RootCauseCode = chance.Random.WeightedRandom([.. DemoFaults.Causes.Select(x => x.Cause)], [.. DemoFaults.Causes.Select(x => x.Share)]);
            record.RootCauseText = past.Fault.CauseZh;
        }

        Clock("OLA-INTAKE", past, received, classified);
        Clock("CM-RESPONSE", past, received, accepted);
        Clock(past.Fault is null ? "OLA-ACCEPT-OTHER" : "OLA-ACCEPT", past, classified, accepted);
        past.MainClock = MainClockOf(past) is { } main ? Clock(main, past, StartOf(past, accepted), completed) : null;
        if (past is { Level: 1, IsUnderContract: true })
            Clock("GD-L1-DOC-HANDLING", past, completed, completed.AddHours(chance.Random.Int(6, 40)));
        Clock("OLA-CALLBACK", past, resolved, called);
        Tell(past, classified, accepted, completed, resolved, called, closed);
    }

    /// <summary>Starts and ends a clock of the case; null when it does not apply to it.</summary>
    public SlaClock? Clock(string clockId, PastCase past, DateTimeOffset startedAt, DateTimeOffset stoppedAt)
    {
        if (_clocks.Run(clockId, past, startedAt, stoppedAt) is not { } clock)
            return null;

        Clocks.Add(clock);
        return clock;
    }

    /// <summary>Due instant of a clock of the case.</summary>
    public DateTimeOffset DueOf(string clockId, PastCase past, DateTimeOffset startedAt) => _clocks.DueOf(clockId, past, startedAt);

    private static DateTimeOffset StartOf(PastCase past, DateTimeOffset accepted) =>
        past.Case.CaseType is CaseType.Fault or CaseType.Consultation ? accepted : past.Case.ReceivedAt;

    private DateTimeOffset CompletionOf(PastCase past, DateTimeOffset accepted)
    {
        var start = StartOf(past, accepted);
        var due = MainClockOf(past) is { } main && _clocks.TargetOf(main, past) is { Value: not null } ? _clocks.DueOf(main, past, start) : start.AddDays(3);
        var share = past.IsLate ? chance.Random.Double(1.05, 1.35) : chance.Random.Double(0.2, 0.9);
        var at = start + TimeSpan.FromMinutes(Math.Round((due - start).TotalMinutes * share));
        var last = _end.AddHours(-chance.Random.Int(4, 30));
        return at <= last ? Later(at, accepted.AddMinutes(20)) : Later(last, accepted.AddMinutes(20)); // the past is over before the live records begin
    }

    private DateTimeOffset NextCall(DateTimeOffset resolved)
    {
        var day = policies.WorkingCalendar.AddWorkingDays(resolved.LocalDate(), 1);
        return Earlier(DemoWorld.Instant(day, chance.Random.Int(9, 16), chance.Random.Int(0, 59)));
    }

    private void Tell(
        PastCase past, DateTimeOffset classified, DateTimeOffset accepted, DateTimeOffset completed, DateTimeOffset resolved, DateTimeOffset called, DateTimeOffset closed)
    {
        var (record, engineer) = (past.Case, past.Engineer);
        Line(past, "Case.Received", record.ReceivedAt, "intake1", ("channel", record.Channel.ToString()), ("title", record.Title));
        Line(past, "Case.Classified", classified, "intake1", ("caseType", record.CaseType.ToString()), ("level", record.Level?.ToString(Invariant) ?? "–"), ("priority", record.Priority.ToString(Invariant)));
        Line(past, "Case.Entitled", classified, null, ("result", record.Entitlement.ToString()), ("contract", record.ContractNo));
        Line(past, "Case.Dispatched", classified, null, ("team", "OGD"), ("assignee", engineer.NameZh));
        if (past.Fault is null)
        {
            Line(past, "Case.Accepted", accepted, engineer.UserName, ("by", engineer.NameZh));
            Line(past, "Record.Resolved", completed, engineer.UserName);
        }
        else
        {
            Line(past, "Fault.Accepted", accepted, engineer.UserName);
            Line(past, "Fault.ServiceRestored", completed, engineer.UserName);
            Line(past, "Fault.CompletionConfirmed", completed, "institute1");
        }

        Line(past, "Case.Resolved", resolved, null);
        Line(past, "Callback.Completed", called, "callback1", ("result", "Satisfied"));
        Line(past, "Case.Closed", closed, null);
    }

    /// <summary>Adds a line to the timeline of the case.</summary>
    public void Line(PastCase past, string key, DateTimeOffset at, string? userName, params (string Name, string? Value)[] args)
    {
        var person = DemoPeople.ByName(userName);
        var text = TimelineTexts.For(key);
        var values = args.ToDictionary(arg => arg.Name, arg => arg.Value);
        values["occurredAt"] = LocalTime.Format(at);
        Lines.Add(new CaseEvent
        {
            Id = StableId.Of("case-event", $"{past.Case.No}/{key}"),
            CaseId = past.Case.Id,
            Kind = text.Kind,
            TextKey = key,
            Args = Elsa.ITR.Domain.Inbox.FormJson.Write(values.ToDictionary(x => x.Key, x => (object?)x.Value)),
            At = at,
            OccurredAt = at,
            ActorId = person?.Id,
            ActorNameZh = person?.NameZh ?? "系统",
            ActorNameEn = person?.NameEn ?? "System",
            IsInternal = text.IsInternal,
        });
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private DateTimeOffset Earlier(DateTimeOffset at) => at < _end ? at : _end;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
