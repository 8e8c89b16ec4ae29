using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Writes the boards that were changed on site to the equipment record.</summary>
/// <remarks>A serial number that does not fit is counted, noted on a case, and holds nothing up. Source: flow 02 step 16.</remarks>
[Activity("Elsa.ITR", "Records", "Writes the boards that were changed on site to the equipment record.", DisplayName = "Update installed base")]
public sealed class UpdateInstalledBase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object; its rows parts have oldSerial and newSerial.</summary>
    [Input(Description = "Answer of the task as JSON object; its rows parts have oldSerial and newSerial.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <summary>How many rows did not fit.</summary>
    [Output(Description = "How many rows did not fit.")]
    public Output<int>? Mismatches { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (await context.BearerAsync() is not { } found)
            return;

        var rows = FormJson.Read(context.Get(Answer)).GetValueOrDefault("parts") as IEnumerable<object?> ?? [];
        var mismatches = 0;
        foreach (var row in rows.OfType<IReadOnlyDictionary<string, object?>>())
        {
            if (row.GetValueOrDefault("oldSerial") is not string removed || row.GetValueOrDefault("newSerial") is not string inserted)
                continue;

            if (!await context.GetRequiredService<EquipmentDesk>().TryReplaceBoardAsync(found, new BoardSwap(removed, inserted), context.CancellationToken))
                mismatches++; // the fault must not wait for the record
        }

        context.Set(Mismatches, mismatches);
    }
}
