using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Commands;

/// <summary>One command of the executable used as a tool.</summary>
/// <param name="Name">The words it starts with, e.g. <c>cases import</c>.</param>
/// <param name="Usage">What follows the words.</param>
/// <param name="Summary">One line for the help.</param>
/// <param name="Options">Options it has; see <see cref="ToolArguments"/>.</param>
/// <param name="RunAsync">Does the work; the answer is the exit code.</param>
public sealed record ToolCommand(
    string Name, string Usage, string Summary, IReadOnlyCollection<string> Options, Func<ToolRun, Task<int>> RunAsync);

/// <summary>One run of a command: what was typed, where it writes, and the product's services when it needs them.</summary>
public sealed class ToolRun(ToolArguments arguments, TextWriter output, TextWriter errors, TextReader input, CancellationToken cancellationToken)
{
    public ToolArguments Arguments => arguments;

    /// <summary>What the person reads.</summary>
    public TextWriter Output => output;

    /// <summary>What the person types when asked.</summary>
    public TextReader Input => input;

    /// <summary>What went wrong.</summary>
    public TextWriter Errors => errors;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Builds the product below the pages; nothing runs in the background.</summary>
    /// <param name="settings">Settings that go before files and environment; null for none.</param>
    /// <param name="configure">Last word on the services; null for none.</param>
    public IHost BuildHost(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder([.. arguments.HostArgs]);
        if (settings is not null)
            builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.PostConfigure<LoggerFilterOptions>(Quiet);
        builder.Services.AddItr(builder.Configuration);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    // The command says itself what it did; what the configuration wants logged is meant for the host.
    private static void Quiet(LoggerFilterOptions logging)
    {
        logging.Rules.Clear();
        logging.MinLevel = LogLevel.Warning;
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical); // what it reports and the command mends is no news, what ends the command is said anyway
    }
}
