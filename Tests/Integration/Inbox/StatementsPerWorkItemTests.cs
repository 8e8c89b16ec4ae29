using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>What one completed work item costs the database, through the real route, the real flow and the real store.</summary>
public sealed class StatementsPerWorkItemTests(ITestOutputHelper output)
{
    private const int MostReads = 60; // guards against queries per row; every write is a row of its own on SQLite

    private readonly SqlLog _log = new();

    [Fact]
    public async Task A_completed_work_item_is_one_commit()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05", services => services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(_log.Interceptors)));
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("intake1");
        await CompleteAsync("intake1", "case-classify", "Classified");
        await CompleteAsync("t1gz", "fault-accept", "Accepted");
        await CompleteAsync("institute1", "fault-confirm-accept", "Confirmed");
        await CompleteAsync("t1gz", "fault-l1-mode", "RemoteEnough");
        await CompleteAsync("t1gz", "remote-request", "Requested", ("operations", """[{"operation":"switch"}]"""));
        await CompleteAsync("custgz", "remote-authorise", "Authorise");
        await CompleteAsync("custgz", "remote-open", "Opened");
        await CompleteAsync("t1gz", "remote-work", "Done", ("serviceRestored", "true"), ("restoredAt", "2026-11-23T02:05"), ("operations", """[{"at":"2026-11-23T02:05","operation":"switch"}]"""));
        await CompleteAsync("custgz", "remote-close", "Confirmed");
        await CompleteAsync("t1gz", "fault-propose-complete", "Proposed");
        await CompleteAsync("institute1", "fault-check-complete", "Confirmed");
        await CompleteAsync("t1gz", "fault-solution-type", "Permanent");

        async Task CompleteAsync(string person, string taskType, string outcome, params (string Key, string Value)[] more)
        {
            var work = await crew.FindAsync(person, no, taskType, outcome);
            var user = await crew.AsAsync(person);
            var fields = crew.Fill(work, outcome, more);
            var before = await RelayedAsync(host);
            ApiAnswer answer = null!;
            var units = await _log.DuringAsync(async () => answer = await user.CompleteAsync(work.No, outcome, fields, work.No, work.RowVersion));
            var relayed = await RelayedAsync(host) - before + units.Skip(1).Count(TellsOfAnEvent);

            Assert.True(answer.IsSuccess, answer.Text);
            var (own, commits) = (units[0], units.Count - 1);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taskType,-22} {outcome,-12} {own.Reads,3} reads {own.Writes,3} writes, {commits - relayed} commit; {relayed} other instances told, a commit each"));
            if (Environment.GetEnvironmentVariable("ITR_PRINT_SQL") is not null)
                output.WriteLine(string.Join('\n', own.Statements));
            Assert.Equal(1, commits - relayed);
            Assert.True(own.Reads <= MostReads, $"{taskType}:\n{string.Join('\n', own.Statements)}");
            Assert.Equal(0, units[^1].Writes);
            await host.WorkOffAsync();
        }
    }

    // Events reach other instances after the commit, too.
    private static bool TellsOfAnEvent(SqlUnit unit) => unit.Statements.Any(statement => statement.Contains("INSERT INTO \"event_claims\"", StringComparison.Ordinal));

    // Rows between instances run at once after the commit, each in a transaction of its own (D4).
    private static Task<int> RelayedAsync(ItrHost host) => host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(x => x.IsInternal && x.State == OutboxState.Done));
}
