using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Resolves who a task names instead of a role (R18).</summary>
internal static class Assignees
{
    /// <summary>The person a token means for the record of the run; null when it means nobody now.</summary>
    /// <param name="context">The running activity.</param>
    /// <param name="token"><c>owner</c> or <c>lead</c> (who leads the record), <c>requester</c>, a person id, or blank.</param>
    /// <exception cref="InvalidOperationException">The token is none of these.</exception>
    public static async Task<Guid?> ResolveAsync(ActivityExecutionContext context, string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
            return null;

        if (Guid.TryParse(token, out var person))
            return person;

        var holder = await context.BearerAsync();
        return token switch
        {
            "owner" or "lead" => holder?.OwnerId,
            "requester" => holder?.RequesterId,
            _ => throw new InvalidOperationException($"Expected an assignee owner, lead, requester or a person id, found '{token}'."),
        };
    }

    /// <summary>How urgent work on the record is, 1 to 4.</summary>
    public static async Task<int> PriorityAsync(ActivityExecutionContext context) =>
        ServiceDesk.Knows(context.Record().Type) ? (await context.ServiceAsync()).Priority
            : context.Record().Type is RecordTypes.Escalation or RecordTypes.MajorIncident ? await SeverityAsync(context) ?? 3
            : (await context.BearerAsync())?.Priority ?? 3;

    private static async Task<int?> SeverityAsync(ActivityExecutionContext context) =>
        (await context.GetRequiredService<ClockKeeper>().SubjectAsync(context.Record(), context.CancellationToken))?.Severity;
}
