using Elsa.Common.Models;
using Elsa.ITR.Designer.StudioApi.Descriptors;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Lists;

namespace Elsa.ITR.Web.Features.Designer;

/// <summary>What a process owner chooses from instead of typing codes: roles, forms, clocks, flows, document types, templates, rules, events.</summary>
public sealed class StudioChoices(IWorkItemForms forms, IPolicies policies, IDefinitionLists flows, INotificationTemplates templates) : IInputChoices
{
    private const string OurActivities = "Elsa.ITR";

    public async ValueTask<IInputChoiceSet> ReadAsync(CancellationToken cancellationToken = default)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        var published = await flows.ListAsync(new DefinitionQuery { VersionOptions = VersionOptions.Published }, new Window(), cancellationToken);
        return new Set(
            Words("Role"),
            [.. forms.All.Select(form => new InputChoice($"{form.Title} · {form.Key}", form.Key))],
            [.. policy.Clocks.Values.Select(clock => new InputChoice($"{clock.Name} · {clock.Id}", clock.Id))],
            [.. published.Items.Select(flow => new InputChoice($"{Name(flow)} · {flow.DefinitionId}", flow.DefinitionId))],
            Words("DocumentType"),
            [.. templates.All.Select(template => new InputChoice($"{template.Code} · {template.Text}", template.Code))],
            [.. policy.PenaltyRules.Values.Select(rule => new InputChoice($"{rule.Trigger} · {rule.Id}", rule.Id))],
            [.. policy.PauseReasons.Values.Select(reason => new InputChoice(reason.Name.ToString(), reason.Code))],
            [.. Events(policy).Select(name => new InputChoice(name, name))]);
    }

    private static InputChoice[] Words(string enumeration) =>
        [.. Elsa.ITR.Workflows.Words.Shipped.Choices(enumeration).Select(word => new InputChoice($"{word.Label} · {word.Key}", word.Key))];

    // What the code raises, what clocks listen to and what a timeline has words for; a flow may bring more, by an expression.
    private static IEnumerable<string> Events(SlaPolicySet policy) =>
        typeof(EventNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(policy.Clocks.Values.SelectMany(clock =>
                clock.CancelEvents.Concat(clock.HoldEvents).Concat(clock.ReleaseEvents).Concat(clock.ReopenEvents)
                    .Append(clock.StartEvent).Append(clock.StopEvent).OfType<EventPattern>().Select(pattern => pattern.Name)))
            .Concat(TimelineTexts.Keys.Where(key => !key.StartsWith("Task.", StringComparison.Ordinal)))
            .Where(name => name.Contains('.', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Name(DefinitionSummary flow) =>
        FlowCatalog.Find(flow.DefinitionId)?.Name.ToString() ?? flow.Name ?? flow.DefinitionId;

    private sealed class Set(
        InputChoice[] roles, InputChoice[] taskTypes, InputChoice[] clocks, InputChoice[] flows, InputChoice[] documents, InputChoice[] templates, InputChoice[] rules,
        InputChoice[] reasons, InputChoice[] events) : IInputChoiceSet
    {
        private static readonly string[] People = ["Assignee", "Owner", "Reporter", "CaseTeam"];

        public InputChoices? Find(ActivityDescriptor activity, InputDescriptor input) => activity.Namespace != OurActivities ? null : (activity.Name, input.Name) switch
        {
            (_, "Role" or "AuthorRole") => new(roles),
            (_, "Roles" or "SignerRoles") => new(roles, IsList: true),
            (_, "Recipients") => new([.. People.Select(name => new InputChoice(name, name)), .. roles], IsList: true),
            (_, "TaskType") => new(taskTypes),
            (_, "Clocks") => new(clocks, IsList: true),
            ("StartClock" or "StopClock" or "CancelClock" or "ReadClock", "ClockId") or ("WaitFor", "Timer") => new(clocks),
            (_, "ClockId" or "Within") => Optional(clocks),
            ("RunFlow" or "StartFlow", "DefinitionId") => new(flows),
            (_, "DefinitionId") => Optional(flows),
            (_, "DocumentType") => new(documents),
            (_, "Template") => new(templates),
            (_, "RuleId") => Optional(rules),
            ("PauseClock", "Reason") => new(reasons),
            (_, "EventName") => new(events),
            (_, "ClaimEvent") => Optional(events),
            _ => null,
        };

        private static InputChoices Optional(InputChoice[] items) => new([new InputChoice("–", ""), .. items]);
    }
}
