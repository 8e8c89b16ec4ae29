using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What the stores of clocks, events, escalations, penalties and messages promise on every database product.</summary>
public abstract class ClockStoreCompliance(TestDatabase database)
{
    [Fact]
    public async Task A_clock_comes_back_with_its_ledger_in_order()
    {
        await using var host = new DataHost(database);
        var record = NewRecord();
        var clock = NewClock(record, host.Time.GetUtcNow());
        clock.PausedTotal = TimeSpan.FromHours(100);
        await host.StoreAsync(clock);

        await host.RunAsync(async services =>
        {
            var stored = Assert.Single(await services.GetRequiredService<IClocks>().OfRecordAsync(record));
            stored.Entries.Add(new ClockEntry { ClockInstanceId = stored.Id, Sequence = 2, Kind = ClockEntryKind.Stopped, OccurredAt = host.Time.GetUtcNow(), At = host.Time.GetUtcNow() });
            return true;
        });
        var again = await host.ReadAsync(db => db.Set<SlaClock>().SingleAsync(x => x.Id == clock.Id));

        Assert.Equal([ClockEntryKind.Started, ClockEntryKind.Stopped], again.Entries.OrderBy(line => line.Sequence).Select(line => line.Kind));
        Assert.Equal((0.5m, ClockUnit.Hours), (again.Entries.MinBy(line => line.Sequence)!.TargetValue, again.Entries.MinBy(line => line.Sequence)!.Unit));
        Assert.Equal(TimeSpan.FromHours(100), again.PausedTotal);
    }

