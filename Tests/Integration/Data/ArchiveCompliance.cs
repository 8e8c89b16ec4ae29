using System.Data.Common;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What the archive promises on every database product: nothing is lost, nothing stays, and a case is whole in one place.</summary>
public abstract class ArchiveCompliance(TestDatabase database)
{
    private static readonly DateTimeOffset Before = ManualTime.Local("2024-11-23 09:00");

    [Fact]
    public async Task Every_column_of_every_row_leaves_the_hot_tables_and_can_be_read_back_as_it_was()
    {
        await using var host = new DataHost(database);
        var seed = await ArchiveSeed.StoreAsync(host);
        var stored = await seed.ReadAsync(host);

        Assert.Null(await MoveAsync(host, seed));

        Assert.All(await seed.ReadAsync(host), table => Assert.Empty(table.Value));
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var (reader, model) = (scope.ServiceProvider.GetRequiredService<ArchiveReader>(), scope.ServiceProvider.GetRequiredService<ItrDbContext>().Model);
        var head = (await reader.FindAsync(seed.Row<OnsiteService>().No, CancellationToken.None))!;
        Assert.Equal((seed.Case.Id, seed.Case.No, CaseState.Closed, seed.Case.ClosedAt), (head.Id, head.No, head.State, head.ClosedAt));
        Assert.Equal(head.Id, (await reader.FindAsync(seed.Row<WorkItem>().No, CancellationToken.None))?.Id);
        var parts = new[] { await reader.RowsAsync(head, ArchivedPart.Record, CancellationToken.None), await reader.RowsAsync(head, ArchivedPart.Flows, CancellationToken.None) };
        foreach (var type in seed.Types)
        {
            var read = parts.SelectMany(part => (IEnumerable<object>)typeof(ArchivedRows).GetMethod(nameof(ArchivedRows.Of))!.MakeGenericMethod(type).Invoke(part, null)!);
            Assert.Equal(stored[type], ArchiveSeed.TextsOf(model, read));
        }
    }

    [Fact]
    public async Task A_node_that_dies_half_way_leaves_the_case_whole_and_of_two_nodes_one_moves_it()
    {
        var death = new Death();
        await using var host = new DataHost(database, configure: services => services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(death)));
        var seed = await ArchiveSeed.StoreAsync(host);
        var stored = await seed.ReadAsync(host);

        death.At = "DELETE FROM case_events";
        await Assert.ThrowsAnyAsync<Exception>(() => MoveAsync(host, seed));

