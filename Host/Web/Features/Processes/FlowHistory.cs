using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Who did what to the versions of flows, and why: entries of the audit trail under the flow, from pages, API and designer alike.</summary>
public sealed class FlowHistory(ItrDbContext db, AuditTrail audit, CurrentActor me)
    : INotificationHandler<WorkflowDefinitionDraftSaved>, INotificationHandler<WorkflowDefinitionPublished>, INotificationHandler<WorkflowDefinitionRetracted>
{
    public const string Saved = "flow.save";
    public const string Published = "flow.publish";
    public const string Retracted = "flow.retract";

    private string _action = Published;
    private string? _note;

    /// <param name="Version">The version it was done to.</param>
    /// <param name="By">Null for the system.</param>
    public sealed record Entry(string DefinitionId, int Version, string Action, Bilingual? By, string? Note, DateTimeOffset At);

    /// <summary>Says why what follows in this command is done; <paramref name="action"/> names it where it is not simply publishing.</summary>
    public void Explain(string action, string note) => (_action, _note) = (action, note);

    /// <summary>Entries of some flows, newest first.</summary>
    public async Task<IReadOnlyList<Entry>> ReadAsync(IReadOnlyCollection<string> definitionIds, CancellationToken cancellationToken)
    {
        var byId = definitionIds.Distinct().ToDictionary(id => FlowRecord.Of(id).Id);
        var keys = byId.Keys.ToList();
        var entries = await (
                from entry in db.Set<AuditEntry>().Where(x => keys.Contains(x.RecordId))
                join person in db.Users on entry.ActorId equals person.Id into people
                from person in people.DefaultIfEmpty()
                orderby entry.At descending, entry.Id descending
                select new { entry.RecordId, entry.New, entry.Action, entry.Reason, entry.At, Zh = person == null ? null : person.DisplayNameZh, En = person == null ? null : person.DisplayNameEn })
            .ToListAsync(cancellationToken);
        return [.. entries.Select(x => new Entry(byId[x.RecordId], int.TryParse(x.New, out var version) ? version : 0, x.Action, x.Zh is null ? null : new Bilingual(x.Zh, x.En ?? x.Zh), x.Reason, x.At))];
    }

    /// <summary>The designer saves often: one entry per person and version in a row.</summary>
    public async Task HandleAsync(WorkflowDefinitionDraftSaved notification, CancellationToken cancellationToken)
    {
        var (record, version) = (FlowRecord.Of(notification.WorkflowDefinition.DefinitionId), Number(notification.WorkflowDefinition.Version));
        var last = await db.Set<AuditEntry>().AsNoTracking().Where(x => x.RecordId == record.Id).OrderByDescending(x => x.At).ThenByDescending(x => x.Id)
            .Select(x => new { x.Action, x.New, x.ActorId }).FirstOrDefaultAsync(cancellationToken);
        if (_note is null && (last is null || last.Action != Saved || last.New != version || last.ActorId != me.Value.PersonId))
            audit.Write(Saved, record, @new: version);
    }

    public Task HandleAsync(WorkflowDefinitionPublished notification, CancellationToken cancellationToken)
    {
        audit.Write(_action, FlowRecord.Of(notification.WorkflowDefinition.DefinitionId), @new: Number(notification.WorkflowDefinition.Version), reason: _note);
        return Task.CompletedTask;
    }

    public Task HandleAsync(WorkflowDefinitionRetracted notification, CancellationToken cancellationToken)
    {
        audit.Write(Retracted, FlowRecord.Of(notification.WorkflowDefinition.DefinitionId), @new: Number(notification.WorkflowDefinition.Version), reason: _note);
        return Task.CompletedTask;
    }

    private static string Number(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
