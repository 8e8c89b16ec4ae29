using Elsa.ITR.Tests.Shared;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Http;

/// <summary>How long a host needs from its start to its first healthy answer, after it was killed: what a crash costs.</summary>
public sealed class StartBench(BenchOptions options, Report report)
{
    public async Task RunAsync()
    {
        report.Table("start of the host", "seconds", "seconds of processor", "MiB");
        for (var round = 0; round < options.Rounds; round++)
        {
            var first = await DemoFiles.NewAsync();
            var again = Path.Combine(Directory.CreateTempSubdirectory("itr-bench-").FullName, "itr.db");
            await using (var server = await HostServer.StartAsync(first))
            {
                Show("first start on a new version's content", server);
                await server.KillAsync();
                foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(first)!, "itr.db*"))
                    File.Copy(file, Path.Combine(Path.GetDirectoryName(again)!, Path.GetFileName(file)));
            }

            await using (var server = await HostServer.StartAsync(again))
                Show("start after a kill", server);
        }
    }

    private void Show(string what, HostServer server) => report.Row(
        what, Number(server.Startup.TotalSeconds, 2), Number(server.Processor.TotalSeconds, 2), Number(server.MemoryMiB));
}
