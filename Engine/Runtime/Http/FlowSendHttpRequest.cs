using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Http;

/// <summary>Sends a request; the answer's status is an outcome.</summary>
/// <remarks>Outcomes: the status when it is expected, else Unmatched status code, each together with Done; Failed to connect; Timeout.</remarks>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request (flow)", Kind = ActivityKind.Task)]
[Output(IsSerializable = false)]
public class FlowSendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : SendHttpRequestBase(source, line)
{
    /// <summary>Statuses that are outcomes; 200 by default.</summary>
    [Input(
        Description = "A list of expected status codes to handle.", UIHint = InputUIHints.MultiText, Order = 5.1f,
        DefaultValueProvider = typeof(DefaultStatusCodes))]
    public Input<ICollection<int>> ExpectedStatusCodes { get; set; } = null!;

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, int statusCode)
    {
        var expected = ExpectedStatusCodes.GetOrDefault(context) ?? [];
        if (expected.Count == 0)
            return context.CompleteActivityWithOutcomesAsync("Done");
        return context.CompleteActivityWithOutcomesAsync(
            expected.Contains(statusCode) ? statusCode.ToString(CultureInfo.InvariantCulture) : "Unmatched status code", "Done");
    }

    /// <inheritdoc/>
    protected override ValueTask OnNotConnectedAsync(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Failed to connect");

    /// <inheritdoc/>
    protected override ValueTask OnTimeoutAsync(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Timeout");

    internal sealed class DefaultStatusCodes : IActivityPropertyDefaultValueProvider
    {
        public object GetDefaultValue(System.Reflection.PropertyInfo property) => new List<int> { 200 };
    }
}
