using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>What the test's activities meet: whether they throw, and what they were told.</summary>
public sealed class Weather
{
    public HashSet<string> Storms { get; } = [];

    public List<string> Withdrawn { get; } = [];
}

/// <summary>Leaves a note in the domain, then throws while there is a storm of its name.</summary>
[Activity("Tests", "Tests", "Leaves a note.")]
public sealed class LeaveNote([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    public Input<string> Text { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var text = Text.Get(context);
        context.GetRequiredService<EngineDbContext>().Add(new Note { Id = Guid.NewGuid().ToString("n"), Text = text });
        if (context.GetRequiredService<Weather>().Storms.Contains(text))
            throw new InvalidOperationException($"storm over {text}");
    }
}

/// <summary>What <see cref="Ask"/> waits for.</summary>
public sealed record AskStimulus(string Question);

/// <summary>Waits for an answer, notes it and throws while there is a storm of the answer; withdraws its question when it is cancelled.</summary>
[Activity("Tests", "Tests", "Asks.")]
public sealed class Ask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity<string>(source, line)
{
    public Input<string> Question { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(new AskStimulus(Question.Get(context)), OnAnsweredAsync, includeActivityInstanceId: false);

    protected override void OnSignalReceived(object signal, SignalContext context)
    {
        if (signal is CancelSignal && context.IsSelf)
            context.SenderActivityExecutionContext.GetRequiredService<Weather>().Withdrawn.Add(Id);
    }

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        var answer = context.GetWorkflowInput<string>("Answer");
        context.GetRequiredService<EngineDbContext>().Add(new Note { Id = Guid.NewGuid().ToString("n"), Text = answer });
        if (context.GetRequiredService<Weather>().Storms.Contains(answer))
            throw new InvalidOperationException($"storm over {answer}");

        context.SetResult(answer);
        await context.CompleteActivityAsync();
    }
}
