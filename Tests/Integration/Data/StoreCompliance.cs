using Elsa.ITR.Data;
using Elsa.ITR.Data.Documents;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What every store promises on every database product.</summary>
public abstract class StoreCompliance(TestDatabase database)
{
    private static readonly DateTimeOffset Received = ManualTime.Local("2026-11-23 02:05");

    [Fact]
    public async Task The_model_has_no_change_without_a_migration()
    {
        await using var host = new DataHost(database);

        Assert.False(await host.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    [Fact]
    public async Task Instants_come_back_in_utc_and_compare_in_sql()
    {
        await using var host = new DataHost(database);
        var first = NewCase(Received.AddTicks(10).ToOffset(TimeSpan.FromHours(8)));
        var second = NewCase(Received.AddMinutes(1));
        await host.StoreAsync(second, first);

        var found = await host.ReadAsync(db => db.Set<Case>()
            .Where(x => x.No == first.No || x.No == second.No).Where(x => x.ReceivedAt < Received.AddMinutes(1))
            .OrderBy(x => x.ReceivedAt).ToListAsync());

        var only = Assert.Single(found);
        Assert.Equal((first.Id, Received.AddTicks(10), TimeSpan.Zero), (only.Id, only.ReceivedAt, only.ReceivedAt.Offset));
    }

    [Fact]
    public async Task Words_lists_and_decimals_are_stored_so_that_sql_can_ask_for_them()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);
        record.AffectedCities = ["GZ", "SZ"];
        var low = new PartnerProfile { OrgId = Guid.CreateVersion7(), Score = 9.5m, ServiceCities = ["GZ"] };
        var high = new PartnerProfile { OrgId = Guid.CreateVersion7(), Score = 80.25m };
        await host.StoreAsync(record, low, high);

        Assert.Equal(1, await host.ReadAsync(db => db.Set<Case>().CountAsync(x => x.Id == record.Id && x.AffectedCities.Contains("SZ") && x.State == CaseState.New)));
        Assert.Equal([9.5m, 80.25m], await host.ReadAsync(db => db.Set<PartnerProfile>()
            .Where(x => x.Id == low.Id || x.Id == high.Id).OrderBy(x => x.Score).Select(x => x.Score).ToListAsync()));
    }

