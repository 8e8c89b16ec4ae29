using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary>How one row ended.</summary>
/// <param name="CaseNo">Number of the case; null when the row was refused.</param>
/// <param name="IsNew">False when the same row had been imported before.</param>
/// <param name="Problem">What was expected, what was found, what to do; null when it was taken.</param>
public sealed record ImportOutcome(ImportRow Row, string? CaseNo, bool IsNew, string? Problem);

/// <summary>Registers the rows of a file as cases, each in a command of its own: a faulty row stops no other (D18).</summary>
public sealed class ImportCases(CommandExecutor executor, IServiceScopeFactory scopes)
{
    private const string Route = "cases import";

    /// <param name="rows">The rows.</param>
    /// <param name="importer">Who imports; IntakeAgent or SystemAdmin (R25), or the system itself.</param>
    public async Task<IReadOnlyList<ImportOutcome>> RunAsync(IReadOnlyList<ImportRow> rows, Actor importer, CancellationToken cancellationToken)
    {
        var outcomes = new List<ImportOutcome>(rows.Count);
        foreach (var row in rows)
            outcomes.Add(await TryAsync(row, importer, cancellationToken));
        return outcomes;
    }

    private async Task<ImportOutcome> TryAsync(ImportRow row, Actor importer, CancellationToken cancellationToken)
    {
        var isNew = false;
        try
        {
            var no = await executor.RunAsync(
                async (services, token) =>
                {
                    isNew = true;
                    return await RegisterAsync(services, row, token);
                },
                new CommandOptions
                {
                    Principal = importer.PersonId?.ToString() ?? importer.UserName,
                    Route = Route,
                    Key = row.Key,
                    BodyHash = row.Hash,
                    Prepare = services => services.GetRequiredService<CurrentActor>().Become(importer),
                },
                cancellationToken);
            return new ImportOutcome(row, no, isNew, null);
        }
        catch (ImportRefusedException refused)
        {
            return new ImportOutcome(row, null, false, refused.Message);
        }
        catch (RuleViolationException broken)
        {
            return new ImportOutcome(row, null, false, IntakeWords.Of(broken));
        }
        catch (IdempotencyKeyReusedException)
        {
            return new ImportOutcome(
                row, null, false, $"reference: expected a new one, but {row["reference"]} was imported before with other content. Change the case in the application, or give the row a reference of its own.");
        }
    }

    private static async Task<string> RegisterAsync(IServiceProvider services, ImportRow row, CancellationToken cancellationToken)
    {
        var intake = await ActivatorUtilities.CreateInstance<IntakeReader>(services).ReadAsync(row, cancellationToken);
        var (_, problems) = await services.GetRequiredService<Intake>().CheckAsync(intake, cancellationToken);
        if (problems.Count > 0)
            throw new ImportRefusedException(string.Join(' ', problems.Select(IntakeWords.Of)));

        return (await services.GetRequiredService<RegisterCase.Handler>().HandleAsync(new RegisterCase.Command(intake), cancellationToken)).No;
    }

    /// <summary>The actor of a user name who may import.</summary>
    /// <exception cref="UsageException">There is no such account, or it may not import.</exception>
    public async Task<Actor> ImporterAsync(string? userName, CancellationToken cancellationToken)
    {
        if (userName is null)
            return Actor.System;

        await using var scope = scopes.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IDirectory>();
        var person = await directory.PersonByNameAsync(userName, cancellationToken);
        var actor = person is null ? null : await directory.ActorAsync(person.Id, cancellationToken);
        return actor is not null && (actor.Has(RoleCodes.IntakeAgent) || actor.Has(RoleCodes.SystemAdmin))
            ? actor
            : throw new UsageException($"Expected --as to name an active account with the role IntakeAgent or SystemAdmin, but it is \"{userName}\".");
    }
}
