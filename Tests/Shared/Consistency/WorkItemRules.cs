using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>A work item, the step that asked it, its audit row and its line on the timeline say the same.</summary>
internal static class WorkItemRules
{
    public const string CompletedAction = "work-item.complete";

    public static IEnumerable<string> Find(Picture picture)
    {
        var waits = picture.Bookmarks.SelectMany(x => x).Where(x => x.Name == WorkItemStimulus.BookmarkName).ToLookup(x => Picture.WorkItemOf(x) ?? "");
        var records = picture.Records.SelectMany(x => x).ToDictionary(x => x.Id);
        var audit = picture.Audit.Where(x => x.Action == CompletedAction).ToLookup(x => x.Old ?? "");
        var done = picture.Timeline.Where(x => x.TextKey == "Task.Completed").ToLookup(x => NumberIn(x.Args));
        var asked = picture.Timeline.Where(x => x.TextKey == "Task.Created").ToLookup(x => NumberIn(x.Args));
        foreach (var item in picture.Items)
        {
            var bookmarks = waits[item.Id.ToString("N")].ToList();
            if (item is { IsOpen: true, InstanceId: { } instanceId })
            {
                if (bookmarks is not [var wait])
                    yield return $"{item.No} ({item.TaskType}) is open, but {bookmarks.Count} bookmarks wait for it";
                else if (wait.WorkflowInstanceId != instanceId || wait.ActivityInstanceId != item.ActivityInstanceId)
                    yield return $"{item.No} was asked by {instanceId}/{item.ActivityInstanceId}, but {wait.WorkflowInstanceId}/{wait.ActivityInstanceId} waits for it";
                if (!picture.Instances.TryGetValue(instanceId, out var instance) || instance.Status != WorkflowStatus.Running)
                    yield return $"{item.No} is open, but its instance {instanceId} does not run";
                if (records.GetValueOrDefault(item.ActivityInstanceId ?? "") is not { Status: ActivityStatus.Running or ActivityStatus.Faulted })
                    yield return $"{item.No} is open, but the record of the step that asked it does not say so";
            }
            else if (bookmarks.Count > 0)
            {
                yield return $"{item.No} is {item.State}, but {bookmarks[0].WorkflowInstanceId} still waits for it";
            }

            var rows = audit[item.No].ToList();
            if (item.State == WorkItemState.Completed)
            {
                if (item.Outcome is null || item.CompletedAt is null || item.FormData is null || item.AssigneeId is null)
                    yield return $"{item.No} is completed, but by whom, when or how is missing";
                if (rows is not [var row])
                    yield return $"{item.No} is completed, but has {rows.Count} audit rows";
                else if (row.New != item.Outcome || row.ActorId != item.CompletedById)
                    yield return $"{item.No} was completed as {item.Outcome} by {item.CompletedById}, but the audit row says {row.New} by {row.ActorId}";
            }
            else if (rows.Count > 0 || item.Outcome is not null || item.FormData is not null)
            {
                yield return $"{item.No} is {item.State}, but has an outcome or {rows.Count} audit rows of a completion";
            }

            if (item.RecordType != RecordTypes.Case)
                continue;

            if (asked[item.No].Count() != 1)
                yield return $"{item.No} stands {asked[item.No].Count()} times on the timeline as asked";
            var lines = done[item.No].Count();
            if (lines != (item.State == WorkItemState.Completed ? 1 : 0))
                yield return $"{item.No} is {item.State}, but stands {lines} times on the timeline as completed";
        }

        foreach (var wait in waits.SelectMany(x => x).Where(x => picture.Items.All(item => item.Id.ToString("N") != Picture.WorkItemOf(x))))
            yield return $"instance {wait.WorkflowInstanceId} waits for a work item that does not exist ({wait.Payload})";
    }

    private static string NumberIn(string args)
    {
        using var json = System.Text.Json.JsonDocument.Parse(args);
        return json.RootElement.TryGetProperty("no", out var no) ? no.ToString() : "";
    }
}