        Assert.True(death.HasCome);
        Assert.Equal(stored, await seed.ReadAsync(host));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<ArchivedCase>().CountAsync(x => x.Id == seed.Case.Id)));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<ArchivedPart>().CountAsync(x => x.CaseId == seed.Case.Id)));

        death.At = null;
        await using var other = new DataHost(database);
        var answers = await Task.WhenAll(new[] { host, other }.Select(async node =>
        {
            try
            {
                return await MoveAsync(node, seed) ?? "moved";
            }
            catch (ConcurrencyConflictException)
            {
                return "conflict";
            }
        }));

        Assert.Single(answers, "moved");
        Assert.Equal("gone", await MoveAsync(host, seed));
        Assert.All(await seed.ReadAsync(host), table => Assert.Empty(table.Value));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<ArchivedCase>().CountAsync(x => x.Id == seed.Case.Id)));
    }

    [Fact]
    public async Task A_case_with_something_open_stays_whole_and_what_is_too_young_is_not_found()
    {
        await using var host = new DataHost(database);
        (string Reason, Action<ArchiveSeed> Open)[] keepers =
        [
            ("work", seed => seed.Set<WorkItem>("State", WorkItemState.Claimed)),
            ("clock", seed => seed.Set<SlaClock>("State", ClockState.Paused)),
            ("clock", seed => seed.Set<ClockPause>("State", ClockPauseState.Requested)),
            ("flow", seed => seed.Set<WorkflowInstance>("Status", WorkflowStatus.Running)),
            ("effect", seed => seed.Set<OutboxMessage>("State", OutboxState.Parked)),
            ("service", seed => seed.Set<OnsiteService>("EndedAt", null)),
            ("service", seed => seed.Set<Loan>("State", LoanState.Open)),
            ("decision", seed => seed.Set<Escalation>("State", EscalationState.Tracking)),
            ("decision", seed => seed.Set<Retrospective>("State", RetrospectiveState.Submitted)),
            ("decision", seed => (seed.Row<TemporaryMeasure>().UndoneAt, seed.Row<TemporaryMeasure>().ChangeNo) = (null, null)),
        ];
        foreach (var (reason, open) in keepers)
        {
            var seed = await ArchiveSeed.StoreAsync(host, open);
            Assert.Equal(reason, await MoveAsync(host, seed));
            Assert.All(await seed.ReadAsync(host), table => Assert.NotEmpty(table.Value));
        }

        var referred = await ArchiveSeed.StoreAsync(host);
        var id = referred.Case.Id;
        foreach (var (reason, row) in new (string, object)[]
        {
            ("decision", new Penalty { No = $"PEN-{id.ToString("N")[..12]}", RecordId = id, UniqueKey = id.ToString(), State = PenaltyState.Disputed }),
            ("incident", new MajorIncident { No = $"MI-{id.ToString("N")[..12]}", MainCaseId = id }),
            ("follow-up", new Case($"CASE-{id.ToString("N")[..12]}", Before) { ParentCaseId = id }),
        })
        {
            await host.StoreAsync(row);
            Assert.Equal(reason, await MoveAsync(host, referred));
            await host.RunAsync(services => Task.FromResult(services.GetRequiredService<ItrDbContext>().Remove(row)));
        }

        var candidates = await FindAsync(host, Before);
        Assert.Contains(candidates, x => x.Id == id);
        Assert.DoesNotContain(await FindAsync(host, referred.Case.ClosedAt!.Value), x => x.Id == id);
        var first = await host.RunAsync(services => services.GetRequiredService<CaseArchive>().FindAsync(Before, null, 1, CancellationToken.None));
        var second = await host.RunAsync(services => services.GetRequiredService<CaseArchive>().FindAsync(Before, first[0], 1, CancellationToken.None));
        Assert.Equal(candidates.Take(2), [.. first, .. second]);
        Assert.Null(await MoveAsync(host, referred));
    }

    [Fact]
    public async Task What_another_node_adds_while_the_case_moves_goes_with_it_and_what_comes_too_late_finds_no_case()
    {
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);
        var seed = await ArchiveSeed.StoreAsync(host);
        var reads = 0;

        await host.RunAsync(services => services.GetRequiredService<CaseArchive>().MoveAsync(
            seed.Case.Id, Before,
            async (_, _) =>
            {
                if (reads++ == 0)
                    Assert.True(await NoteAsync(other, seed, "between"));
                return [];
            }, CancellationToken.None));

        Assert.Equal(2, reads);
        Assert.Equal(0, await LeftAsync());
        Assert.Contains("between", await host.ReadAsync(async db => (await new ArchiveReader(db).RowsAsync((await new ArchiveReader(db).FindByNoAsync(seed.Case.No, CancellationToken.None))!, ArchivedPart.Record, CancellationToken.None))
            .Of<CaseEvent>().Select(x => x.Args).FirstOrDefault(x => x.Contains("between", StringComparison.Ordinal))), StringComparison.Ordinal);

        var late = await ArchiveSeed.StoreAsync(host);
        Assert.False(await NoteAsync(other, late, "late", () => MoveAsync(host, late)));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<CaseEvent>().CountAsync(x => x.CaseId == late.Case.Id)));

        Task<int> LeftAsync() => host.ReadAsync(db => db.Set<CaseEvent>().CountAsync(x => x.CaseId == seed.Case.Id));
    }

    // False where the case is gone.
    private static Task<bool> NoteAsync(DataHost node, ArchiveSeed seed, string text, Func<Task<string?>>? meanwhile = null) => node.RunAsync(async services =>
    {
        if (await services.GetRequiredService<ICases>().FindAsync(seed.Case.Id) is not { } record)
            return false;

        services.GetRequiredService<CaseTimeline>().Write(record.Ref, "Case.Note", new Dictionary<string, object?> { ["text"] = text });
        if (meanwhile is not null)
            Assert.Null(await meanwhile());
        return true;
    });

    private static Task<IReadOnlyList<CaseArchive.Candidate>> FindAsync(DataHost host, DateTimeOffset before) =>
        host.RunAsync(services => services.GetRequiredService<CaseArchive>().FindAsync(before, null, 1000, CancellationToken.None));

    private static Task<string?> MoveAsync(DataHost host, ArchiveSeed seed) => host.RunAsync(services => services.GetRequiredService<CaseArchive>()
        .MoveAsync(seed.Case.Id, Before, (_, _) => Task.FromResult<IReadOnlyList<ArchivedReport>>([]), CancellationToken.None));

    /// <summary>Ends the connection's work when a statement comes.</summary>
    private sealed class Death : DbCommandInterceptor
    {
        public string? At { get; set; }

        public bool HasCome { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Dies(command) ? throw new IOException("The node died.") : ValueTask.FromResult(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Dies(command) ? throw new IOException("The node died.") : ValueTask.FromResult(result);

        private bool Dies(DbCommand command)
        {
            if (At is not { } text || !command.CommandText.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Contains(text, StringComparison.Ordinal))
                return false;

            HasCome = true;
            return true;
        }
    }
}

public sealed class ArchiveOnSqlite(SqliteTestDatabase database) : ArchiveCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class ArchiveOnPostgreSql(PostgreSqlTestDatabase database) : ArchiveCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class ArchiveOnSqlServer(SqlServerTestDatabase database) : ArchiveCompliance(database), IClassFixture<SqlServerTestDatabase>;
