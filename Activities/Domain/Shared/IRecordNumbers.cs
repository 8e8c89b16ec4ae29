namespace Elsa.ITR.Domain.Shared;

/// <summary>Hands out business numbers; they are reserved in blocks outside the command, so gaps are allowed (D15).</summary>
public interface IRecordNumbers
{
    /// <summary>The next number of the local day, e.g. <c>CASE-20261123-0001</c>.</summary>
    /// <param name="prefix">Upper case, e.g. <c>CASE</c>, <c>TASK</c>, <c>PEN</c>, <c>ESC</c>, <c>DOC</c>.</param>
    /// <param name="cancellationToken">Cancels waiting for a block.</param>
    Task<string> NextAsync(string prefix, CancellationToken cancellationToken = default);
}
