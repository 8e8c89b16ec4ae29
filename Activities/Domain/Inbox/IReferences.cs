namespace Elsa.ITR.Domain.Inbox;

/// <summary>Tells whether a record that a form names is there to be named.</summary>
public interface IReferences
{
    /// <param name="kind">Kind of the record, as <see cref="FormField.Source"/> names it.</param>
    /// <param name="key">Entered text: the number of a case or contract, the id of anything else.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>False when there is none, or it may not be named, such as an article that is not published. Kinds without records of their own are always there.</returns>
    Task<bool> ExistsAsync(string kind, string key, CancellationToken cancellationToken = default);
}
