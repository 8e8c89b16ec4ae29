using Elsa.ITR.Data;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary><c>cases import</c>: registers the requests of a file and reports on every row.</summary>
internal static class ImportCommand
{
    public static ToolCommand Command { get; } = new(
        "cases import", "FILE [--as USER] [--demo]",
        "Register the requests of a .json or .csv file as cases; importing the same file again changes nothing",
        ["as", "demo!"],
        RunAsync);

    private static async Task<int> RunAsync(ToolRun run)
    {
        var path = SourceTree.Find(run.Arguments.Only("FILE"));
        IReadOnlyList<ImportRow> rows;
        try
        {
            rows = await ImportFile.ReadAsync(path, run.CancellationToken);
        }
        catch (ImportRefusedException refused)
        {
            await run.Errors.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }

        var settings = run.Arguments.Has("demo") ? DemoDatabase.Settings(Path.GetFullPath(DemoDatabase.DefaultFile)) : null;
        using var host = run.BuildHost(settings, services => services.AddSlices());
        if (await PendingAsync(host.Services, run.CancellationToken))
        {
            await run.Errors.WriteLineAsync(
                settings is null
                    ? "Expected a database with the newest schema. Run \"database migrate\" first."
                    : $"Expected demonstration data in {Path.GetFullPath(DemoDatabase.DefaultFile)}. Run \"demo\" first, or go to the folder where it ran.");
            return ExitCodes.Refused;
        }

        var import = ActivatorUtilities.CreateInstance<ImportCases>(host.Services);
        var importer = await import.ImporterAsync(run.Arguments.Option("as"), run.CancellationToken);
        var outcomes = await import.RunAsync(rows, importer, run.CancellationToken);
        foreach (var outcome in outcomes)
            await run.Output.WriteLineAsync(Line(outcome));

        var (added, known, refusedRows) = (outcomes.Count(x => x.IsNew), outcomes.Count(x => x is { CaseNo: not null, IsNew: false }), outcomes.Count(x => x.CaseNo is null));
        await run.Output.WriteLineAsync($"{outcomes.Count} rows: {added} registered, {known} known already, {refusedRows} refused.");
        return refusedRows > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task<bool> PendingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ItrDbContext>().Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    private static string Line(ImportOutcome outcome) => (outcome.CaseNo, outcome.IsNew) switch
    {
        (null, _) => $"{outcome.Row.Number,4}  {outcome.Row.Name,-16} refused     {outcome.Problem}",
        ({ } no, true) => $"{outcome.Row.Number,4}  {outcome.Row.Name,-16} registered  {no}",
        ({ } no, false) => $"{outcome.Row.Number,4}  {outcome.Row.Name,-16} known       {no}",
    };
}
