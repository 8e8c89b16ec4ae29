namespace Elsa.ITR.Web.Shell;

/// <summary>Reads the numbers of the frame, once per request.</summary>
public sealed class ShellReader
{
    public Task<ShellFacts> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(ShellFacts.None);
}
