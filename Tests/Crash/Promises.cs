using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Crash;

/// <summary>What programs were told is stored, once; what is stored was asked for; the same key has one effect and one answer.</summary>
internal static class Promises
{
    public static async Task<List<string>> FindAsync(StoreReader reader, Ledger ledger, CancellationToken cancellationToken)
    {
        var people = await reader.ReadAsync(db => db.Users.ToDictionaryAsync(x => x.UserName!, x => x.Id, cancellationToken));
        var log = (await reader.ReadAsync(db => db.Set<CommandLogEntry>().AsNoTracking().ToListAsync(cancellationToken))).ToLookup(x => (x.Principal, x.Key));
        var found = new List<string>();
        found.AddRange(Completions(ledger, people, log, await reader.ReadAsync(db => db.Set<WorkItem>().AsNoTracking().ToListAsync(cancellationToken))));
        found.AddRange(Reports(ledger, await reader.ReadAsync(db => db.Set<Case>().AsNoTracking().ToListAsync(cancellationToken))));
        return found;
    }

    private static IEnumerable<string> Completions(Ledger ledger, Dictionary<string, Guid> people, ILookup<(string, string), CommandLogEntry> log, List<WorkItem> items)
    {
        var byNo = items.ToDictionary(x => x.No);
        var acknowledged = ledger.Acknowledged("complete").ToLookup(x => x.Subject);
        foreach (var request in acknowledged.SelectMany(x => x))
        {
            var person = people[request.User];
            if (!byNo.TryGetValue(request.Subject, out var item) || item.State != WorkItemState.Completed)
                yield return $"{request.Subject} was acknowledged as completed ({request.Key}), but is {item?.State.ToString() ?? "not there"}";
            else if (item.Outcome != request.Outcome || item.CompletedById != person)
                yield return $"{request.Subject} was acknowledged as {request.Outcome} by {request.User}, but is {item.Outcome} by {item.CompletedById}";

            if (log[(person.ToString(), request.Key)].ToList() is not [var entry])
                yield return $"{request.Subject}: the answer under {request.Key} is not remembered once";
            else if (!JsonElement.DeepEquals(JsonDocument.Parse(entry.Answer).RootElement, JsonDocument.Parse(request.Answer!.Text).RootElement))
                yield return $"{request.Subject}: {request.Answer.Text} was answered under {request.Key}, {entry.Answer} is remembered";
        }

        foreach (var twice in acknowledged.Where(x => x.Count() > 1))
            yield return $"{twice.Key} was acknowledged {twice.Count()} times: {string.Join(", ", twice.Select(x => x.Key))}";
        foreach (var item in items.Where(x => x is { State: WorkItemState.Completed, CompletedById: not null } && !acknowledged.Contains(x.No)))
            yield return $"{item.No} is completed, but nobody was told so";
    }

    private static IEnumerable<string> Reports(Ledger ledger, List<Case> cases)
    {
        var reports = ledger.Acknowledged("register").ToDictionary(x => x.Subject);
        foreach (var report in reports.Values)
        {
            var stored = cases.Where(x => x.Title == report.Subject).ToList();
            if (stored is not [var one])
                yield return $"report {report.Key} was acknowledged and is stored {stored.Count} times";
            else if (one.No != report.Answer!.Read("no"))
                yield return $"report {report.Key} was acknowledged as {report.Answer.Read("no")}, but is {one.No}";
        }

        // Complaints and follow-ups are opened by flows; reports carry their key in the title.
        foreach (var unknown in cases.Where(x => x.Title.StartsWith("intake2-", StringComparison.Ordinal) && x.ParentCaseId is null && !reports.ContainsKey(x.Title)))
            yield return $"{unknown.No} is stored, but nobody was told so";
    }
}
