using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox.Bulk;

/// <summary>What one thing done to several work items would do: which take part, which do not and why, and what has to be said for it.</summary>
public static class PreviewBulk
{
    /// <summary>As many as a page of the inbox shows, twice.</summary>
    public const int Most = 100;

    /// <param name="Why">Key of the sentence that says why it takes no part; null when it does.</param>
    public sealed record Line(WorkItem Item, string? Why);

    /// <param name="People">To whom all of them can be handed; only when they are to be.</param>
    /// <param name="Form">The form all of them have; only when they are to be completed.</param>
    /// <param name="Outcomes">What every one of them offers.</param>
    public sealed record Preview(
        BulkAction Do, IReadOnlyList<Line> Lines, IReadOnlyList<PersonInfo> People, WorkItemForm? Form, IReadOnlyList<string> Outcomes,
        IReadOnlyDictionary<string, IReadOnlyList<FormChoice>> Options)
    {
        public IReadOnlyList<WorkItem> Possible { get; } = [.. Lines.Where(line => line.Why is null).Select(line => line.Item)];
    }

    public sealed class Handler(ItrDbContext db, CurrentActor me, IDirectory directory, InboxDesk inbox, ReferenceChoices choices)
    {
        public async Task<Preview> HandleAsync(BulkAction action, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
        {
            var wanted = numbers.Take(Most).ToList();
            var items = await db.Set<WorkItem>().AsNoTracking().Where(item => wanted.Contains(item.No)).OrderBy(item => item.DueAt == null).ThenBy(item => item.DueAt).ThenBy(item => item.No)
                .ToListAsync(cancellationToken);
            var offered = (await db.Set<WorkItem>().Where(item => wanted.Contains(item.No)).OfferedTo(me.Value).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
            var lines = items.Select(item => new Line(item, WhyNot(action, item, offered.Contains(item.Id)))).ToList();
            var possible = lines.Where(line => line.Why is null).Select(line => line.Item).ToList();
            if (action is BulkAction.Reassign)
                return new Preview(action, lines, await PeopleAsync(possible, cancellationToken), null, [], new Dictionary<string, IReadOnlyList<FormChoice>>());
            if (action is not BulkAction.Complete || possible.Count == 0)
                return new Preview(action, lines, [], null, [], new Dictionary<string, IReadOnlyList<FormChoice>>());

            // One form asks once: the kind that most of them are; the others stay for a second go.
            var kind = possible.GroupBy(item => (item.FormKey, item.FormVersion)).MaxBy(group => group.Count())!.Key;
            lines = [.. lines.Select(line => line.Why is null && (line.Item.FormKey, line.Item.FormVersion) != kind ? line with { Why = "Bulk.OtherForm" } : line)];
            var alike = possible.Where(item => (item.FormKey, item.FormVersion) == kind).ToList();
            var whole = inbox.FormOf(alike[0]);
            var form = whole with { Fields = [.. whole.Fields.Where(field => !field.ReadOnly)] }; // what is only shown differs from item to item
            var outcomes = alike.Skip(1).Aggregate<WorkItem, IEnumerable<string>>(alike[0].Outcomes, (common, item) => common.Intersect(item.Outcomes));
            return new Preview(action, lines, [], form, [.. outcomes], await choices.ForAsync(form, alike[0].Record, cancellationToken));
        }

        private string? WhyNot(BulkAction action, WorkItem item, bool isOffered) => (action, item.IsOpen) switch
        {
            (_, false) => "Bulk.Over",
            (BulkAction.Claim, _) => item.AssigneeId == me.Value.PersonId ? "Bulk.YoursAlready" : isOffered || me.Value.AbsentHolder(item.AssigneeId, item.Role) is not null ? null : "Bulk.NotOffered",
            (BulkAction.Reassign, _) => ReassignWorkItem.MayReassign(item, me.Value) ? null : "Bulk.NotYours",
            _ => item.AssigneeId == me.Value.PersonId || isOffered || me.Value.AbsentHolder(item.AssigneeId, item.Role) is not null ? null : "Bulk.NotYours",
        };

        // Those whom every one of them could go to; asked once for each kind of candidate.
        private async Task<IReadOnlyList<PersonInfo>> PeopleAsync(IReadOnlyList<WorkItem> items, CancellationToken cancellationToken)
        {
            IReadOnlyList<PersonInfo>? common = null;
            foreach (var item in items.DistinctBy(item => (item.Role, item.CandidateOrgId)))
            {
                var people = await directory.CandidatesAsync(item.Role, item.Scope, item.Record, cancellationToken);
                common = common is null ? people : [.. common.IntersectBy(people.Select(person => person.Id), person => person.Id)];
            }

            return common ?? [];
        }
    }
}
