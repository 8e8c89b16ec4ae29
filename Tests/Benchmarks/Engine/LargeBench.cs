using System.Diagnostics;
using Elsa.Workflows;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>Definitions and loops that are larger than anybody draws.</summary>
public sealed class LargeBench(BenchOptions options, Report report)
{
    private const int Activities = 2_000;
    private const int Iterations = 10_000;

    public async Task RunAsync()
    {
        await using var product = await Product.StartAsync(options);
        await product.PublishAsync(Flows.Five("warm-up"));
        await product.StartAsync("warm-up", WorkflowSubStatus.Finished);

        report.Table("once", "seconds", "seconds of processor", "MB allocated");
        for (var round = 0; round < options.Rounds; round++)
        {
            var id = $"large-{round}";
            await ShowAsync($"publish {Activities} activities", () => product.PublishAsync(Flows.Steps(id, Activities)));
            await ShowAsync($"run {Activities} activities", () => product.StartAsync(id, WorkflowSubStatus.Finished));
        }

        await product.PublishAsync(Flows.Loop("loop", Iterations));
        for (var round = 0; round < options.Rounds; round++)
            await ShowAsync($"loop of {Iterations} rounds, 2 activities and 2 scripts each", () => product.StartAsync("loop", WorkflowSubStatus.Finished));
    }

    private async Task ShowAsync(string what, Func<Task> work)
    {
        var (processor, bytes, started) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        await work();
        report.Row(
            what,
            Number(Stopwatch.GetElapsedTime(started).TotalSeconds, 2),
            Number((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 2),
            Number((GC.GetTotalAllocatedBytes() - bytes) / 1048576.0, 1));
    }
}
