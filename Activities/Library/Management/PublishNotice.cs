using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Sends a notice of the major incident to everybody on the list of its grade.</summary>
/// <remarks>
/// The notice is kept as it went out, and a document with it. Raises Notification.Published with the stage. Without an approver it says
/// that the duty manager released it. Source: flow 06. Incidents: <c>incident.wrong-state</c>.
/// </remarks>
[Activity("Elsa.ITR", "Management", "Sends a notice of the major incident to everybody on the list of its grade.", DisplayName = "Publish notice")]
public sealed class PublishNotice([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Which notice it is.</summary>
    [Input(
        Description = "Which notice it is.", UIHint = InputUIHints.DropDown, Options = new[] { "First", "Progress", "Recovery", "RootCause", "Correction" }, Order = 1)]
    public Input<string> Stage { get; set; } = null!;

    /// <summary>Answer of the task that wrote it, as JSON object.</summary>
    [Input(Description = "Answer of the task that wrote it, as JSON object.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Person id of who approved; blank when nobody had to.</summary>
    [Input(Description = "Person id of who approved; blank when nobody had to.", Order = 3)]
    public Input<string?> ApprovedBy { get; set; } = null!;

    /// <summary>On when the approver did not answer and the duty manager released it.</summary>
    [Input(Description = "On when the approver did not answer and the duty manager released it.", Order = 4)]
    public Input<bool> Unapproved { get; set; } = new(false);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var stop = context.CancellationToken;
        var incident = await context.IncidentAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var stage = Enum.Parse<NoticeStage>(context.Get(Stage)!);
        var approver = Guid.TryParse(context.Get(ApprovedBy), out var id) ? (await context.GetRequiredService<IDirectory>().PersonAsync(id, stop))?.Name : null;
        var unapproved = context.Get(Unapproved);
        var zh = Text("textZh") ?? Text("cause") ?? Text("reason") ?? "";
        var notice = new NoticeText(
            stage, Text("impact") ?? incident.Impact, Text("progress") ?? Text("cause") ?? Text("reason") ?? "", new Bilingual(zh, Text("textEn") ?? zh),
            FormJson.ToInstant(answer.GetValueOrDefault("nextUpdateAt")), approver?.Zh, unapproved);
        await context.GetRequiredService<MajorIncidentDesk>().PublishAsync(incident.Id, notice, stop);

        if (await context.GetRequiredService<ICases>().FindAsync(incident.MainCaseId, stop) is not { } found)
            return;

        var fields = new Dictionary<string, object?>(answer)
        {
            ["incidentNo"] = incident.No,
            ["stage"] = stage.ToString(),
            ["impact"] = notice.Impact,
            ["progress"] = notice.Progress,
            ["noticeText"] = notice.Text,
            ["approval"] = unapproved ? new Bilingual("未经审批,由值班经理发布", "Unapproved, released by the duty manager") : approver,
        };
        await context.GetRequiredService<DocumentDesk>().GenerateAsync(found, DocumentTypes.MajorIncidentNotice, fields, isInternal: true, cancellationToken: stop);

        string? Text(string key) => answer.GetValueOrDefault(key) is string { Length: > 0 } text ? text : null;
    }
}