    [Fact]
    public async Task A_save_of_many_rows_compares_them_a_few_times_and_not_once_per_row()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);

        var comparisons = await host.ReadAsync(async db =>
        {
            var times = 0;
            db.ChangeTracker.DetectingAllChanges += (_, _) => times++;
            db.Add(record);
            db.AddRange(Enumerable.Range(0, 100).Select(_ => new CaseEvent { CaseId = record.Id, Kind = CaseEventKind.Note, TextKey = "Case.PublicNote", At = Received, OccurredAt = Received }));
            await db.SaveChangesAsync();
            return times;
        });

        Assert.InRange(comparisons, 1, 20);
    }

    [Fact]
    public async Task A_commit_stamps_who_and_when_and_raises_the_row_version()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);
        await host.StoreAsync(record);
        var created = host.Time.GetUtcNow();
        host.Time.MoveTo(created.AddHours(1));
        var ann = Actor.System with { UserName = "ann" };

        await host.RunAsync(async services => (await services.GetRequiredService<ICases>().FindAsync(record.Id))!.Title = "changed", ann);

        var stored = await host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Id == record.Id));
        Assert.Equal((1, created, "system"), (stored.RowVersion, stored.CreatedAt, stored.CreatedBy));
        Assert.Equal((created.AddHours(1), "ann"), (stored.UpdatedAt, stored.UpdatedBy));
    }

    [Fact]
    public async Task Two_commands_on_one_row_do_not_overwrite_each_other()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);
        await host.StoreAsync(record);

        var others = 0;
        await host.RunAsync(async services =>
        {
            var mine = (await services.GetRequiredService<ICases>().FindAsync(record.Id))!;
            if (others++ == 0) // another node is first, once
                await host.RunAsync(async inner => (await inner.GetRequiredService<ICases>().FindAsync(record.Id))!.Description += "other ");
            return mine.Description += "mine";
        });

        Assert.Equal(2, others);
        Assert.Equal("other mine", await host.ReadAsync(db => db.Set<Case>().Where(x => x.Id == record.Id).Select(x => x.Description).SingleAsync()));
    }

    [Fact]
    public async Task A_command_sees_what_it_has_added_itself()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);
        await host.StoreAsync(record, new Callback { CaseId = record.Id, AttemptNo = 1, At = Received });

        var seen = await host.RunAsync(async services =>
        {
            var cases = services.GetRequiredService<ICases>();
            var before = (await cases.CallbacksAsync(record.Id)).Count;
            cases.AddRow(new Callback { CaseId = record.Id, AttemptNo = 2, At = Received.AddDays(1) });
            return (before, after: (await cases.CallbacksAsync(record.Id)).Select(x => x.AttemptNo).ToList());
        });

        Assert.Equal(1, seen.before);
        Assert.Equal([1, 2], seen.after);
    }

    [Fact]
    public async Task A_command_that_fails_leaves_nothing()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);

        await Assert.ThrowsAsync<RuleViolationException>(() => host.RunAsync<bool>(services =>
        {
            services.GetRequiredService<ICases>().Add(record);
            throw new RuleViolationException("test.refused");
        }));

        Assert.False(await host.ReadAsync(db => db.Set<Case>().AnyAsync(x => x.Id == record.Id)));
    }

    [Fact]
    public async Task Numbers_are_unique_across_nodes_and_count_from_one_every_local_day()
    {
        var time = new ManualTime(ManualTime.Local("2026-12-01 08:00"));
        await using var node1 = new DataHost(database, time);
        await using var node2 = new DataHost(database, time);

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            (i % 2 == 0 ? node1 : node2).Services.GetRequiredService<IRecordNumbers>().NextAsync("CASE")));
        time.MoveTo(ManualTime.Local("2026-12-02 00:00"));

        Assert.Equal(60, taken.Distinct().Count());
        Assert.Contains("CASE-20261201-0001", taken);
        Assert.Equal("TASK-20261202-00001", await node1.Services.GetRequiredService<IRecordNumbers>().NextAsync("TASK"));
    }

    [Fact]
    public async Task The_same_content_is_stored_once_and_orphans_are_swept_after_a_day()
    {
        await using var host = new DataHost(database);
        var record = NewCase(Received);
        await host.StoreAsync(record);
        var used = await UploadAsync(host, "used"u8.ToArray());
        var again = await UploadAsync(host, "used"u8.ToArray());
        var orphan = await UploadAsync(host, "orphan"u8.ToArray());
        await host.StoreAsync(new DocumentVersion { DocumentId = Guid.CreateVersion7(), Version = 1, Hash = used.Hash, At = Received });

        host.Time.MoveTo(host.Time.GetUtcNow().AddDays(2));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
            await scope.ServiceProvider.GetRequiredService<IOrphans>().SweepAsync(CancellationToken.None);
        }

        Assert.Equal(used.Hash, again.Hash);
        Assert.Equal("used"u8.ToArray(), (await ReadBlobAsync(host, used.Hash))?.Content);
        Assert.Null(await ReadBlobAsync(host, orphan.Hash));
    }

    [Fact]
    public async Task An_upload_that_is_too_large_is_refused_and_not_stored()
    {
        await using var host = new DataHost(database);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => UploadAsync(host, new byte[101], limit: 100));

        Assert.Equal("document.too-large", refused.Code);
    }

    [Fact]
    public async Task One_slot_holds_one_working_board()
    {
        await using var host = new DataHost(database);
        var equipment = Guid.CreateVersion7();
        await host.StoreAsync(Board(equipment, BoardState.Removed), Board(equipment, BoardState.Working), Board(equipment, BoardState.Removed));

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => host.StoreAsync(Board(equipment, BoardState.Working)));
    }

    [Fact]
    public async Task The_database_tells_its_time()
    {
        await using var host = new DataHost(database);
        var clock = new DatabaseClock(database.Provider, TimeProvider.System);

        await host.ReadAsync(async db =>
        {
            await clock.MeasureAsync(db.Database);
            return true;
        });

        Assert.InRange(clock.Offset, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
    }

    private static Case NewCase(DateTimeOffset receivedAt) => new($"CASE-{Guid.NewGuid():n}", receivedAt) { Title = "Service interrupted" };

    private static InstalledBoard Board(Guid equipment, BoardState state) =>
        new() { EquipmentId = equipment, Slot = "7", SerialNo = Guid.NewGuid().ToString("n"), State = state };

    private static async Task<BlobInfo> UploadAsync(DataHost host, byte[] content, long limit = 1000)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IBlobs>().UploadAsync(new MemoryStream(content), "text/plain", limit);
    }

    private static async Task<BlobContent?> ReadBlobAsync(DataHost host, string hash)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IBlobs>().ReadAsync(hash);
    }
}

public sealed class StoresOnSqlite(SqliteTestDatabase database) : StoreCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class StoresOnPostgreSql(PostgreSqlTestDatabase database) : StoreCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class StoresOnSqlServer(SqlServerTestDatabase database) : StoreCompliance(database), IClassFixture<SqlServerTestDatabase>;
