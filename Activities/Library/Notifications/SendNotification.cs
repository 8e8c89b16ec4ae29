using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Notifications;

/// <summary>Sends a message to roles and people of the record.</summary>
/// <remarks>The same message about the same record reaches a person once per repeat time. Incidents: <c>notification.unknown-template</c>.</remarks>
[Activity("Elsa.ITR", "Notifications", "Sends a message to roles and people of the record.", DisplayName = "Send notification")]
public sealed class SendNotification([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the template, e.g. <c>CASE_RESOLVED</c>.</summary>
    [Input(Description = "Code of the template.", Order = 1)]
    public Input<string> Template { get; set; } = null!;

    /// <summary>Role codes, person ids, and <c>Assignee</c>, <c>Owner</c>, <c>Reporter</c>, <c>CaseTeam</c>.</summary>
    [Input(Description = "Role codes, person ids, and Assignee, Owner, Reporter, CaseTeam.", UIHint = InputUIHints.MultiText, Order = 2)]
    public Input<ICollection<string>> Recipients { get; set; } = null!;

    /// <summary>Values for the text; instants as ISO 8601, texts in both languages as <c>Chinese|English</c>.</summary>
    [Input(Description = "Values for the text.", UIHint = InputUIHints.JsonEditor, Order = 3)]
    public Input<IDictionary<string, object>?> Values { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<NotificationDesk>().SendAsync(
            context.Get(Template)!,
            context.Record(),
            [.. context.Get(Recipients)!],
            TextValues.Of(context.Get(Values)),
            cancellationToken: context.CancellationToken);
}
