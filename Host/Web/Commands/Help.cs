namespace Elsa.ITR.Web.Commands;

/// <summary>What the executable says about itself.</summary>
internal static class Help
{
    public const string Program = "dotnet run --project Host/Web --";

    public static int Write(string[] args, TextWriter output)
    {
        var asked = CommandLine.Commands.FirstOrDefault(command => string.Join(' ', args).StartsWith(command.Name, StringComparison.Ordinal));
        if (asked is not null)
        {
            output.WriteLine($"{asked.Summary}\n\nUsage: {Program} {asked.Name} {asked.Usage}");
            return ExitCodes.Done;
        }

        output.WriteLine(
            $"""
            Elsa.ITR, issue to resolution. Without a command it migrates the database, loads policies, forms and flows, and serves the pages.

            Usage: {Program} [COMMAND] [OPTIONS]

            Commands
            """);
        var width = CommandLine.Commands.Max(command => command.Name.Length + command.Usage.Length) + 1;
        foreach (var command in CommandLine.Commands)
            output.WriteLine($"  {$"{command.Name} {command.Usage}".PadRight(width)}  {command.Summary}");
        output.WriteLine(
            """

            Options of every command
              --urls URL                      where the pages are served, e.g. http://127.0.0.1:5080
              --Database:Provider NAME        Sqlite (default), PostgreSql or SqlServer
              --ConnectionStrings:Itr TEXT    the database; for Sqlite "Data Source=FILE"
              COMMAND --help                  usage of one command

            Exit codes: 0 done, 1 failed, 2 something was refused, 64 wrong usage.
            """);
        return ExitCodes.Done;
    }

    public static int WriteUnknown(string[] args, TextWriter errors)
    {
        var names = string.Join(", ", CommandLine.Commands.Select(command => command.Name));
        errors.WriteLine($"Expected a command, one of {names}; got \"{string.Join(' ', args)}\". See {Program} --help.");
        return ExitCodes.Usage;
    }
}
