using System.Diagnostics;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Data.Flows;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Consistency;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Crash;

/// <summary>
/// Kills the host's process at random moments under load and starts it again, then compares what programs were told with what is stored
/// (architecture §10, promises 1 to 4 and 6).
/// </summary>
public sealed class CrashRun(CrashOptions options, TextWriter output)
{
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Random _random = new(options.Seed);
    private readonly Ledger _ledger = new();
    private readonly List<string> _findings = [];
    private int _killedWhileStarting;
    private int _checked;

    /// <summary>Runs on a fresh database in a folder of its own, which stays when something is wrong.</summary>
    public async Task<CrashReport> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(options.Limit);
        var file = await DemoFiles.NewAsync();
        var start = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(file, start);
        using var pace = new Pace(start, host);
        var drive = pace.DriveAsync();
        using var reader = new StoreReader(file, host.ClockFile);
        var crew = new Crew(host.Address, _ledger, options.Seed, () => pace.Now);

        for (var kill = 1; kill <= options.Kills; kill++)
        {
            await LoadAndKillAsync(host, crew, reader, limit.Token);
            if (kill % options.CheckEvery == 0)
                await CheckDeadFileAsync(reader, kill, limit.Token);
            pace.Jump(Ahead());
            await StartAgainAsync(host);
            if (kill % 10 == 0)
                await output.WriteLineAsync($"{kill} kills after {watch.Elapsed:hh\\:mm\\:ss}: {_ledger.Acknowledged("complete").Count} completions acknowledged, {_ledger.Repeated} requests repeated, {_findings.Count} findings");
        }

        await crew.RepeatAsync(limit.Token);
        await UntilQuietAsync(reader, pace, limit.Token);
        await host.KillAsync();
        pace.Dispose();
        await drive;
        _findings.AddRange(await ConsistencyCheck.FindAsync(reader.Services, isQuiet: true, limit.Token));
        _findings.AddRange(await Promises.FindAsync(reader, _ledger, limit.Token));
        var report = await CrashReport.MakeAsync(reader, options, _ledger, _findings, watch.Elapsed, pace.Now - start, _killedWhileStarting, _checked);
        if (report.Findings.Count == 0 && Environment.GetEnvironmentVariable("KEEP") is null)
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        else
            await output.WriteLineAsync($"The database stays for inspection: {file}");
        return report;
    }

    private async Task LoadAndKillAsync(HostProcess host, Crew crew, StoreReader reader, CancellationToken cancellationToken)
    {
        using var load = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = options.Cases - await reader.ReadAsync(db => db.Set<Case>().CountAsync(
            x => x.State != CaseState.Closed && x.State != CaseState.Rejected && x.State != CaseState.Duplicate && x.State != CaseState.Cancelled, cancellationToken));
        var work = Task.WhenAll(crew.ReportAsync(missing, load.Token), crew.WorkAsync(load.Token));
        if (_random.Next(4) > 0)
            await UntilWorkIsDoneAsync(cancellationToken);
        await Task.Delay(options.Window * _random.NextDouble(), cancellationToken);
        await host.KillAsync();
        await work; // ends by itself: nobody answers
    }

    // On a slow machine a process could otherwise be dead before it did anything; one in four is not waited for.
    private async Task UntilWorkIsDoneAsync(CancellationToken cancellationToken)
    {
        var (done, watch) = (_ledger.Acknowledged("complete").Count, Stopwatch.StartNew());
        while (_ledger.Acknowledged("complete").Count == done && watch.Elapsed < Patience)
            await Task.Delay(20, cancellationToken);
    }

    // One start in eight is killed too, before it answers.
    private async Task StartAgainAsync(HostProcess host)
    {
        while (_random.Next(8) == 0)
        {
            host.Launch();
            await Task.Delay(TimeSpan.FromSeconds(4) * _random.NextDouble());
            await host.KillAsync();
            _killedWhileStarting++;
        }

        await host.StartAgainAsync();
    }

    private async Task CheckDeadFileAsync(StoreReader reader, int kill, CancellationToken cancellationToken)
    {
        _checked++;
        var found = await ConsistencyCheck.FindAsync(reader.Services, isQuiet: false, cancellationToken);
        _findings.AddRange(found.Select(finding => $"after kill {kill}: {finding}"));
    }

    private TimeSpan Ahead() => _random.Next(10) switch
    {
        < 4 => TimeSpan.Zero,
        < 9 => TimeSpan.FromMinutes(20) * _random.NextDouble(),
        _ => TimeSpan.FromHours(4) * _random.NextDouble(),
    };

    // Leases of dead processes run out, missed events are found; then time stands and what is due is done.
    private static async Task UntilQuietAsync(StoreReader reader, Pace pace, CancellationToken cancellationToken)
    {
        pace.Jump(TimeSpan.FromMinutes(2));
        var watch = Stopwatch.StartNew();
        var isStopped = false;
        while (watch.Elapsed < QuietLimit)
        {
            await Task.Delay(500, cancellationToken);
            var now = pace.Now;
            var open = await reader.ReadAsync(async db =>
                await db.Set<OutboxMessage>().CountAsync(x => x.State == OutboxState.Pending && (x.IsInternal || x.AvailableAt <= now), cancellationToken)
                + await db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Pending && x.DueAt <= now, cancellationToken)
                + await UnseenEventsAsync(db, cancellationToken));
            if (open > 0)
                continue;
            if (isStopped)
                return;

            pace.Jump(TimeSpan.FromSeconds(30)); // what the last commands left is now old enough to be looked at again
            pace.Stop();
            isStopped = true;
        }
    }

    private static async Task<int> UnseenEventsAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        var seen = await db.Set<EventCursor>().Select(x => (DateTimeOffset?)x.DoneUntil).FirstOrDefaultAsync(cancellationToken) ?? DateTimeOffset.UnixEpoch;
        return await db.Set<BusinessEvent>().CountAsync(x => x.At > seen, cancellationToken);
    }
}
