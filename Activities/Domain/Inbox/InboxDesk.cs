using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>The one way to ask for work, take it, hand it on and end it.</summary>
/// <remarks>Every change belongs to the running command; nothing is stored here.</remarks>
public sealed class InboxDesk(
    IWorkItems items, IWorkItemForms forms, Candidates candidates, IDirectory directory, IRecordNumbers numbers, CaseTimeline timeline,
    CaseTimes times, FormReferences references, FirstTake firstTake, TimesheetDesk timesheets,
    NotificationDesk notifications, IEnumerable<IWorkItemRule> rules, CurrentActor me, TimeProvider time)
{
    /// <summary>Asks for work. The same execution and slot ask once: asking again returns the first item unchanged.</summary>
    /// <exception cref="RuleViolationException">work-item.unknown-form, .unknown-outcome (task type, outcome).</exception>
    public async Task<WorkItem> AskAsync(WorkItemRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Origin is { } origin)
        {
            var asked = await items.OfActivityAsync(origin.ActivityInstanceId, cancellationToken);
            if (asked.FirstOrDefault(item => item.Slot == origin.Slot && item.IsOpen) is { } first)
                return first;
        }

        var form = forms.Latest(request.TaskType) ?? throw new RuleViolationException("work-item.unknown-form", ("taskType", request.TaskType));
        var outcomes = OutcomesOf(request, form);
        var choice = await candidates.ChooseAsync(request.Role, request.Scope, request.Record, cancellationToken);
        var item = new WorkItem
        {
            No = await numbers.NextAsync("TASK", cancellationToken),
            TaskType = request.TaskType,
            RecordType = request.Record.Type,
            RecordId = request.Record.Id,
            RecordNo = request.Record.No,
            TitleZh = (request.Title ?? form.Title).Zh,
            TitleEn = (request.Title ?? form.Title).En,
            ExcludedPersonId = request.ExcludedPersonId,
            Priority = Math.Clamp(request.Priority, 1, 4),
            DueAt = request.DueAt,
            ClockIds = [.. request.ClockIds],
            FormKey = form.Key,
            FormVersion = form.Version,
            Outcomes = [.. outcomes],
            InputData = request.Input.Count == 0 ? null : FormJson.Write(request.Input),
            BlocksFlow = request.BlocksFlow,
            NoCandidate = choice.NoCandidate,
            ClaimEvent = request.ClaimEvent,
            FlowId = request.Origin?.FlowId,
            FlowVersion = request.Origin?.FlowVersion,
            Step = request.Origin?.Step,
            InstanceId = request.Origin?.InstanceId,
            ActivityInstanceId = request.Origin?.ActivityInstanceId,
            NodeId = request.Origin?.NodeId,
            Slot = request.Origin?.Slot ?? "",
        };
        await OfferAsync(item, choice, cancellationToken);
        var deputy = request.AssigneeId is { } named ? await DeputyAsync(item, named, cancellationToken) : null;
        if ((deputy?.Id ?? request.AssigneeId) is { } person && person != item.ExcludedPersonId)
            item.Reassign(person, null, time.GetUtcNow());

        items.Add(item);
        Tell("Task.Created", item);
        if (deputy is not null)
            Tell("Task.ToDeputy", item, ("to", deputy.Name), ("absent", (await directory.PersonAsync(request.AssigneeId!.Value, cancellationToken))?.Name));
        await NotifyAsync(item, cancellationToken);
        return item;
    }

    /// <summary>A candidate takes an item; its claim event is raised the first time.</summary>
    /// <exception cref="RuleViolationException">work-item.already-done (who, when), .not-yours, .own-work.</exception>
    public async Task ClaimAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (TakesOver(item))
            return;

        await RequireCandidateAsync(item, cancellationToken);
        var isFirst = item.FirstClaimedAt is null;
        if (!item.Claim(me.Value, time.GetUtcNow()))
            return;

        Tell("Task.Claimed", item, ("by", me.Value.NameIn(item.Role, item.CandidateOrgId, null)));
        if (isFirst)
            await firstTake.NoteAsync(item, cancellationToken);
    }

    /// <summary>The holder gives an item back to its candidates.</summary>
    /// <exception cref="RuleViolationException">work-item.already-done, .not-yours.</exception>
    public void Release(WorkItem item) => item.Release(me.Value);

    /// <summary>An item gets another holder.</summary>
    /// <param name="item">The item.</param>
    /// <param name="personId">The new holder; must be a candidate, or act in the office as its duty manager.</param>
    /// <param name="reason">Why; shown on the item.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">work-item.already-done, .not-a-candidate, .own-work.</exception>
    public async Task ReassignAsync(WorkItem item, Guid personId, string? reason, CancellationToken cancellationToken = default)
    {
        if (!await directory.MayAsync(personId, item.Role, item.CandidateOrgId, cancellationToken))
            throw new RuleViolationException("work-item.not-a-candidate", ("no", item.No), ("role", item.Role));

        item.Reassign(personId, reason, time.GetUtcNow());
        var to = await directory.PersonAsync(personId, cancellationToken);
        Tell("Task.Reassigned", item, ("to", to?.Name), ("reason", reason));
        await NotifyAsync(item, cancellationToken);
    }

    /// <summary>Offers an item anew because a person leaves: to the others of its role, to the duty manager where there are none.</summary>
    /// <param name="item">An open item that he holds, or that is offered to him alone.</param>
    /// <param name="personId">Who leaves.</param>
    /// <param name="reason">Why; shown on the item.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task OfferAnewAsync(WorkItem item, Guid personId, string reason, CancellationToken cancellationToken = default)
    {
        var others = (await directory.HoldersOfAsync(item.Role, item.CandidateOrgId, cancellationToken)).Any(other => other.Id != personId && other.Id != item.ExcludedPersonId);
        var choice = others
            ? new CandidateChoice(item.Role, item.Scope, item.CandidateOrgId, item.NoCandidate)
            : await candidates.DutyManagerAsync(item.Record, cancellationToken);
        item.HandOver(choice.Role, choice.Scope, choice.OrgId, reason);
        item.NoCandidate = choice.NoCandidate;
        await OfferAsync(item, choice, cancellationToken);
        Tell("Task.Reassigned", item, ("to", item.Role), ("reason", reason));
        await NotifyAsync(item, cancellationToken);
    }

    /// <summary>Ends an item with an outcome. What waits for it is told by the caller in the same command.</summary>
    /// <param name="item">The item.</param>
    /// <param name="outcome">One of its outcomes.</param>
    /// <param name="fields">Entered text by field key.</param>
    /// <param name="rowVersion">The version the person saw; null skips the check.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The values as stored.</returns>
    /// <exception cref="RuleViolationException">As <see cref="WorkItem.Complete"/>.</exception>
    public async Task<IReadOnlyDictionary<string, object?>> CompleteAsync(
        WorkItem item, string outcome, IReadOnlyDictionary<string, string?> fields, int? rowVersion, CancellationToken cancellationToken = default)
    {
        if (item.IsOpen && item.AssigneeId is null)
            await RequireCandidateAsync(item, cancellationToken);

        var form = FormOf(item);
        var isFirst = item.FirstClaimedAt is null;
        var actor = me.Value with { Name = me.Value.NameIn(item.Role, item.CandidateOrgId, item.AssigneeId == me.Value.PersonId ? null : item.AssigneeId) };
        TakesOver(item);
        var values = item.Complete(actor, outcome, fields, form, time.GetUtcNow(), rowVersion);
        await times.RequireAsync(item.Record, values, cancellationToken);
        await references.RequireAsync(item.No, form, values, cancellationToken);
        foreach (var rule in rules.Where(rule => rule.TaskTypes.Contains(item.TaskType)))
            await rule.RequireAsync(item, outcome, values, cancellationToken);
        if (isFirst)
            await firstTake.NoteAsync(item, cancellationToken);
        await BookTimeAsync(item, cancellationToken);
        if (me.Value.PersonId is { } person && await items.DraftAsync(item, person, cancellationToken) is { } draft)
            items.Remove(draft);
        Tell("Task.Completed", item, ("outcome", form.OutcomeOf(outcome)?.Label), ("by", actor.Name));
        return values;
    }

    /// <summary>The form an item was asked with, as far as its input needs it.</summary>
    /// <exception cref="RuleViolationException">work-item.unknown-form.</exception>
    public WorkItemForm FormOf(WorkItem item)
    {
        var form = forms.Find(item.FormKey, item.FormVersion)
            ?? forms.Latest(item.FormKey)
            ?? throw new RuleViolationException("work-item.unknown-form", ("taskType", item.FormKey));
        return form.For(FormJson.Read(item.InputData));
    }

    /// <summary>Takes back the open items of an activity execution; none is no error.</summary>
    public async Task WithdrawAsync(string activityInstanceId, string? reason, CancellationToken cancellationToken = default)
    {
        foreach (var item in (await items.OfActivityAsync(activityInstanceId, cancellationToken)).Where(item => item.IsOpen))
            item.Withdraw(reason, time.GetUtcNow());
    }

    /// <summary>Takes back every open item of an instance that ends; none is no error.</summary>
    public async Task WithdrawInstanceAsync(string instanceId, string? reason, CancellationToken cancellationToken = default)
    {
        foreach (var item in await items.OpenOfInstanceAsync(instanceId, cancellationToken))
            item.Withdraw(reason, time.GetUtcNow());
    }

    /// <summary>Marks the open items of an activity execution as overtaken by a deadline.</summary>
    public async Task ExpireAsync(string activityInstanceId, CancellationToken cancellationToken = default)
    {
        foreach (var item in (await items.OfActivityAsync(activityInstanceId, cancellationToken)).Where(item => item.IsOpen))
            item.Expire(time.GetUtcNow());
    }

    /// <summary>Gives the open items bound to a clock to another role, because the clock ran out (profile ESC-SHORT).</summary>
    /// <returns>The items handed over.</returns>
    public async Task<IReadOnlyList<WorkItem>> HandOverAsync(
        RecordRef record, string clockId, string role, CancellationToken cancellationToken = default)
    {
        var handed = new List<WorkItem>();
        foreach (var item in await items.OpenOfRecordAsync(record, cancellationToken))
        {
            if (!item.ClockIds.Contains(clockId) || item.Role == role)
                continue;

            var choice = await candidates.ChooseAsync(role, null, record, cancellationToken);
            item.HandOver(choice.Role, choice.Scope, choice.OrgId, clockId);
            await OfferAsync(item, choice, cancellationToken);
            Tell("Task.Reassigned", item, ("to", item.Role), ("reason", clockId));
            await NotifyAsync(item, cancellationToken);
            handed.Add(item);
        }

        return handed;
    }

    /// <summary>Gives the open items of a record their new due times after its clocks moved.</summary>
    /// <param name="record">The record.</param>
    /// <param name="dueByClock">Due times of its running clocks by clock id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task RescheduleAsync(
        RecordRef record, IReadOnlyDictionary<string, DateTimeOffset> dueByClock, CancellationToken cancellationToken = default)
    {
        foreach (var item in (await items.OpenOfRecordAsync(record, cancellationToken)).Where(item => item.ClockIds.Count > 0))
        {
            var due = item.ClockIds.Where(dueByClock.ContainsKey).Select(id => dueByClock[id]).ToList();
            DateTimeOffset? earliest = due.Count == 0 ? null : due.Min();
            if (earliest != item.DueAt)
                item.DueAt = earliest;
        }
    }

    // Work for somebody who is absent goes to who stands in for him, unless that would be his own work.
    private async Task<PersonInfo?> DeputyAsync(WorkItem item, Guid person, CancellationToken cancellationToken) =>
        await directory.DeputyOfAsync(person, item.Role, cancellationToken) is { } deputy && deputy.Id != item.ExcludedPersonId ? deputy : null;

    // What an absent person holds is in the hands of who stands in for him as soon as he does something about it.
    private bool TakesOver(WorkItem item)
    {
        if (!item.IsOpen || me.Value.PersonId is not { } person || me.Value.AbsentHolder(item.AssigneeId, item.Role) is not { } absent)
            return false;

        item.Reassign(person, null, time.GetUtcNow());
        Tell("Task.ToDeputy", item, ("to", me.Value.Name), ("absent", absent.Name));
        return true;
    }

    private async Task NotifyAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?> { ["taskTitle"] = item.Title, ["taskNo"] = item.No, ["dueAt"] = item.DueAt };
        var to = item.AssigneeId is { } person ? person.ToString() : item.Role;
        await notifications.SendAsync("TASK_ASSIGNED", item.Record, [to], values, thing: item.No, cancellationToken: cancellationToken);
        if (item.NoCandidate)
        {
            await notifications.SendAsync(
                "TASK_NO_CANDIDATE", item.Record, [RoleCodes.DutyManager, RoleCodes.SystemAdmin], values, thing: item.No, cancellationToken: cancellationToken);
        }
    }

    // Work of the vendor's and the partner's people goes to their timesheets (conventions §11); it began when they took the item.
    private async Task BookTimeAsync(WorkItem item, CancellationToken cancellationToken)
    {
        if (me.Value.PersonId is { } person && !RoleCodes.IsCustomerSide(item.Role) && item.ClaimedAt < item.CompletedAt
            && await timesheets.LogAsync(person, item.Record, TaskTime.KindOf(item.TaskType), item.ClaimedAt.Value, item.CompletedAt.Value, cancellationToken) is { } entry)
            (entry.WorkItemId, entry.WorkItemNo) = (item.Id, item.No);
    }

    private void Tell(string key, WorkItem item, params (string Name, object? Value)[] args)
    {
        var values = args.ToDictionary(arg => arg.Name, arg => arg.Value);
        values["title"] = item.Title;
        values["no"] = item.No;
        timeline.Write(item.Record, key, values);
    }

    private async Task OfferAsync(WorkItem item, CandidateChoice choice, CancellationToken cancellationToken)
    {
        item.Role = choice.Role;
        item.Scope = choice.Scope;
        item.CandidateOrgId = choice.OrgId;
        item.PartnerOrgId = await directory.OrgOfAsync(OrgScope.PartnerOfCase, RoleCodes.PartnerLead, item.Record, cancellationToken);
        item.CustomerTreeOrgId = RoleCodes.IsCustomerSide(choice.Role)
            ? await directory.OrgOfAsync(OrgScope.CustomerOfCase, RoleCodes.ProvinceApprover, item.Record, cancellationToken)
            : null;
    }

    private async Task RequireCandidateAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var actor = me.Value;
        if (actor.IsSystem || !item.IsOpen || item.AssigneeId is not null)
            return; // the item itself refuses what is done or held by another

        if (actor.PersonId is not { } person || !await directory.MayAsync(person, item.Role, item.CandidateOrgId, cancellationToken))
            throw new RuleViolationException("work-item.not-yours", ("no", item.No), ("role", item.Role));
    }

    private static IReadOnlyList<string> OutcomesOf(WorkItemRequest request, WorkItemForm form)
    {
        if (request.Outcomes.Count == 0)
            return [.. form.Outcomes.Select(outcome => outcome.Name)];

        foreach (var outcome in request.Outcomes)
        {
            if (form.OutcomeOf(outcome) is null)
                throw new RuleViolationException("work-item.unknown-outcome", ("taskType", form.Key), ("outcome", outcome));
        }

        return request.Outcomes;
    }
}
