using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Keeps who decided what on the business record, and in which revision of it.</summary>
[Activity("Elsa.ITR", "Records", "Keeps who decided what on the business record.", DisplayName = "Note decision")]
public sealed class NoteDecision([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the role in which it was decided.</summary>
    [Input(Description = "Code of the role in which it was decided.", Order = 1)]
    public Input<string> Role { get; set; } = null!;

    /// <summary>What was decided.</summary>
    [Input(Description = "What was decided.", Order = 2)]
    public Input<string> Decision { get; set; } = null!;

    /// <summary>Answer of the task as JSON object; its opinion, reason or comment is kept, and whether the consent came by telephone.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 3)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>Person id of who decided; blank for who acts.</summary>
    [Input(Description = "Person id of who decided; blank for who acts.", Order = 4)]
    public Input<string?> DecidedBy { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = await context.BusinessRecordAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var comment = (string[])["opinion", "reason", WorkItemForm.CommentKey];
        var person = Guid.TryParse(context.Get(DecidedBy), out var id)
            ? await context.GetRequiredService<IDirectory>().PersonAsync(id, context.CancellationToken)
            : null;
        context.GetRequiredService<RecordDesk>().Approve(
            record, RecordFacts.Of(record).GetValueOrDefault("revision") is decimal revision ? (int)revision : 1, context.Get(Role)!, person, context.Get(Decision)!,
            comment.Select(key => answer.GetValueOrDefault(key) as string).FirstOrDefault(text => !string.IsNullOrEmpty(text)), answer.GetValueOrDefault("kind") is "Phone");
    }
}