    [Fact]
    public async Task Two_commands_cannot_write_the_same_line()
    {
        await using var host = new DataHost(database);
        var clock = NewClock(NewRecord(), host.Time.GetUtcNow());
        await host.StoreAsync(clock);

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => host.StoreAsync(
            new ClockEntry { ClockInstanceId = clock.Id, Sequence = 1, Kind = ClockEntryKind.Stopped, OccurredAt = host.Time.GetUtcNow() }));
    }

    [Fact]
    public async Task An_owner_has_one_pending_deadline()
    {
        await using var host = new DataHost(database);
        var (owner, record, now) = (Ids.Next(), NewRecord(), host.Time.GetUtcNow());
        Task SetAsync(int minutes) => host.RunAsync(async services =>
        {
            await services.GetRequiredService<IDeadlines>().SetAsync(DeadlineKinds.ClockThreshold, owner, now.AddMinutes(minutes), 1, record);
            return true;
        });

        await SetAsync(10);
        await SetAsync(20);
        var pending = await host.ReadAsync(db => db.Set<Deadline>().Where(x => x.OwnerId == owner.ToString() && x.State == DeadlineState.Pending).ToListAsync());
        await host.RunAsync(async services =>
        {
            await services.GetRequiredService<IDeadlines>().ClearAsync(DeadlineKinds.ClockThreshold, owner);
            return true;
        });

        Assert.Equal(now.AddMinutes(20), Assert.Single(pending).DueAt);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.OwnerId == owner.ToString() && x.State == DeadlineState.Pending)));
    }

    [Fact]
    public async Task An_event_is_claimed_once_by_a_node_and_oldest_first()
    {
        await using var host = new DataHost(database);
        var (record, now) = (NewRecord(), host.Time.GetUtcNow());
        var old = NewEvent(record, now.AddMinutes(-1), "early");
        var first = NewEvent(record, now, "first");
        var second = NewEvent(record, now, "second");
        await host.StoreAsync(second, first, old);
        Task<string?> ClaimAsync(string node) => host.RunAsync(async services =>
            (await services.GetRequiredService<IBusinessEvents>().ClaimAsync("Fault.TierDue", null, record.No, "instance", node, now))?.Filter);

        Assert.Equal("first", await ClaimAsync("wait"));
        Assert.Equal("second", await ClaimAsync("wait"));
        Assert.Null(await ClaimAsync("wait"));
        Assert.Equal("first", await ClaimAsync("other"));
    }

    [Fact]
    public async Task An_event_added_by_the_command_is_found_by_it()
    {
        await using var host = new DataHost(database);
        var (record, now) = (NewRecord(), host.Time.GetUtcNow());

        var claimed = await host.RunAsync(async services =>
        {
            services.GetRequiredService<IBusinessEvents>().Add(NewEvent(record, now, "new"));
            return await services.GetRequiredService<IBusinessEvents>().ClaimAsync("Fault.TierDue", "new", record.No, "instance", "wait", now);
        });

        Assert.Equal(now, claimed!.Data.Instant("dueAt"));
    }

    [Fact]
    public async Task A_record_has_one_open_escalation()
    {
        await using var host = new DataHost(database);
        var record = NewRecord();
        await host.StoreAsync(NewEscalation(record, open: false), NewEscalation(record, open: false), NewEscalation(record, open: true));

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => host.StoreAsync(NewEscalation(record, open: true)));
    }

    [Fact]
    public async Task A_rule_is_proposed_once_for_a_record()
    {
        await using var host = new DataHost(database);
        var record = NewRecord();
        await host.StoreAsync(NewPenalty(record));

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => host.StoreAsync(NewPenalty(record)));
        Assert.Equal(0.5m, Assert.Single(await host.ReadAsync(db => db.Set<Penalty>().Where(x => x.RecordId == record.Id).ToListAsync())).Points);
    }

    [Fact]
    public async Task Messages_are_found_by_record_and_time()
    {
        await using var host = new DataHost(database);
        var (record, now) = (NewRecord(), host.Time.GetUtcNow());
        await host.StoreAsync(
            new Notification { RecordId = record.Id, RecordNo = record.No, SentAt = now.AddMinutes(-11), TextZh = "旧" },
            new Notification { RecordId = record.Id, RecordNo = record.No, SentAt = now, TextZh = "新" });

        var recent = await host.RunAsync(services => services.GetRequiredService<INotifications>().SinceAsync(record, now.AddMinutes(-10)));

        Assert.Equal("新", Assert.Single(recent).TextZh);
    }

    [Fact]
    public async Task A_loaded_year_keeps_its_days()
    {
        await using var host = new DataHost(database);
        var rows = new CalendarYear(2031, true, [new Holiday(new Bilingual("元旦", "New Year"), new DateOnly(2031, 1, 1), new DateOnly(2031, 1, 2))], [new DateOnly(2031, 1, 4)], "notice");
        var year = new LoadedYear { CalendarId = Guid.NewGuid().ToString("n"), Year = 2031, Rows = rows };
        await host.StoreAsync(year);

        var stored = (await host.ReadAsync(db => db.Set<LoadedYear>().SingleAsync(x => x.Id == year.Id))).Rows;

        Assert.Equal((rows.Holidays[0], rows.MakeUpDays[0], true), (stored.Holidays[0], stored.MakeUpDays[0], stored.IsOfficial));
    }

    private static RecordRef NewRecord() => new(RecordTypes.Case, Ids.Next(), $"CASE-{Guid.NewGuid():n}");

    private static SlaClock NewClock(RecordRef record, DateTimeOffset at)
    {
        var clock = new SlaClock { ClockId = "OLA-TIER1-MAX", PolicyVersion = 1, RecordType = record.Type, RecordId = record.Id, RecordNo = record.No, Sequence = 1, StartedAt = at, DueAt = at };
        clock.Entries.Add(new ClockEntry { ClockInstanceId = clock.Id, Sequence = 1, Kind = ClockEntryKind.Started, OccurredAt = at, At = at, TargetValue = 0.5m, Unit = ClockUnit.Hours });
        return clock;
    }

    private static BusinessEvent NewEvent(RecordRef record, DateTimeOffset at, string filter) => new()
    {
        Name = "Fault.TierDue",
        Filter = filter,
        RecordType = record.Type,
        RecordId = record.Id,
        RecordNo = record.No,
        At = at,
        OccurredAt = at,
        Data = new EventData(new Dictionary<string, object?> { ["dueAt"] = at }),
    };

    private static Escalation NewEscalation(RecordRef record, bool open)
    {
        var escalation = new Escalation { No = Guid.NewGuid().ToString("n"), RecordType = record.Type, RecordId = record.Id, RecordNo = record.No, OpenKey = open ? record.Id : null };
        if (!open)
            escalation.Fire(EscalationTrigger.Close);
        return escalation;
    }

    private static Penalty NewPenalty(RecordRef record) => new()
    {
        No = Guid.NewGuid().ToString("n"),
        RuleId = "PEN-L1-TIMEOUT",
        RecordType = record.Type,
        RecordId = record.Id,
        RecordNo = record.No,
        Points = 0.5m,
        UniqueKey = $"PEN-L1-TIMEOUT:{record.Id:N}",
    };
}

public sealed class ClockStoresOnSqlite(SqliteTestDatabase database) : ClockStoreCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class ClockStoresOnPostgreSql(PostgreSqlTestDatabase database) : ClockStoreCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class ClockStoresOnSqlServer(SqlServerTestDatabase database) : ClockStoreCompliance(database), IClassFixture<SqlServerTestDatabase>;
