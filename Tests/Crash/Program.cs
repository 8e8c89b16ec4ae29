using Elsa.ITR.Tests.Crash;

// Kills the host at random moments under load; ends with 0 when every promise was kept. Build Host/Web first.
try
{
    var report = await new CrashRun(CrashOptions.Parse(args), Console.Out).RunAsync();
    Console.Write(report.Text);
    return report.Findings.Count == 0 ? 0 : 1;
}
catch (FormatException error)
{
    Console.Error.WriteLine($"{error.Message}\n{CrashOptions.Usage}");
    return 2;
}
