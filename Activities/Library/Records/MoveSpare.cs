using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Spares;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Notes where the spare part of the request is: stock, loan, repair and equipment record follow.</summary>
/// <remarks>Incidents: <c>service.wrong-state</c>, <c>loan.wrong-state</c>. Source: flow 17 steps 3 to 13.</remarks>
[Activity("Elsa.ITR", "Records", "Notes where the spare part of the request is.", DisplayName = "Move spare")]
public sealed class MoveSpare([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What happened to the part.</summary>
    [Input(
        Description = "What happened to the part.", UIHint = InputUIHints.DropDown,
        Options = new[] { "Shipped", "Received", "Used", "Damaged", "Wrong", "Dead", "Missing", "Extended", "Returned", "Tested", "Converted", "Lost", "Freed" }, Order = 1)]
    public Input<string> To { get; set; } = null!;

    /// <summary>Answer of the task as JSON object: serial, times, result.</summary>
    [Input(Description = "Answer of the task as JSON object: serial, times, result.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<SpareDesk>();
        var request = (SparePartRequest)await context.ServiceAsync();
        var answer = FormJson.Read(context.Get(Answer));
        var token = context.CancellationToken;
        await (context.Get(To) switch
        {
            "Shipped" => desk.ShipAsync(request, answer, token),
            "Received" => desk.ReceiveAsync(request, answer, token),
            "Used" => desk.BookBoardsAsync(request, answer.GetValueOrDefault("removedSerial") as string, token),
            "Damaged" or "Dead" => desk.ReleaseAsync(request, SpareState.InTest, token),
            "Wrong" or "Freed" => desk.ReleaseAsync(request, SpareState.InStock, token),
            "Missing" => desk.ReleaseAsync(request, SpareState.Scrapped, token),
            "Extended" => desk.ExtendAsync(request, token),
            "Returned" => desk.ReturnAsync(request, answer, token),
            "Tested" => desk.TestAsync(request, answer.GetValueOrDefault("testResult") as string ?? "Good", token),
            "Converted" => desk.GiveUpAsync(request, LoanTrigger.Convert, token),
            "Lost" => desk.GiveUpAsync(request, LoanTrigger.Lose, token),
            var other => throw new InvalidOperationException($"Expected a move of a spare part, found '{other}'."),
        });
    }
}
