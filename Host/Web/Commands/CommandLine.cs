using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Commands.Import;
using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Web.Commands;

/// <summary>How the executable goes on after the command line was read.</summary>
/// <param name="ExitCode">The tool's answer; null: start the web host.</param>
/// <param name="HostArgs">Arguments for the web host.</param>
/// <param name="Settings">Settings that go before files and environment.</param>
public sealed record Start(int? ExitCode, string[] HostArgs, IReadOnlyDictionary<string, string?> Settings);

/// <summary>The same executable as a tool: reads the first words, runs the command or lets the web host start.</summary>
public static class CommandLine
{
    public static IReadOnlyList<ToolCommand> Commands { get; } =
    [
        DemoCommand.Command,
        DatabaseCommands.Migrate,
        DatabaseCommands.Script,
        DatabaseCommands.Seed,
        UserCommands.Add,
        ImportCommand.Command,
        WorkflowCommands.Check,
        WorkflowCommands.Render,
        WorkflowDiffCommand.Command,
        WorkflowPullCommand.Command,
        WorkflowCommands.List,
    ];

    private static readonly string[] HelpWords = ["--help", "-h", "-?", "help"];

    /// <summary>Runs the command that was typed.</summary>
    /// <param name="args">The process's arguments; none, or only options, start the web host.</param>
    public static Task<Start> StartAsync(string[] args) => StartAsync(args, Console.Out, Console.Error, Console.In);

    /// <summary>Runs the command that was typed, reading and writing at the given places.</summary>
    public static async Task<Start> StartAsync(
        string[] args, TextWriter output, TextWriter errors, TextReader input, CancellationToken cancellationToken = default)
    {
        if (args.Any(arg => HelpWords.Contains(arg)))
            return Ended(Help.Write(args, output));
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
            return new Start(null, args, new Dictionary<string, string?>());
        if (Find(args) is not { } command)
            return Ended(Help.WriteUnknown(args, errors));

        try
        {
            var words = command.Name.Split(' ').Length;
            var run = new ToolRun(new ToolArguments(args[words..], command.Options), output, errors, input, cancellationToken);
            return command == DemoCommand.Command ? await DemoCommand.PrepareAsync(run) : Ended(await command.RunAsync(run));
        }
        catch (UsageException wrong)
        {
            await errors.WriteLineAsync($"{wrong.Message} Usage: {Help.Program} {command.Name} {command.Usage}");
            return Ended(ExitCodes.Usage);
        }
        catch (SeedException refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return Ended(ExitCodes.Refused);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException or RuleViolationException)
        {
            await errors.WriteLineAsync($"{command.Name} failed: {error.Message}");
            return Ended(ExitCodes.Failed);
        }
    }

    private static ToolCommand? Find(string[] args) =>
        Commands.FirstOrDefault(command => command.Name.Split(' ') is var words && args.Length >= words.Length && args.Take(words.Length).SequenceEqual(words));

    private static Start Ended(int exitCode) => new(exitCode, [], new Dictionary<string, string?>());
}
