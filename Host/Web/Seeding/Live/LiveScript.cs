using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>What happened to the live records, in any order; <see cref="LiveRunner"/> sorts it by time.</summary>
/// <param name="clerk">Does the steps.</param>
public sealed class LiveScript(DemoClerk clerk)
{
    private readonly List<LiveStep> _steps = [];

    public DemoClerk Clerk => clerk;

    public DemoWorld World => clerk.World;

    /// <summary>The steps by time; those of the same minute in the order they were written.</summary>
    public IEnumerable<LiveStep> Steps => _steps.OrderBy(step => step.At);

    /// <summary>Begins a record at the time it is received.</summary>
    public LiveRecord Record(string no, string receivedAt, string userName, CaseIntake intake)
    {
        Add(no, receivedAt, $"{userName} registers", () => clerk.RegisterAsync(no, userName, intake));
        return new LiveRecord(this, no);
    }

    /// <summary>Begins a record that no case asked for.</summary>
    /// <param name="kind">Key of its kind, e.g. <c>changes</c>.</param>
    public LiveRecord Opened(string no, string openedAt, string userName, string kind, params (string Key, string Value)[] facts)
    {
        Add(no, openedAt, $"{userName} opens", () => clerk.OpenAsync(no, userName, kind, facts.ToDictionary(fact => fact.Key, fact => (string?)fact.Value)));
        return new LiveRecord(this, no);
    }

    public void Add(string no, string literal, string what, Func<Task> act) => _steps.Add(new LiveStep(World.Anchor.At(literal), no, what, act));
}

/// <summary>One thing somebody did.</summary>
/// <param name="What">For the message when it fails.</param>
public sealed record LiveStep(DateTimeOffset At, string No, string What, Func<Task> ActAsync);

/// <summary>Continues one record.</summary>
public sealed class LiveRecord(LiveScript script, string no)
{
    /// <summary>Somebody takes a task.</summary>
    public LiveRecord Takes(string at, string userName, string taskType, string? role = null)
    {
        script.Add(no, at, $"{userName} takes {taskType}", () => script.Clerk.TakeAsync(no, userName, taskType, role));
        return this;
    }

    /// <summary>Somebody completes a task, taking it first when it is still on offer.</summary>
    public LiveRecord Does(string at, string userName, string taskType, string outcome, params (string Key, string Value)[] fields) =>
        DoesAs(at, userName, taskType, null, outcome, fields);

    /// <summary>As <see cref="Does"/>, where tasks of one kind are offered to several roles.</summary>
    public LiveRecord DoesAs(string at, string userName, string taskType, string? role, string outcome, params (string Key, string Value)[] fields)
    {
        script.Add(no, at, $"{userName} completes {taskType} with {outcome}", () => script.Clerk.DoAsync(
            no, userName, taskType, outcome, fields.ToDictionary(field => field.Key, field => (string?)(IsTime(field.Value) ? script.Clerk.At(field.Value) : script.World.Anchor.Text(field.Value))), role));
        return this;
    }

    /// <summary>An engineer asks for remote access, the customer authorises and opens it (flow 15).</summary>
    public LiveRecord OpensAccess(string asked, string authorised, string opened, string engineer, string customer, string operation, string until) => this
        .Does(asked, engineer, "remote-request", "Requested",
            ("mode", "RemoteAccess"), ("purpose", operation), ("operations", $$"""[{"operation":"{{operation}}"}]"""), ("slotStart", asked), ("slotEnd", until), ("account", $"v-{engineer}"))
        .DoesAs(authorised, customer, "remote-authorise", "CustomerUser", "Authorise",
            ("kind", "Task"), ("slotStart", asked), ("slotEnd", until), ("supervisor", script.World.People[customer].NameZh))
        .Does(opened, customer, "remote-open", "Opened", ("account", $"v-{engineer}"), ("openedAt", opened));

    /// <summary>The engineer brings service back, the customer checks it and closes the access.</summary>
    public LiveRecord RestoresRemotely(string worked, string restored, string closed, string engineer, string customer, string operation) => this
        .Does(worked, engineer, "remote-work", "Done",
            ("operations", $$"""[{"at":"{{restored.Replace(' ', 'T')}}","operation":"{{operation}}"}]"""), ("result", operation), ("serviceRestored", "true"), ("restoredAt", restored))
        .Does(closed, customer, "remote-close", "Confirmed", ("closedAt", closed), ("passwordChanged", "true"), ("serviceOk", "true"));

    /// <summary>Anything else.</summary>
    public LiveRecord Then(string at, string what, Func<DemoClerk, Task> act)
    {
        script.Add(no, at, what, () => act(script.Clerk));
        return this;
    }

    // "2026-11-23 06:40": literal times move with the anchor.
    private static bool IsTime(string text) => text.Length == 16 && text[4] == '-' && text[13] == ':';
}
