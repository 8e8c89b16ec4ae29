using Elsa.ITR.Tests.Benchmarks;
using Elsa.ITR.Tests.Benchmarks.Engine;
using Elsa.ITR.Tests.Benchmarks.Http;
using Elsa.ITR.Tests.Benchmarks.Scale;

// Measures; asserts nothing. Run it in Release on a quiet machine and hold the figures against BASELINE.md.
try
{
    var options = BenchOptions.Parse(args);
    var report = new Report(Console.Out);
    switch (options.Command)
    {
        case "engine":
            await new EngineBench(options, report).RunAsync();
            break;
        case "cost":
            await new EngineBench(options, report).ShowCostsAsync();
            break;
        case "large":
            await new LargeBench(options, report).RunAsync();
            break;
        case "suspended":
            await new SuspendedBench(options, report).RunAsync();
            break;
        case "impact":
            await new ImpactBench(options, report).RunAsync();
            break;
        case "scale":
            await new ScaleBench(options, report).RunAsync();
            break;
        case "http":
            await new HttpBench(options, report).RunAsync();
            break;
        case "start":
            await new StartBench(options, report).RunAsync();
            break;
    }

    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine($"{error.Message}\n{BenchOptions.Usage}");
    return 2;
}
