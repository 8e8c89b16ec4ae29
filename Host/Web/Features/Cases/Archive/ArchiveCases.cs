using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>Moves cases that ended long ago to the archive, each in a command of its own, so that a run may be stopped at any time and the next one goes on.</summary>
public sealed partial class ArchiveCases(
    IServiceScopeFactory scopes, CommandExecutor executor, TimeProvider time, IOptions<RuntimeOptions> runtime, IOptions<ArchiveOptions> options, ILogger<ArchiveCases> logger)
{
    private const string Conflict = "conflict";
    private const int Part = 200;
    private static readonly string[] ReportLanguages = ["zh-CN", "en"];

    /// <summary>Nightly, once for all nodes; a second node that runs it all the same finds each case moved or conflicts with the first.</summary>
    public static RecurringJob Job { get; } = new("case-archive", (services, token) => services.GetRequiredService<ArchiveCases>().RunOnceAsync(token))
    {
        Cron = "0 30 1 * * ?",
        TimeZone = LocalTime.ZoneId,
        OncePerCluster = true,
    };

    /// <param name="Kept">How many stay although they are old enough, by what keeps them; see <see cref="CaseArchive.MoveAsync"/>.</param>
    public sealed record Outcome(int Moved, IReadOnlyDictionary<string, int> Kept);

    public async Task<Outcome> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var (moved, kept) = (0, new Dictionary<string, int>());
        var before = time.GetUtcNow().AddMonths(-options.Value.AfterMonths);
        for (CaseArchive.Candidate? after = null; options.Value.Enabled && moved < options.Value.MostPerNight;)
        {
            var found = await FindAsync(before, after, cancellationToken);
            foreach (var candidate in found.Take(options.Value.MostPerNight - moved))
            {
                if (await MoveAsync(candidate, before, cancellationToken) is { } reason)
                    kept[reason] = kept.GetValueOrDefault(reason) + 1;
                else
                    moved++;
            }

            if (found.Count < Part)
                break;
            after = found[^1];
        }

        if (moved > 0 || kept.Count > 0)
            LogOutcome(moved, string.Join(", ", kept.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key} {x.Value}")));
        return new Outcome(moved, kept);
    }

    private async Task<IReadOnlyList<CaseArchive.Candidate>> FindAsync(DateTimeOffset before, CaseArchive.Candidate? after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        runtime.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return await scope.ServiceProvider.GetRequiredService<CaseArchive>().FindAsync(before, after, Part, cancellationToken);
    }

    private async Task<string?> MoveAsync(CaseArchive.Candidate candidate, DateTimeOffset before, CancellationToken cancellationToken)
    {
        try
        {
            return await executor.RunAsync(
                (services, token) => services.GetRequiredService<CaseArchive>().MoveAsync(candidate.Id, before, (record, stop) => ReportsAsync(services, record, stop), token),
                CommandOptions.ForSystem("cases/archive", runtime.Value.PrepareBackground, candidate.No, candidate.Id.ToString()), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error, candidate.No); // it stays whole where it was, and the next night tries again
            return error is ConcurrencyConflictException ? Conflict : "error";
        }
    }

    // What the report reads is about to leave; it is kept as it reads now.
    private static async Task<IReadOnlyList<ArchivedReport>> ReportsAsync(IServiceProvider services, Case record, CancellationToken cancellationToken)
    {
        var fields = await services.GetRequiredService<ReportFields>().OfAsync(record, cancellationToken);
        var writer = services.GetRequiredService<DocumentWriter>();
        var reports = new List<ArchivedReport>();
        foreach (var language in ReportLanguages)
        {
            var (title, body, file) = await writer.PreviewAsync(DocumentTypes.ServiceReport, record, fields, language, cancellationToken);
            reports.Add(new ArchivedReport(language, title, body, file));
        }

        return reports;
    }

    [LoggerMessage(341, LogLevel.Information, "Archive: {Moved} cases moved; old enough, but kept by: {Kept}.")]
    private partial void LogOutcome(int moved, string kept);

    [LoggerMessage(342, LogLevel.Error, "{CaseNo} could not be archived; it is tried again the next night.")]
    private partial void LogFailed(Exception error, string caseNo);
}
