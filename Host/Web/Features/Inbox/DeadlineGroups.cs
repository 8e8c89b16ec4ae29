using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Rows of the inbox under their headings: over, within an hour, today, later, without a promise.</summary>
public static class DeadlineGroups
{
    /// <param name="Key">over, hour, today, later, none or done.</param>
    public sealed record Group(string Key, IReadOnlyList<ListWorkItems.Row> Rows)
    {
        public bool IsHot => Key is "over" or "hour";
    }

    public static IEnumerable<Group> Of(IReadOnlyList<ListWorkItems.Row> rows, DateTimeOffset now)
    {
        var endOfToday = Moments.Local(now).Date.AddDays(1);
        return rows.GroupBy(KeyOf).Select(group => new Group(group.Key, [.. group]));

        string KeyOf(ListWorkItems.Row row) => row switch
        {
            { CompletedAt: not null } => "done",
            { DueAt: null } => "none",
            { DueAt: { } due } when due < now => "over",
            { DueAt: { } due } when due < now.AddHours(1) => "hour",
            { DueAt: { } due } when Moments.Local(due).DateTime < endOfToday => "today",
            _ => "later",
        };
    }
}
