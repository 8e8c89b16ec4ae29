using System.Diagnostics;

namespace Elsa.ITR.Web.Commands;

/// <summary>The same executable once more, as a tool in a process of its own.</summary>
internal static class SelfProcess
{
    // It lives for a minute: code that is compiled once more with a profile gains it nothing, a larger youngest generation (hexadecimal, 64 MiB) a tenth.
    private static readonly Dictionary<string, string> Runtime = new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_GCgen0size"] = "4000000" };

    /// <summary>Runs a command of the tool; what it says is said here.</summary>
    /// <param name="settings">Settings that go before files.</param>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; the message is what it wrote about that.</exception>
    public static async Task RunAsync(ToolRun run, IEnumerable<string> args, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(Executable(out var first)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in first.Concat(args).Concat(run.Arguments.HostArgs))
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in Runtime)
            start.Environment[name] = value;
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(run.CancellationToken);
            while (await process.StandardOutput.ReadLineAsync(run.CancellationToken) is { } line)
                await run.Output.WriteLineAsync(line);
            var wrong = await errors;
            await process.WaitForExitAsync(run.CancellationToken);
            if (process.ExitCode != ExitCodes.Done)
                throw new InvalidOperationException(wrong.Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // The host of .NET needs to be told the assembly; an executable of the product's own is enough.
    private static string Executable(out string[] first)
    {
        var assembly = typeof(SelfProcess).Assembly.Location;
        var running = Environment.ProcessPath ?? "dotnet";
        var isOwn = Path.GetFileNameWithoutExtension(running) == Path.GetFileNameWithoutExtension(assembly);
        first = isOwn ? [] : [assembly];
        return isOwn || Path.GetFileNameWithoutExtension(running) == "dotnet" ? running : "dotnet";
    }
}
