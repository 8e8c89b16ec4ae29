using Elsa.Workflows;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>Whether instances that wait cost those that run anything: time of a resume and memory, beside few and beside many of them.</summary>
public sealed class SuspendedBench(BenchOptions options, Report report)
{
    private const int Few = 100;
    private const int Resumes = 500;

    public async Task RunAsync()
    {
        await using var product = await Product.StartAsync(options);
        await product.PublishAsync(Flows.Waiting("waiting", Flows.EventName));
        for (var i = 0; i < 200; i++) // warm up
            await ResumeAsync(product, await StartAsync(product));

        report.Table("suspended instances", "resume ms p50", "p95", "ms of processor", "managed memory MiB", "database MiB");
        var suspended = 0;
        foreach (var count in (int[])[Few, Few, options.Count, options.Count])
        {
            for (; suspended < count; suspended++)
                await StartAsync(product);
            await ShowAsync(product, count);
        }
    }

    private async Task ShowAsync(Product product, int count)
    {
        var ids = new Queue<string>();
        for (var i = 0; i < Resumes; i++)
            ids.Enqueue(await StartAsync(product));
        var processor = Environment.CpuUsage.TotalTime;
        var figures = await Measure.RunAsync(1, double.MaxValue, () => ResumeAsync(product, ids.Dequeue()), Resumes);
        processor = Environment.CpuUsage.TotalTime - processor;
        var memory = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
        var database = product.File is { } file ? new FileInfo(file).Length / 1048576.0 : 0;
        report.Row(Number(count), Number(figures.At(.5), 2), Number(figures.At(.95), 2), Number(processor.TotalMilliseconds / Resumes, 2), Number(memory, 1), Number(database, 1));
    }

    private static async Task<string> StartAsync(Product product) => (await product.StartAsync("waiting", WorkflowSubStatus.Suspended)).WorkflowInstanceId;

    private static Task ResumeAsync(Product product, string id) => product.ResumeAsync(id, WorkflowSubStatus.Finished);
}
