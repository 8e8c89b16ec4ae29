using Elsa.Workflows.State;

namespace Elsa.Workflows.Models
{
    /// <summary>An activity failed. Never removed, also when the activity was repaired.</summary>
    /// <param name="ActivityId">Id of the activity.</param>
    /// <param name="ActivityNodeId">Node id of the activity.</param>
    /// <param name="ActivityType">Type of the activity.</param>
    /// <param name="Message">Message of the exception.</param>
    /// <param name="Exception">The exception.</param>
    /// <param name="Timestamp">When, UTC.</param>
    public record ActivityIncident(
        string ActivityId, string ActivityNodeId, string ActivityType, string Message, ExceptionState? Exception, DateTimeOffset Timestamp);
}

namespace Elsa.Workflows.State
{
    /// <summary>An exception as it is stored. The type is a name: it need not be loadable.</summary>
    /// <param name="Type">Full name of the exception's class.</param>
    /// <param name="Message">Message.</param>
    /// <param name="StackTrace">Stack trace, if it was thrown.</param>
    /// <param name="InnerException">Cause, if any.</param>
    public record ExceptionState(string Type, string Message, string? StackTrace, ExceptionState? InnerException)
    {
        /// <summary>Describes an exception; null gives null.</summary>
        public static ExceptionState? FromException(Exception? exception) => exception == null
            ? null
            : new(exception.GetType().FullName!, exception.Message, exception.StackTrace, FromException(exception.InnerException));
    }
}
