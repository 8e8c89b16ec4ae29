using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Shell;

/// <summary>What a program sends with a command beside its body.</summary>
/// <param name="Key">Makes a repeated call answer as the first; null where the program does not repeat.</param>
/// <param name="IfMatch">Entity tag of what it saw; null or * skips the check.</param>
public sealed record ApiCall(
    Command Run, CancellationToken CancellationToken,
    [FromHeader(Name = "Idempotency-Key")] string? Key = null, [FromHeader(Name = "If-Match")] string? IfMatch = null)
{
    /// <summary>The version that the program saw; null skips the check.</summary>
    public int? RowVersion => ETags.Read(IfMatch);
}
