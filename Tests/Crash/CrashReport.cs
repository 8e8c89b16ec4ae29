using System.Text;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Crash;

/// <summary>Figures and findings of a run.</summary>
/// <param name="Text">For people.</param>
/// <param name="Findings">One sentence each; empty when every promise was kept.</param>
/// <param name="Completions">Completions that programs were told of.</param>
public sealed record CrashReport(string Text, IReadOnlyList<string> Findings, int Completions)
{
    private const int Shown = 60;

    internal static async Task<CrashReport> MakeAsync(
        StoreReader reader, CrashOptions options, Ledger ledger, IReadOnlyList<string> findings, TimeSpan took, TimeSpan passed, int killedWhileStarting, int checkedFiles)
    {
        var completions = ledger.Acknowledged("complete").Count;
        var text = new StringBuilder()
            .AppendLine(Inv($"{options.Kills} kills under load, {killedWhileStarting} while starting, seed {options.Seed}, in {took:hh\\:mm\\:ss}; the host's clock went on by {passed:d\\.hh\\:mm}"))
            .AppendLine(Inv($"acknowledged: {ledger.Acknowledged("register").Count} reports, {ledger.Acknowledged("claim").Count} claims, {completions} completions; {ledger.Repeated} requests sent again with their key"))
            .AppendLine(Inv($"refused: {string.Join(", ", ledger.Refused.GroupBy(x => $"{(int)x.Answer!.Status} {x.Answer.Code}").OrderByDescending(x => x.Count()).Select(x => Inv($"{x.Count()} × {x.Key}")))}"));
        await reader.ReadAsync(async db =>
        {
            text.AppendLine(Inv($"cases: {await Counts(db.Set<Case>().GroupBy(x => x.State).Select(x => new { x.Key, Count = x.Count() }), x => $"{x.Count} {x.Key}")}"))
                .AppendLine(Inv($"work items: {await Counts(db.Set<WorkItem>().GroupBy(x => x.State).Select(x => new { x.Key, Count = x.Count() }), x => $"{x.Count} {x.Key}")}"))
                .AppendLine(Inv($"instances: {await Counts(db.Set<WorkflowInstance>().GroupBy(x => new { x.DefinitionId, x.Status }).Select(x => new { x.Key, Count = x.Count() }), x => $"{x.Count} {x.Key.DefinitionId} {x.Key.Status}")}"))
                .AppendLine(Inv($"deadlines: {await Counts(db.Set<Deadline>().GroupBy(x => new { x.Kind, x.State }).Select(x => new { x.Key, Count = x.Count() }), x => $"{x.Count} {x.Key.Kind} {x.Key.State}")}"))
                .AppendLine(Inv($"effects: {await Counts(db.Set<OutboxMessage>().GroupBy(x => new { x.Kind, x.State }).Select(x => new { x.Key, Count = x.Count() }), x => $"{x.Count} {x.Key.Kind} {x.Key.State}")}"));
            return true;
        });
        text.AppendLine(Inv($"files of dead processes checked: {checkedFiles}, and the last one"))
            .AppendLine(Inv($"{findings.Count} findings"));
        foreach (var finding in findings.Take(Shown))
            text.AppendLine(Inv($"  - {finding}"));
        return new CrashReport(text.ToString(), findings, completions);
    }

    private static async Task<string> Counts<T>(IQueryable<T> groups, Func<T, FormattableString> words) =>
        string.Join(", ", (await groups.ToListAsync()).Select(x => Inv(words(x))).Order(StringComparer.Ordinal));

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
