namespace Elsa.ITR.Web.Seeding;

/// <summary>Seeding is refused; the message says what was expected, what was found and what to do.</summary>
public sealed class SeedException(string message) : Exception(message);
