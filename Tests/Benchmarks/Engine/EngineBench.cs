using System.Collections.Concurrent;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>Bursts per second, alone and beside each other, held against what the disk can do and against the same rows without an engine.</summary>
public sealed class EngineBench(BenchOptions options, Report report)
{
    private const int BurstsPerRound = 300;

    private readonly Dictionary<string, List<double>> _rates = [];
    private Guid _person;

    /// <summary>Processor time, allocations and statements of a burst alone: what a busy machine does not falsify.</summary>
    public async Task ShowCostsAsync()
    {
        await using var product = await Product.StartAsync(options);
        await PublishAsync(product);
        for (var round = 0; round < options.Rounds; round++)
            await ShowCostAsync(product);
    }

    public async Task RunAsync()
    {
        await using var product = await Product.StartAsync(options);
        await using var raw = new RawCommits(options.Folder);
        await PublishAsync(product);
        var watched = (await product.StartAsync("waiting", WorkflowSubStatus.Suspended)).WorkflowInstanceId;
        var baseline = await RowBaseline.WatchAsync(product, watched, () => product.ResumeAsync(watched, WorkflowSubStatus.Finished));

        for (var round = -1; round < options.Rounds; round++) // the first only warms up
        {
            await RateAsync("raw", 1, raw.CommitAsync);
            foreach (var workers in (int[])[1, 8])
            {
                await RateAsync("five", workers, () => product.StartAsync("five", WorkflowSubStatus.Finished));
                await RateAsync("literals", workers, () => product.StartAsync("literals", WorkflowSubStatus.Finished));
                await RateAsync("cycle", workers, () => CycleAsync(product));
            }

            await CompareAsync(product, baseline);
            if (round < 0)
                _rates.Clear();
        }

        Show(baseline.Count);
        await ShowCostAsync(product);
        await ShowGrowthAsync(product);
    }

    private async Task PublishAsync(Product product)
    {
        _person = await product.HireAsync();
        await product.PublishAsync(Flows.Five("five"));
        await product.PublishAsync(Flows.Literals("literals"));
        await product.PublishAsync(Flows.Waiting("waiting", Flows.EventName));
        await product.PublishAsync(Flows.Steps("ten", 10));
        await product.PublishAsync(Flows.TenWithWaits("ten-waits"));
    }

    private static async Task CycleAsync(Product product)
    {
        var started = await product.StartAsync("waiting", WorkflowSubStatus.Suspended);
        await product.ResumeAsync(started.WorkflowInstanceId, WorkflowSubStatus.Finished);
    }

    private async Task RateAsync(string what, int workers, Func<Task> operation) =>
        Note($"{what} {workers}", (await Measure.RunAsync(workers, options.Seconds, operation)).PerSecond);

    // Half of the waiting instances are resumed by the engine, half get the same rows from the baseline; in short turns, so that both meet the same machine.
    private async Task CompareAsync(Product product, RowBaseline baseline)
    {
        var resumes = new ConcurrentQueue<string>();
        var writes = new ConcurrentQueue<IReadOnlyList<PreparedRow>>();
        for (var i = 0; i < BurstsPerRound; i++)
        {
            resumes.Enqueue((await product.StartAsync("waiting", WorkflowSubStatus.Suspended)).WorkflowInstanceId);
            writes.Enqueue(await baseline.PrepareAsync(product, (await product.StartAsync("waiting", WorkflowSubStatus.Suspended)).WorkflowInstanceId));
        }

        for (var turn = 0; turn < 6; turn++)
        {
            Note("resume", (await Measure.RunAsync(1, double.MaxValue, () => product.ResumeAsync(Next(resumes), WorkflowSubStatus.Finished), BurstsPerRound / 6)).PerSecond);
            Note("rows", (await Measure.RunAsync(1, double.MaxValue, () => RowBaseline.WriteAsync(product, Next(writes)), BurstsPerRound / 6)).PerSecond);
        }
    }

    private static T Next<T>(ConcurrentQueue<T> queue) => queue.TryDequeue(out var item) ? item : throw new InvalidOperationException("Nothing is left to measure.");

    private void Show(int rows)
    {
        var raw = Median("raw 1");
        report.Table("per second", "1 worker", "of raw", "8 workers", "of raw");
        report.Row("raw SQLite commits of one row", Number(raw), "100%", "", "");
        foreach (var (key, words) in new[]
                 {
                     ("five", "5 activities to the end, 2 with JavaScript"), ("literals", "the same 5 with literals"), ("cycle", "start, suspend, resume, finish"),
                 })
            report.Row(words, Number(Median(key + " 1")), Percent(Median(key + " 1") / raw), Number(Median(key + " 8")), Percent(Median(key + " 8") / raw));

        report.Table("resume burst, 1 worker", "per second", "of the baseline");
        report.Row($"baseline: the same {rows} rows through EF, no engine", Number(Median("rows")), "100%");
        report.Row("resume to the end", Number(Median("resume")), Percent(Median("resume") / Median("rows")));
    }

    private async Task ShowCostAsync(Product product)
    {
        report.Table("per burst", "ms of processor", "kB allocated", "SQL statements");
        var waiting = new Queue<string>();
        await ShowCostAsync(product, "5 activities, 2 with JavaScript", () => product.StartAsync("five", WorkflowSubStatus.Finished));
        await ShowCostAsync(product, "5 activities, literals", () => product.StartAsync("literals", WorkflowSubStatus.Finished));
        await ShowCostAsync(product, "start to a wait", async () => waiting.Enqueue((await product.StartAsync("waiting", WorkflowSubStatus.Suspended)).WorkflowInstanceId));
        await ShowCostAsync(product, "resume to the end", () => product.ResumeAsync(waiting.Dequeue(), WorkflowSubStatus.Finished));
        await ShowCostAsync(product, "who asks, once per request", () => product.AskAsync(_person));
    }

    private async Task ShowCostAsync(Product product, string what, Func<Task> burst)
    {
        const int Bursts = 200;
        var (processor, bytes, statements) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), product.Statements.Count);
        for (var i = 0; i < Bursts; i++)
            await burst();
        report.Row(
            what,
            Number((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Bursts, 2),
            Number((GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / Bursts),
            Number((product.Statements.Count - statements) / (double)Bursts, 1));
    }

    private async Task ShowGrowthAsync(Product product)
    {
        if (product.File is null)
            return;

        report.Table("database growth per finished instance", "kB");
        await ShowGrowthAsync(product, "10 steps", () => product.StartAsync("ten", WorkflowSubStatus.Finished));
        await ShowGrowthAsync(product, "10 steps, 3 of which wait", async () =>
        {
            var id = (await product.StartAsync("ten-waits", WorkflowSubStatus.Suspended)).WorkflowInstanceId;
            await product.ResumeAsync(id, WorkflowSubStatus.Suspended);
            await product.ResumeAsync(id, WorkflowSubStatus.Suspended);
            await product.ResumeAsync(id, WorkflowSubStatus.Finished);
        });
    }

    private async Task ShowGrowthAsync(Product product, string what, Func<Task> instance)
    {
        const int Instances = 1000;
        var before = await SizeAsync(product);
        for (var i = 0; i < Instances; i++)
            await instance();
        report.Row(what, Number((await SizeAsync(product) - before) / 1024.0 / Instances, 1));
    }

    private static Task<long> SizeAsync(Product product) => product.ReadAsync(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(product.File!).Length;
    });

    private void Note(string what, double rate)
    {
        if (!_rates.TryGetValue(what, out var rates))
            _rates.Add(what, rates = []);
        rates.Add(rate);
    }

    private double Median(string what) => Measure.Median(_rates[what]);
}
